import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { address, says, texts } from './acts.ts'
import {
  answerFiles,
  answerKk,
  answerRu,
  approve,
  attachAnswerFiles,
  fillStaffForm,
  interimReason,
  interimText,
  openToApprove,
  propose,
  replyTab,
  sendReply,
  staffSignIn,
  takeIntoWork,
  writeAnswer,
  writeInterim,
} from './answering.ts'
import { slow, tellStory } from './story.ts'
import { early, freeSubject, identityCard, receipt, sendEarly, sendFreely } from './writing.ts'

// Monday, 20:30 in Astana: the company is closed.
const story = tellStory({ now: '2026-01-12T15:30:00Z' })

describe('§10. Өтініштің мәртебелері', () => {
  let page: Page
  let office: Page
  let head: Page
  let appeal: string
  const stamp = (of: Page) => of.locator('.stamp')
  const main = (of: Page) => of.getByRole('main')
  /** The client comes again: a session does not last a night. */
  const comeAgain = async (path: string) => {
    await story.comeAgain(page, story.people.aigerim, path)
  }

  test('«Жіберілді»: жұмыс уақытынан тыс жіберілген өтініш келесі жұмыс күнінің күнімен тіркеледі', async () => {
    page = await story.open(story.people.aigerim, '/incoming')
    await sendEarly(page, await story.keys.file('rsa'))
    await says(
      main(page),
      'Өтініш 2026 жылғы 13 қаңтар күнімен тіркеледі. Тіркеу нөмірі сол күні осы жерде пайда болады, уақыты: 09:30.',
    )
    await story.looksRight(page)
    await page.getByRole('link', { name: 'Өтінішті ашу' }).click()
    await page.getByRole('heading', { level: 1, name: early.type }).waitFor()
    appeal = address(page)
    await says(main(page), 'Жіберілді')
    await says(stamp(page), /Тіркелетін күні 2026 жылғы 13 қаңтар/)
    await says(main(page), 'Талон № 26-000001')
    await story.looksRight(page)
    await page.goto(`${story.world.origin}/incoming`)
    await says(page.getByRole('row').filter({ hasText: early.type }), '2026 жылғы 13 қаңтар')
  })

  test('«Тіркелді»: таңертең нөмірі мен күні беріледі, орындалу мерзімі жоғарғы оң жақ бұрышта', async () => {
    await story.moveClock('2026-01-13T04:31:00Z')
    await comeAgain(appeal)
    await says(main(page), 'Тіркелді')
    await says(stamp(page), '1 / 2026-01-13')
    await says(stamp(page), /Орындалу мерзімі 2026 жылғы 3 ақпан/)
    const [box, whole] = [await stamp(page).boundingBox(), await main(page).boundingBox()]
    if (!box || !whole) throw new Error('the stamp is not to be seen')
    expect(box.x).toBeGreaterThan(whole.x + whole.width / 2)
    expect(box.y - whole.y).toBeLessThan(120)
    await page.getByText('Неге дәл осы күн?').click()
    await says(main(page), '17.01.2026 – демалыс күні')
    await story.looksRight(page)
  })

  test('қызметкер логин, пароль және бір реттік код арқылы кіреді; қате болса, жазғаны қалады', async () => {
    story.expectRefusal(/^422 POST \/api\/staff-session$/)
    office = await story.open(null, '/office/sign-in')
    await office.getByRole('button', { name: 'Кіру', exact: true }).click()
    await says(office.getByRole('alert'), 'Логинді енгізіңіз')
    await story.looksRight(office)
    await fillStaffForm(office, story.people.executor, '000000')
    await says(office.getByRole('alert'), 'Логинді, құпиясөзді және бір реттік кодты тексеріп, қайталаңыз.')
    expect(await office.getByLabel('Логин', { exact: true }).inputValue()).toBe('saule')
    await staffSignIn(office, story, story.people.executor)
    // The desk: the story's executor is the registrar too, who hands it out.
    await says(main(office), new RegExp(`Тағайындау керек.*${early.type}.*Сапарова.*АВ-71-004215`))
    await story.looksRight(office)
  })

  test('«Орындауды күту»: орындаушы жұмысқа алды, аты-жөні мен байланыс нөмірі көрсетіледі', async () => {
    await story.moveClock('2026-01-13T04:40:00Z')
    await takeIntoWork(office, '1')
    await says(main(office), 'Орындауды күту')
    await story.looksRight(office)
    await comeAgain('/incoming')
    const row = page.getByRole('row').filter({ hasText: early.type })
    await says(row, 'Орындауды күту')
    await says(row, 'Иманбекова Сәуле Маратқызы')
    await says(row, '56465')
    await row.getByRole('link', { name: early.type }).click()
    const card = page.getByRole('region', { name: 'Орындаушы' })
    await says(card, /Иманбекова Сәуле Маратқызы.*Ішкі нөмір 56465/)
    await says(card, 'Байланыс орталығына қоңырау шалып, ішкі нөмірді теріңіз.')
    await says(card, '+7 7172 79 75 75')
    expect(await card.getByRole('link').getAttribute('href')).toBe('tel:+77172797575,56465')
    await says(
      page.getByRole('region', { name: 'Хатты ашқан қызметкерлер' }),
      /Орындаушы, 2026 жылғы 13 қаңтар, 09:40/,
    )
    await story.looksRight(page)
  })

  test('орындаушы аралық жауапты өзі жібермейді: жазады, бекітуге жібереді', async () => {
    await writeInterim(office, '15.02.2026')
    expect(await office.getByRole('button', { name: /жауап жіберу$/ }).count()).toBe(0)
    await says(main(office), 'Басшы бекіткен соң хат клиентке барады.')
    await office.getByRole('button', { name: 'Бекітуге жіберу' }).click()
    await says(office.getByRole('alert'), 'Бұл күн жұмыс күні емес. Жұмыс күнін таңдаңыз')
    await story.looksRight(office)
  })

  test('жауаптың тілі экраннан емес, өтініштен алынады', async () => {
    const speak = async (language: 'kk' | 'ru') => {
      const { db } = story.world.context
      await db.updateTable('staff').set({ language }).where('id', '=', story.people.executor.id).execute()
      await office.reload()
    }
    await speak('ru')
    await office.getByLabel('Текст письма, на казахском').waitFor()
    expect(await office.getByLabel('Текст письма, на русском').count()).toBe(0)
    await speak('kk')
    await office.getByLabel('Хаттың мәтіні, қазақша').waitFor()
  })

  test('«Аралық жауап»: басшы бекіткен хатпен бірге қараудың жаңа мерзімі белгіленеді', async () => {
    await story.moveClock('2026-01-13T04:50:00Z')
    await writeInterim(office, '17.02.2026')
    expect(await office.locator('.field .error').count()).toBe(0)
    await story.looksRight(office)
    await office.getByRole('button', { name: 'Алдын ала қарау' }).click()
    const letters = office.getByRole('dialog')
    await letters.getByText('Хаттың мәтіні').click()
    await says(letters, interimText)
    await says(letters, 'Қараудың жаңа мерзімі: 2026 жылғы 17 ақпан')
    await story.looksRight(office)
    await letters.getByRole('button', { name: 'Жабу' }).last().click()
    head = await story.open(null, '/office/sign-in')
    await staffSignIn(head, story, story.people.head)
    await sendReply(office, head, async (window) => {
      await says(window, 'Өтініш «Аралық жауап» мәртебесіне өтіп, клиент жаңа мерзімді көреді.')
      await story.looksRight(head)
    })
    // What was sent is not left there to be sent once more.
    await office.reload()
    await replyTab(office, 'Аралық жауап').click()
    await expect.poll(() => office.getByLabel('Ұзартудың себебі').inputValue(), slow).toBe('')
    expect(await office.getByLabel('Хаттың мәтіні, қазақша').inputValue()).toBe('')
    await story.looksRight(office)

    await comeAgain('/incoming')
    const row = page.getByRole('row').filter({ hasText: early.type })
    await says(row, 'Аралық жауап')
    await says(row, 'Жаңа мерзімі 17.02.2026')
    await says(page.getByRole('navigation', { name: 'Хабарламалар' }), '1 жаңа')
    await story.looksRight(page)
    await row.getByRole('link', { name: early.type }).click()
    await says(stamp(page), /Қараудың жаңа мерзімі 2026 жылғы 17 ақпан/)
    await page.getByText('Неге дәл осы күн?').click()
    await says(main(page), 'Бұл мерзім аралық жауаппен белгіленді.')
    const mail = page.getByRole('region', { name: 'Барлық хат-хабар' })
    await says(mail, '«ҚТК» АҚ: аралық жауап')
    await says(mail, `Себебі: ${interimReason}`)
    await says(mail, interimText)
    await story.looksRight(page)
  })

  test('«Орындалды»: екі тілде хат пен файлдар басшы бекіткен соң барады, өтініш орындалады', async () => {
    await story.moveClock('2026-01-13T05:05:00Z')
    await office.reload()
    await writeAnswer(office)
    await attachAnswerFiles(office)
    await story.looksRight(office)
    await propose(office)
    await openToApprove(head)
    const decision = head.getByRole('region', { name: 'Шешім', exact: true })
    for (const { name } of answerFiles) await says(decision, name)
    // Left and looked at again: nothing is sent before the one press in the window.
    await head.getByRole('button', { name: /^Бекіт(у|іп, мөр қою)$/ }).click()
    await head.getByRole('dialog').getByRole('button', { name: 'Болдырмау' }).click()
    expect(await head.getByRole('dialog').count()).toBe(0)
    await approve(head)
    await says(main(office), 'Өтініш аяқталған. Клиентке енді хат жіберілмейді.')
    await story.looksRight(office)
  })

  test('клиент жауабын алады: мәтіні екі тілде, файлдары толық атымен жүктеледі', async () => {
    await comeAgain('/incoming')
    const row = page.getByRole('row').filter({ hasText: early.type })
    await says(row, 'Орындалды')
    await row.getByRole('link', { name: early.type }).click()
    const answer = page.getByRole('article').filter({ hasText: 'өтінішке жауап' })
    await says(answer, answerKk)
    const names = await texts(answer.locator('.name'))
    for (const { name } of answerFiles) expect(names).toContain(name)
    expect(names).toHaveLength(4)
    for (const name of names) {
      const loading = page.waitForEvent('download')
      await answer.getByRole('link', { name: `Жүктеп алу: ${name}` }).click()
      const download = await loading
      expect(download.suggestedFilename()).toBe(name)
      expect((await readFile(await download.path())).length).toBeGreaterThan(0)
    }
    await story.looksRight(page)
  })

  test('барлық хат-хабар бір бетте: жауап, аралық жауап, өтініштің өзі мен оның файлдары', async () => {
    const mail = page.getByRole('region', { name: 'Барлық хат-хабар' })
    expect(await texts(mail.getByRole('heading', { level: 3 }))).toEqual([
      '«ҚТК» АҚ: өтінішке жауап',
      '«ҚТК» АҚ: аралық жауап',
      'Сіздің өтінішіңіз',
    ])
    const own = page.getByRole('article').filter({ hasText: 'Сіздің өтінішіңіз' })
    const names = await texts(own.locator('.name'))
    expect(names).toContain(identityCard.name)
    expect(names).toContain(receipt.name)
    await says(own, /Қолтаңба жарамды.*САПАРОВА АЙГЕРІМ/)
    await says(
      page.getByRole('region', { name: 'Мәртебелер тарихы' }),
      /Жіберілді.*Тіркелді.*Орындауды күту.*Аралық жауап.*Орындалды/,
    )
    const loading = page.waitForEvent('download')
    await own.getByRole('link', { name: 'Қарауға арналған көшірмені жүктеп алу' }).click()
    expect((await loading).suggestedFilename()).toMatch(/\.pdf$/)
    await page.getByText('Қол қойылған хатты көрсету').click()
    await page.getByRole('img', { name: 'Хаттың 1-беті, барлығы 1' }).waitFor()
    await story.looksRight(page)
    const answer = page.getByRole('article').filter({ hasText: 'өтінішке жауап' })
    await answer.getByText('Осы хат орысша').click()
    await says(answer, answerRu)
  })

  test('еркін форматтағы өтініш те сол жолмен «Орындалды» мәртебесіне жетеді', async () => {
    await page.goto(`${story.world.origin}/incoming`)
    await sendFreely(page, await story.keys.file('gost'))
    await story.settled()
    await office.goto(`${story.world.origin}/office`)
    await takeIntoWork(office, '2')
    await writeAnswer(office)
    await sendReply(office, head)
    await page.goto(`${story.world.origin}/incoming`)
    const row = page.getByRole('row').filter({ hasText: freeSubject })
    await says(row, /Орындалды.*2 \/ 2026-01-13.*Иманбекова Сәуле Маратқызы.*56465/)
    await row.getByRole('link', { name: freeSubject }).click()
    await expect
      .poll(() => page.getByRole('article').filter({ hasText: 'өтінішке жауап' }).count(), slow)
      .toBe(1)
    await story.looksRight(page)
  })
})
