import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { DemoMail } from '../../wire/notice.ts'
import { flat, says, texts } from './acts.ts'
import {
  answerKk,
  interimText,
  sendReply,
  staffSignIn,
  takeIntoWork,
  writeAnswer,
  writeInterim,
} from './answering.ts'
import { sentEarly, sentFree } from './arrange.ts'
import { slow, tellStory } from './story.ts'
import { early, freeSubject } from './writing.ts'

const story = tellStory({ mail: true })
const main = (of: Page) => of.getByRole('main')
const bell = (of: Page) =>
  of.getByRole('banner').getByRole('link', { name: /^(Хабарландырулар|Уведомления)/ })
const settings = (of: Page) => of.getByRole('region', { name: 'Хабарландырулар' })

async function letters(): Promise<DemoMail[]> {
  const browser = await story.world.as(null)
  return (await browser.ask<{ mails: DemoMail[] }>('GET /api/demo/mails')).body.mails
}

describe('хабарландырулар: кабинетте, бірден және e-mail арқылы', () => {
  let page: Page
  let office: Page
  let appeal: string

  test('e-mail: клиент хабарландыруды қосады, хаттағы сілтемемен мекенжайын растайды', async () => {
    page = await story.open(story.people.aigerim, '/profile')
    await settings(page).getByLabel('Хабарландыруларды e-mail арқылы да алғым келеді').check()
    await says(settings(page), 'aigerim@example.com мекенжайына хат жіберілді.')
    await story.looksRight(page)
    await expect.poll(async () => (await letters()).length, slow).toBe(1)
    await page.goto(`${story.world.origin}/demo/mail`)
    await says(main(page), 'E-mail мекенжайыңызды растаңыз')
    await story.looksRight(page)
    await page.getByRole('link', { name: /confirm-email/ }).click()
    await page.getByRole('button', { name: 'Мекенжайды растау' }).waitFor()
    await story.looksRight(page)
    await page.getByRole('button', { name: 'Мекенжайды растау' }).click()
    await says(main(page), 'Енді хабарландырулар aigerim@example.com мекенжайына да жіберіледі.')
    await story.looksRight(page)
  })

  test('сілтеме бір рет қана жарамды', async () => {
    story.expectRefusal(/^410 POST \/api\/email-confirmations$/)
    await page.reload()
    await page.getByRole('button', { name: 'Мекенжайды растау' }).click()
    await says(page.getByRole('alert'), 'Сілтеме бұрын ашылған немесе 24 сағат өткен.')
    await story.looksRight(page)
    await page.goto(`${story.world.origin}/profile`)
    await says(settings(page), 'aigerim@example.com мекенжайы расталған')
  })

  test('«Кіріс» ашық тұрғанда орындаушы өтінішті алады: қоңырау мен тізім өзі жаңарады, жазып тұрған жері қозғалмайды', async () => {
    await page.goto(`${story.world.origin}/incoming`)
    appeal = await sentEarly(story)
    const row = page.getByRole('row').filter({ hasText: early.type })
    await says(row, 'Тіркелді')
    await says(page.getByRole('status').filter({ hasText: 'Жаңа' }), 'Жаңа хабарландыру келді. Оқылмағаны: 1')
    const search = page.getByRole('searchbox')
    await search.fill('мерзім')
    office = await story.open(null, '/office/sign-in')
    await staffSignIn(office, story, story.people.executor)
    await takeIntoWork(office, '1')
    await says(row, 'Орындауды күту')
    await expect
      .poll(() => bell(page).getAttribute('aria-label'), slow)
      .toBe('Хабарландырулар, оқылмағаны: 2')
    expect(await search.inputValue()).toBe('мерзім')
    expect(await search.evaluate((field) => field === document.activeElement)).toBe(true)
    await story.looksRight(page)
  })

  test('хабарландырулар тізімі: не болды және не істеу керек, оқылмағандары белгіленген', async () => {
    await bell(page).click()
    await page.getByRole('heading', { level: 1, name: 'Хабарландырулар' }).waitFor()
    await expect
      .poll(() => texts(page.getByRole('heading', { level: 2 })), slow)
      .toEqual(['№ 1 өтінішіңіз жұмысқа алынды жаңа', '№ 1 өтінішіңіз тіркелді жаңа'])
    await says(main(page), 'Орындаушы: Иманбекова Сәуле Маратқызы, ішкі нөмірі 56465.')
    await story.looksRight(page)
    await page.getByRole('button', { name: 'Оқылды деп белгілеу: № 1 өтінішіңіз тіркелді' }).click()
    await expect
      .poll(() => bell(page).getAttribute('aria-label'), slow)
      .toBe('Хабарландырулар, оқылмағаны: 1')
    await page.getByRole('link', { name: 'Өтінішті ашу: № 1 өтінішіңіз жұмысқа алынды' }).click()
    await page.getByRole('heading', { level: 1, name: early.type }).waitFor()
    await expect.poll(() => bell(page).getAttribute('aria-label'), slow).toBe('Хабарландырулар')
  })

  test('өтініш ашық тұрғанда басшы құжат сұрайды, орындаушы жауап береді: бет өзі жаңарады', async () => {
    await story.moveClock('2026-01-12T05:40:00Z')
    const head = await story.open(null, '/office/sign-in')
    await staffSignIn(head, story, story.people.head)
    await writeInterim(office, '17.02.2026')
    await office.getByRole('button', { name: 'Құжат қосу' }).click()
    await office.getByLabel('Құжаттың атауы').fill('Төлем түбіртегі')
    await office.locator('#papersBy').fill('30.01.2026')
    await story.looksRight(office)
    await sendReply(office, head)
    await says(main(page), 'Өтініш бойынша жаңалық бар. Мәртебесі: Аралық жауап.')
    await says(main(page), interimText)
    const asked = page.getByRole('region', { name: 'Сізден сұралған құжаттар' })
    await says(asked, 'Төлем түбіртегі')
    await story.looksRight(page)

    await office.reload()
    await writeAnswer(office)
    await sendReply(office, head)
    await says(main(page), 'Өтініш бойынша жаңалық бар. Мәртебесі: Орындалды.')
    await says(main(page), answerKk)
    expect(new URL(page.url()).pathname).toBe(`/appeals/${appeal}`)
    await story.looksRight(page)
    expect(await bell(page).getAttribute('aria-label')).toBe('Хабарландырулар, оқылмағаны: 2')
    await page.getByRole('heading', { level: 1 }).click()
    await expect.poll(() => bell(page).getAttribute('aria-label'), slow).toBe('Хабарландырулар')
  })

  test('хаттар: әр оқиғаға біреу, қазақша, нөмір мен сілтемеден басқа дерексіз; сілтемесі өтінішті ашады', async () => {
    await expect.poll(async () => (await letters()).length, slow).toBe(5)
    expect((await letters()).map(({ subject }) => subject)).toEqual([
      '№ 1 өтінішіңіз орындалды',
      '№ 1 өтініш бойынша құжат сұралды',
      '№ 1 өтінішіңіз жұмысқа алынды',
      '№ 1 өтінішіңіз тіркелді',
      'E-mail мекенжайыңызды растаңыз',
    ])
    await page.goto(`${story.world.origin}/demo/mail`)
    const letter = page.getByRole('article').filter({ hasText: '№ 1 өтінішіңіз орындалды' })
    await letter.waitFor()
    expect(flat(await letter.innerText())).not.toMatch(/Сапарова|Айгерім|Иманбекова|921125/)
    await story.looksRight(page)
    await letter.getByRole('link', { name: /appeals/ }).click()
    await says(main(page), answerKk)
  })

  test('тілін ауыстырса, тізім де, келесі хат та орысша', async () => {
    await page.goto(`${story.world.origin}/notices`)
    await page.getByLabel('Тіл', { exact: true }).selectOption('ru')
    await says(page.getByRole('heading', { level: 1 }), 'Уведомления')
    await says(main(page), 'Обращение № 1 исполнено')
    await story.looksRight(page)
    await sentFree(story, freeSubject)
    await expect.poll(async () => (await letters())[0]?.subject, slow).toBe('Обращение № 2 зарегистрировано')
    await says(main(page), 'Обращение № 2 зарегистрировано')
    await page.getByRole('button', { name: 'Отметить все прочитанными' }).click()
    await expect.poll(() => bell(page).getAttribute('aria-label'), slow).toBe('Уведомления')
    await page.getByLabel('Язык', { exact: true }).selectOption('kk')
  })

  test('пошта мекенжайды қабылдамаса, клиентке де, қызметкерге де айтылады', async () => {
    // Days have passed: who changes an address has just signed in.
    page = await story.open(story.people.aigerim, '/profile')
    await page.getByLabel(/^E-mail/).fill('refused@example.com')
    await page.getByRole('button', { name: 'Сақтау' }).click()
    await says(settings(page), 'refused@example.com мекенжайы әлі расталмаған')
    // Asked for, before the page is left: else nothing is on its way yet.
    const asked = page.waitForResponse((answer) => answer.url().endsWith('/api/notice-settings/link'))
    await settings(page).getByRole('button', { name: 'Растау хатын жіберу' }).click()
    await asked
    await story.settled()
    await page.reload()
    await says(settings(page), 'refused@example.com мекенжайы хаттарымызды қабылдамады')
    await story.looksRight(page)
    await office.goto(`${story.world.origin}/office/appeals/${appeal}`)
    await says(main(office), 'Клиенттің refused@example.com мекенжайы')
    await story.looksRight(office)
  })
})
