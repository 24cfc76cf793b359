import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { Replies } from '../../wire/reply.ts'
import type { TestPerson } from '../people.ts'
import { dialog, says } from './acts.ts'
import {
  answerKk,
  answerRu,
  approve,
  attachAnswerFiles,
  interimReason,
  interimText,
  openToApprove,
  propose,
  replyTab,
  writeAnswer,
  writeInterim,
} from './answering.ts'
import { sentEarly, sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { slow, tellStory } from './story.ts'
import { offline } from './troubles.ts'

const story = tellStory()
const camera = askedCamera('kk', 'ru')
const main = (page: Page) => page.getByRole('main')
const toClient = (page: Page) => page.getByRole('region', { name: 'Клиентке барады', exact: true })
const letterBox = (page: Page) => page.getByLabel('Хаттың мәтіні, қазақша')
const caseOf = (id: string) => `/office/appeals/${id}`
const status = async (id: string) =>
  (await (await story.world.as(story.people.aigerim)).ask<Appeal>(`GET /api/appeals/${id}`)).body.status
/** What the server has of an appeal's letters. */
const kept = async (id: string, who: TestPerson = story.people.executor) =>
  (await (await story.world.as(who)).ask<Replies>(`GET /api/office/appeals/${id}/replies`)).body.replies
const textKept = async (id: string) => (await kept(id))[0]?.texts.kk

describe('компанияның хаты: жазылады, бекітіледі, сосын ғана клиентке барады', () => {
  let id: string
  let saule: Page
  let gulnar: Page

  test('бірінші әріптен-ақ хат серверде; әр түрінің қараламасы бөлек', async () => {
    id = await sentEarly(story)
    await registerDue(story.world.context)
    await takenIntoWork(story, id)
    saule = await story.open(story.people.executor, caseOf(id))
    await letterBox(saule).pressSequentially('Қ')
    await expect.poll(() => textKept(id), slow).toBe('Қ')
    await letterBox(saule).pressSequentially('ұрметті')
    await says(toClient(saule), /Автоматты түрде сақталды: \d\d:\d\d/)
    await replyTab(saule, 'Аралық жауап').click()
    expect(await letterBox(saule).inputValue()).toBe('')
    await saule.getByLabel('Ұзартудың себебі').fill('Есеп')
    await expect
      .poll(async () => (await kept(id)).map(({ kind }) => kind).sort(), slow)
      .toEqual(['answer', 'interim'])
    await saule.evaluate(() => sessionStorage.clear())
    await saule.reload()
    await replyTab(saule, 'Жауап').click()
    await expect.poll(() => letterBox(saule).inputValue(), slow).toBe('Құрметті')
    await camera?.shoot(saule, 'reply-draft')
    await story.looksRight(saule)
  })

  test('не жетіспейтіні өрісінде айтылады, ештеңе жіберілмейді', async () => {
    await replyTab(saule, 'Аралық жауап').click()
    await saule.getByLabel('Ұзартудың себебі').fill('')
    await saule.getByRole('button', { name: 'Бекітуге жіберу' }).click()
    for (const missing of [
      'Себебін жазыңыз, кемінде 5 таңба',
      'Жаңа мерзімді КК.АА.ЖЖЖЖ түрінде енгізіңіз',
      'Хаттың мәтінін қазақша жазыңыз: өтініш сол тілде жазылған',
    ]) {
      await says(saule.getByRole('alert'), missing)
    }
    await writeInterim(saule, '15.02.2026')
    await saule.getByRole('button', { name: 'Бекітуге жіберу' }).click()
    await says(saule.getByRole('alert'), 'Бұл күн жұмыс күні емес. Жұмыс күнін таңдаңыз')
    await camera?.shoot(saule, 'reply-errors')
    await story.looksRight(saule)
    await writeInterim(saule, '17.02.2026')
    expect(await saule.locator('.field .error').count()).toBe(0)
    // Enter in a field hands nothing on.
    await saule.getByLabel('Қараудың жаңа мерзімі', { exact: true }).press('Enter')
    await says(toClient(saule), /Автоматты түрде сақталды/)
    expect((await kept(id)).map(({ state }) => state)).toEqual(['draft', 'draft'])
  })

  test('алдын ала қарау – сол PDF-тің беттері; бекітуге жіберіледі, қайтарып алуға болады', async () => {
    await saule.getByRole('button', { name: 'Алдын ала қарау' }).click()
    const window = dialog(saule, 'Клиент алатын хат')
    await window.getByRole('img').first().waitFor()
    await says(window, 'Нөмірі мен күні хат жіберілер алдында қойылады.')
    await window.getByText('Хаттың мәтіні').click()
    await says(window, interimText)
    await says(window, 'Қараудың жаңа мерзімі: 2026 жылғы 17 ақпан')
    await camera?.shoot(saule, 'reply-preview')
    await story.looksRight(saule)
    await window.getByRole('button', { name: 'Жабу' }).last().click()
    await propose(saule)
    await says(toClient(saule), /Бекітуді күтуде/)
    await says(toClient(saule), 'Бекітуге ұсынған: Иманбекова С. М.')
    await says(toClient(saule), 'Бекіте алатындар: Бекова Г. Т.')
    await camera?.shoot(saule, 'reply-proposed')
    await story.looksRight(saule)
    await saule.getByRole('button', { name: 'Қайтарып алу' }).click()
    await says(main(saule), 'Хат қайтарып алынды. Оны өзгертуге болады.')
    expect(await letterBox(saule).inputValue()).toBe(interimText)
    await propose(saule)
    expect(await status(id)).toBe('awaitingExecution')
  })

  test('бекіте алмайтынға түйме себебін айтады', async () => {
    const [{ id: replyId } = { id: '' }] = (await kept(id)).filter(({ state }) => state === 'proposed')
    const own = await story.open(story.people.executor, `/office/replies/${replyId}`)
    const button = own.getByRole('button', { name: /^Бекіт/ })
    await button.waitFor()
    expect(await button.getAttribute('aria-disabled')).toBe('true')
    await button.click({ force: true })
    await says(own.getByRole('alert'), /басшы/)
    await own.keyboard.press('Control+Enter')
    expect(await own.getByRole('dialog').count()).toBe(0)
    await story.looksRight(own)
    await own.context().close()
  })

  test('басшы «Бекітуге» тізімінен ашып, клиент көретін хатты оқып, растап бекітеді', async () => {
    gulnar = await story.open(story.people.head, '/office/replies')
    await says(gulnar.getByRole('navigation', { name: 'Бөлімдер' }), 'Бекітуге 1')
    await says(main(gulnar), 'Бекітуге 1')
    await says(main(gulnar), /Аралық жауап.*№ 1 · Иманбекова С\. М\..*мерзімі 02\.02\.2026/)
    await camera?.shoot(gulnar, 'approve-list')
    await story.looksRight(gulnar)
    await openToApprove(gulnar)
    const decision = gulnar.getByRole('region', { name: 'Шешім', exact: true })
    await says(decision, 'Жаңа мерзім 17.02.2026 +11 жұмыс күні, шегі 02.04.2026')
    await says(decision, interimReason)
    await camera?.shoot(gulnar, 'approve')
    await story.looksRight(gulnar)
    // Nothing goes by the keys alone: they ask.
    await gulnar.keyboard.press('Control+Enter')
    const window = dialog(gulnar, 'Хатты бекітесіз бе?')
    await says(window, 'Хат клиентке барады: Сапарова Айгерім Ерланқызы.')
    await says(window, 'Оны қайтарып алуға болмайды, тек түзету хатымен.')
    await camera?.shoot(gulnar, 'approve-confirm')
    await story.looksRight(gulnar)
    await gulnar.keyboard.press('Escape')
    expect(await status(id)).toBe('awaitingExecution')
    await approve(gulnar)
    await says(main(gulnar), 'Бекітуді күтіп тұрған хат жоқ')
    await story.looksRight(gulnar)
    await expect.poll(() => status(id), slow).toBe('interimReply')
  })

  test('клиент аралық жауапты оқиды: себебі, жаңа мерзімі', async () => {
    const client = await story.open(story.people.aigerim, `/appeals/${id}`)
    const mail = client.getByRole('region', { name: 'Барлық хат-хабар' })
    await says(mail, '«ҚТК» АҚ: аралық жауап')
    await says(mail, `Себебі: ${interimReason}`)
    await says(mail, interimText)
    await says(client.locator('.stamp'), /Қараудың жаңа мерзімі 2026 жылғы 17 ақпан/)
    await camera?.shoot(client, 'client-reads-interim')
    await client.context().close()
  })

  test('жауап бір рет ескертумен қайтады: не айтылғаны, сол кезде қандай болғаны үстінде тұр', async () => {
    await saule.goto(story.world.origin + caseOf(id))
    await writeAnswer(saule)
    await attachAnswerFiles(saule)
    await says(toClient(saule), /Автоматты түрде сақталды/)
    await camera?.shoot(saule, 'reply-written')
    await story.looksRight(saule)
    await propose(saule)
    await openToApprove(gulnar)
    await gulnar.keyboard.press('Alt+r')
    await expect.poll(() => gulnar.evaluate(() => document.activeElement?.id), slow).toBe('remark')
    await gulnar.getByRole('button', { name: 'Орындаушыға қайтару' }).click()
    await says(main(gulnar), 'Нені түзету керегін жазыңыз, кемінде 5 таңба')
    await camera?.shoot(gulnar, 'send-back-error')
    await story.looksRight(gulnar)
    await gulnar.getByLabel('Нені түзету керек').fill('Соманы 29.01 күніне есептеңіз.')
    await gulnar.getByRole('button', { name: 'Орындаушыға қайтару' }).click()
    await says(main(gulnar), 'Хат ескертумен қайтарылды: № 1.')
    await camera?.shoot(gulnar, 'sent-back')

    await saule.goto(story.world.origin + caseOf(id))
    await says(toClient(saule), /Бекова Г\. Т\. ескертумен қайтарды/)
    await says(toClient(saule), '«Соманы 29.01 күніне есептеңіз.»')
    await letterBox(saule).fill(answerKk.replace('4 812 300', '4 799 150'))
    await says(toClient(saule), 'Қайтарылғаннан бері өзгерген жері: 1')
    await saule.getByText('Қайтарылған мәтін және содан бері өзгергені').click()
    await says(toClient(saule).locator('del'), '812 300')
    await camera?.shoot(saule, 'reply-returned')
    await story.looksRight(saule)
    await propose(saule)
  })

  test('басшы өзгерген жерін белгіленген күйінде көріп, бекітеді; клиент оқиды', async () => {
    await openToApprove(gulnar)
    const changes = gulnar.getByRole('region', { name: 'Өткен қайтарудан бері өзгергені' })
    await says(changes.locator('del'), '812 300')
    await says(changes.locator('ins'), '799 150')
    await camera?.shoot(gulnar, 'approve-changed')
    await story.looksRight(gulnar)
    await gulnar.getByRole('group', { name: 'Хаттың тілі' }).getByRole('radio', { name: 'Русский' }).check()
    await says(changes, 'Қайтарылғаннан бері мәтін өзгерген жоқ.')
    await approve(gulnar)
    await expect.poll(() => status(id), slow).toBe('executed')
    const client = await story.open(story.people.aigerim, `/appeals/${id}`)
    const answer = client.getByRole('article').filter({ hasText: 'өтінішке жауап' })
    await says(answer, '4 799 150 теңге')
    expect(await client.getByText('Соманы 29.01').count()).toBe(0)
    await answer.getByText('Осы хат орысша').click()
    await says(answer, answerRu)
    await camera?.shoot(client, 'client-reads')
    await client.context().close()
    await saule.goto(story.world.origin + caseOf(id))
    await says(toClient(saule), 'Өтініш аяқталған. Клиентке енді хат жіберілмейді.')
  })
})

describe('бір қараламада екеу, үзілген желі, аяқталған сеанс', () => {
  let id: string
  let saule: Page
  let gulnar: Page
  const first = 'Құрметті Айгерім Ерланқызы! Төлеміңіз есепке алынды.'
  const second = `${first} Өсімпұл алып тасталды.`

  test('кім жазып жатқаны көрінеді; жазуды алу сұрайды', async () => {
    id = await sentFree(story)
    await registerDue(story.world.context)
    await takenIntoWork(story, id)
    saule = await story.open(story.people.executor, caseOf(id))
    await letterBox(saule).fill(first)
    await expect.poll(() => textKept(id), slow).toBe(first)
    gulnar = await story.open(story.people.head, caseOf(id))
    await says(toClient(gulnar), 'Иманбекова С. М. жазып жатыр')
    expect(await letterBox(gulnar).inputValue()).toBe(first)
    expect(await letterBox(gulnar).isDisabled()).toBe(true)
    await camera?.shoot(gulnar, 'reply-others-write')
    await story.looksRight(gulnar)
    await gulnar.getByRole('button', { name: 'Жазуды өзіме алу' }).click()
    await camera?.shoot(gulnar, 'reply-take-over')
    const window = dialog(gulnar, 'Жазуды өзіңізге аласыз ба?')
    await says(window, 'Оның сақталған мәтіні орнында қалады.')
    await story.looksRight(gulnar)
    await window.getByRole('button', { name: 'Жазуды өзіме алу' }).click()
    await expect.poll(() => letterBox(gulnar).isEnabled(), slow).toBe(true)
    await letterBox(gulnar).fill(second)
    await expect.poll(() => textKept(id), slow).toBe(second)
  })

  test('алынған хатқа жазылғаны жоғалмайды: екеуі де көрсетіліп, таңдау сұралады', async () => {
    story.expectRefusal(/^409 PUT \/api\/office\/replies\//)
    const mine = `${first} Сізге рақмет.`
    await letterBox(saule).fill(mine)
    const window = dialog(saule, 'Хат екі жерде өзгерді')
    await says(window, /Осы беттегі.*Сізге рақмет\..*Сервердегі: Бекова Г\. Т\..*Өсімпұл алып тасталды\./)
    await camera?.shoot(saule, 'reply-conflict')
    await story.looksRight(saule)
    await window.getByRole('radio', { name: /^Осы беттегі/ }).check()
    await window.getByRole('button', { name: 'Таңдалғанын қалдыру' }).click()
    await says(toClient(saule), 'Бекова Г. Т. жазып жатыр')
    expect(await letterBox(saule).inputValue()).toBe(mine)
    expect(await textKept(id)).toBe(second)
    await saule.getByRole('button', { name: 'Жазуды өзіме алу' }).click()
    await dialog(saule, 'Жазуды өзіңізге аласыз ба?')
      .getByRole('button', { name: 'Жазуды өзіме алу' })
      .click()
    await expect.poll(() => textKept(id), slow).toBe(mine)
    await gulnar.context().close()
  })

  test('желі үзілсе, жазылғаны терезеде қалып, өзі сақталады', async () => {
    story.expectFault(offline)
    await saule.context().setOffline(true)
    await letterBox(saule).fill(`${first} Желісіз жазылды.`)
    await says(toClient(saule), 'Серверге әлі сақталмады, мәтін осы терезеде тұр.')
    await story.looksRight(saule)
    expect(await textKept(id)).not.toContain('Желісіз')
    await saule.context().setOffline(false)
    await expect.poll(() => textKept(id), slow).toBe(`${first} Желісіз жазылды.`)
    await says(toClient(saule), /Автоматты түрде сақталды/)
  })

  test('сеанс аяқталса, жазылғаны қайта кіргенде орнында', async () => {
    story.expectRefusal(/^401 /)
    const { db, now } = story.world.context
    await db
      .updateTable('session')
      .set({ ended_at: new Date(now()) })
      .where('staff_id', '=', story.people.executor.id)
      .execute()
    const last = `${first} Сеанссыз жазылды.`
    await letterBox(saule).fill(last)
    await says(saule.locator('body'), 'Сеанс аяқталды')
    expect(await textKept(id)).not.toContain('Сеанссыз')
    await story.comeAgain(saule, story.people.executor, caseOf(id))
    await expect.poll(() => letterBox(saule).inputValue(), slow).toBe(last)
    await expect.poll(() => textKept(id), slow).toBe(last)
  })

  test('қараламаны жою сұрайды, одан кейін ештеңе қалмайды', async () => {
    await saule.getByRole('button', { name: 'Қараламаны жою' }).click()
    const window = dialog(saule, 'Қараламаны жою керек пе?')
    await story.looksRight(saule)
    await window.getByRole('button', { name: 'Қараламаны жою' }).click()
    await says(main(saule), 'Қаралама жойылды.')
    expect(await letterBox(saule).inputValue()).toBe('')
    expect((await kept(id)).filter(({ state }) => state === 'draft')).toEqual([])
  })

  test('орысша: жазу, тізім, шешім беті', async () => {
    await writeAnswer(saule)
    await propose(saule)
    const { db } = story.world.context
    const speak = (language: 'kk' | 'ru') =>
      db
        .updateTable('staff')
        .set({ language })
        .where('id', 'in', [story.people.executor.id, story.people.head.id])
        .execute()
    await speak('ru')
    await saule.reload()
    await says(main(saule), 'Ждёт утверждения')
    await story.looksRight(saule)
    gulnar = await story.open(story.people.head, '/office/replies')
    await says(main(gulnar), /На утверждение 1.*Ответ.*№ 2 · Иманбекова С\. М\./)
    await story.looksRight(gulnar)
    await gulnar.getByRole('navigation', { name: 'Ждут решения' }).getByRole('link').first().click()
    await gulnar.getByRole('button', { name: /^Утвердить/ }).waitFor()
    await story.looksRight(gulnar)
    await speak('kk')
  })

  test('бір адам шешетін жерде: не болатыны айтылады, хат көрсетіледі, сосын ғана жіберіледі', async () => {
    await saule.reload()
    await saule.getByRole('button', { name: 'Қайтарып алу' }).click()
    await says(main(saule), 'Хат қайтарып алынды.')
    const { db, now } = story.world.context
    await db
      .insertInto('setting')
      .values({
        key: 'reply.approval',
        value: JSON.stringify({ answer: 'executor' }),
        valid_from: '2026-01-01',
        recorded_at: new Date(now() + 1),
      })
      .execute()
    await saule.reload()
    const asked: string[] = []
    saule.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (request.method() === 'POST') asked.push(pathname.split('/').at(-1) ?? '')
    })
    await saule.getByRole('button', { name: 'Жауап жіберу', exact: true }).click()
    const window = dialog(saule, 'Клиент алатын екі хат')
    await window.getByRole('img').first().waitFor()
    await says(window, 'Хат клиентке барады: Сапарова Айгерім Ерланқызы.')
    await says(window, 'Өтініш «Орындалды» мәртебесіне өтіп, жабылады.')
    await camera?.shoot(saule, 'reply-send')
    await story.looksRight(saule)
    expect(asked.filter((name) => name === 'proposal' || name === 'approval')).toEqual([])
    await window.getByRole('button', { name: 'Жіберу', exact: true }).click()
    await says(main(saule), 'Жауап жіберілді. Өтініш орындалды.')
    expect(asked.filter((name) => name === 'proposal' || name === 'approval')).toEqual([
      'proposal',
      'approval',
    ])
    expect(await status(id)).toBe('executed')
  })
})
