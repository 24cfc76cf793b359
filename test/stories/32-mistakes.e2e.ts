import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { fill } from '../../words/fill.ts'
import { assign as ruAssign } from '../../words/ru/assign.ts'
import { reply as ru } from '../../words/ru/reply.ts'
import type { TestPerson } from '../people.ts'
import { answer, correct } from '../reply.ts'
import { dialog, says } from './acts.ts'
import { approve, openToApprove, propose, replyTab } from './answering.ts'
import { sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { desk, phone, slow, tellStory } from './story.ts'

const story = tellStory()
const camera = askedCamera('kk', 'ru')
const main = (page: Page) => page.getByRole('main')
const caseOf = (id: string) => `/office/appeals/${id}`
const seen = async (id: string) =>
  (await (await story.world.as(story.people.aigerim)).ask<Appeal>(`GET /api/appeals/${id}`)).body
const letterBox = (page: Page) => page.getByLabel('Хаттың мәтіні, қазақша')

/** An appeal that was answered; the answer was written and approved. */
async function answered(): Promise<string> {
  const id = await sentFree(story)
  await registerDue(story.world.context)
  await takenIntoWork(story, id)
  await answer(await story.world.as(story.people.executor), await story.world.as(story.people.head), id)
  return id
}

async function inRussian(person: TestPerson, path: string, size: typeof desk | typeof phone = desk) {
  const page = await story.open(person, path, size)
  await page.locator('header select.lang').selectOption('ru')
  await expect.poll(() => page.evaluate(() => document.documentElement.lang), slow).toBe('ru')
  return page
}

describe('қате түзетіледі, қайта ашылады, басқа органға беріледі', () => {
  let id: string

  test('жіберілген хат түзету хатымен түзетіледі: мәртебе де, мерзім де өзгермейді', async () => {
    id = await answered()
    const before = await seen(id)
    const saule = await story.open(story.people.executor, caseOf(id))
    await saule.getByRole('button', { name: 'Түзету хатын жазу' }).click()
    await says(main(saule), 'Түзету хаты басталды')
    await saule.getByLabel('Түзетудің себебі').fill('Жауапта сома қате жазылған')
    await letterBox(saule).fill('Бұрынғы хатта сома қате жазылған. Дұрысы: 120 000 теңге.')
    await says(main(saule), /Түзетілетін хат: № Ш?-?26-/)
    await story.looksRight(saule)
    await camera?.shoot(saule, 'correction')
    await propose(saule)
    const gulnar = await story.open(story.people.head, '/office/replies')
    await openToApprove(gulnar)
    await approve(gulnar)
    const after = await seen(id)
    expect([after.status, after.due?.date]).toEqual([before.status, before.due?.date])
    const client = await story.open(story.people.aigerim, `/appeals/${id}`)
    await says(main(client), /Бұл хат мына хатты түзетеді: /)
    await says(main(client), /Бұл хат кейінгі хатпен түзетілді: /)
    await story.looksRight(client)
    await camera?.shoot(client, 'correction-client')
    for (const page of [saule, gulnar, client]) await page.context().close()
  })

  test('басшы себебін жазып, жұмысқа қайтарады: клиент біледі, мерзім сол күйі', async () => {
    const before = await seen(id)
    const gulnar = await story.open(story.people.head, caseOf(id))
    await gulnar.getByRole('button', { name: 'Жұмысқа қайтару' }).click()
    const window = dialog(gulnar, /^Жұмысқа қайтару/)
    await says(window, 'Айтылған мерзім ұзартылмайды')
    await story.looksRight(gulnar)
    await camera?.shoot(gulnar, 'reopen')
    await window.getByLabel('Себебі').fill('Жауапта шарттың екінші бөлігі қаралмаған.')
    await window.getByRole('button', { name: 'Жұмысқа қайтару' }).click()
    await window.waitFor({ state: 'detached' })
    await expect.poll(async () => (await seen(id)).status, slow).toBe('awaitingExecution')
    expect((await seen(id)).due?.date).toBe(before.due?.date)
    const client = await story.open(story.people.aigerim, `/appeals/${id}`)
    await says(main(client), 'Өтініш осы жауаптан кейін жұмысқа қайтарылды: жаңа жауап беріледі.')
    await says(main(client), 'Жауаптан кейін жұмысқа қайтарылды')
    await story.looksRight(client)
    await camera?.shoot(client, 'reopened-client')
    await client.goto(`${story.world.origin}/notices`)
    await says(main(client), /өтінішіңіз қайта қаралады/)
    await camera?.shoot(client, 'reopened-notice')
    await story.looksRight(client)
    for (const page of [gulnar, client]) await page.context().close()
  })

  test('басқа органға беріледі: хат қайда жіберілгенін айтады, өтініш жабылады', async () => {
    const other = await sentFree(story)
    await registerDue(story.world.context)
    await takenIntoWork(story, other)
    const saule = await story.open(story.people.executor, caseOf(other))
    await replyTab(saule, 'Қайта бағыттау').click()
    await saule.getByLabel('Қай органға').fill('Сынақ облысының әкімдігі')
    await saule.getByLabel('Оның мекенжайы').fill('Сынақ қ., Әкімдік көшесі, 1')
    await saule.getByRole('combobox', { name: 'Үлгі немесе мәтін үзіндісі' }).focus()
    await saule.keyboard.type('құзырет')
    await saule.getByRole('option', { name: /Құзыреті бойынша жіберілді/ }).waitFor()
    await saule.keyboard.press('Enter')
    await expect.poll(() => letterBox(saule).inputValue(), slow).toContain('Сынақ облысының әкімдігі')
    await story.looksRight(saule)
    await camera?.shoot(saule, 'forwarding')
    await propose(saule)
    const gulnar = await story.open(story.people.head, '/office/replies')
    await openToApprove(gulnar)
    await camera?.shoot(gulnar, 'forwarding-approve')
    await approve(gulnar)
    await expect.poll(async () => (await seen(other)).status, slow).toBe('forwarded')
    const client = await story.open(story.people.aigerim, `/appeals/${other}`, phone)
    await says(main(client), 'Қайта бағытталды')
    await says(main(client), 'Жіберілген орган: Сынақ облысының әкімдігі')
    await says(client.locator('.stamp'), /Қайта бағытталды 2026 жылғы 12 қаңтар/)
    await story.looksRight(client)
    await camera?.shoot(client, 'forwarded-client')
    for (const page of [saule, gulnar, client]) await page.context().close()
  })

  test('орысша да: кеңсенің беттері', async () => {
    const { executor, head } = story.people
    const russian = await answered()
    const saule = await inRussian(executor, caseOf(russian))
    await saule.getByRole('button', { name: ru.beginCorrection }).click()
    await says(main(saule), ru.correctionBegun)
    await saule.getByLabel(ru.reasonCorrection).fill('В ответе неверно указана сумма')
    const language = saule.getByRole('group', { name: ru.language })
    await language.getByRole('radio', { name: 'Қазақша' }).check({ force: true })
    await saule
      .getByLabel(fill(ru.text, { language: ru.languageKk }))
      .fill('Бұрынғы хатта сома қате жазылған. Дұрысы: 120 000 теңге.')
    await says(main(saule), /Исправляется письмо: № Ш?-?26-/)
    await story.looksRight(saule)
    await saule.getByRole('button', { name: ru.propose, exact: true }).click()
    await says(main(saule), ru.proposed)
    const other = await sentFree(story)
    await registerDue(story.world.context)
    await takenIntoWork(story, other)
    await saule.goto(`${story.world.origin}${caseOf(other)}`)
    await replyTab(saule, ru.kinds.forwarding).click()
    await saule.getByLabel(ru.receiverName).fill('Акимат тестовой области')
    await story.looksRight(saule)

    const gulnar = await inRussian(head, '/office/replies')
    await gulnar.locator('[data-row] .go').first().click()
    await gulnar.locator('.paper .letter-page').first().waitFor()
    await says(main(gulnar), ru.kinds.correction)
    await story.looksRight(gulnar)
    await gulnar.goto(`${story.world.origin}${caseOf(russian)}`)
    await gulnar.getByRole('button', { name: ruAssign.reopen }).click()
    const window = dialog(gulnar, new RegExp(`^${ruAssign.reopen}`))
    await says(window, 'Сообщённый срок не продлевается')
    await story.looksRight(gulnar)
    for (const page of [saule, gulnar]) await page.context().close()
  })

  test('орысша да: клиенттің беті', async () => {
    const [executor, head] = [
      await story.world.as(story.people.executor),
      await story.world.as(story.people.head),
    ]
    const russian = await answered()
    const letter = (await seen(russian)).correspondence.find(({ kind }) => kind === 'answer')
    await correct(executor, head, russian, letter?.id ?? '')
    const client = await inRussian(story.people.aigerim, `/appeals/${russian}`, phone)
    await says(main(client), /Это письмо исправляет письмо: /)
    await story.looksRight(client)
    await client.context().close()
  })
})
