import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { OwnAppeal } from '../../wire/follow-up.ts'
import { statuses as ruStatuses } from '../../words/ru/statuses.ts'
import { verdict as ru } from '../../words/ru/verdict.ts'
import { giveBack } from '../reply.ts'
import { says } from './acts.ts'
import { approve, openToApprove, propose, replyTab } from './answering.ts'
import { sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { phone, slow, tellStory } from './story.ts'

const story = tellStory()
const camera = askedCamera('kk', 'ru')
const main = (page: Page) => page.getByRole('main')
const seen = async (id: string) =>
  (await (await story.world.as(story.people.aigerim)).ask<OwnAppeal>(`GET /api/appeals/${id}`)).body
const letterBox = (page: Page) => page.getByLabel('Хаттың мәтіні, қазақша')
const atWork = async (): Promise<string> => {
  const id = await sentFree(story)
  await registerDue(story.world.context)
  await takenIntoWork(story, id)
  return id
}

describe('компания өтінішті қарамай қайтарады: себебін хат айтады, клиент оны қайта жібере алады', () => {
  let id: string

  test('орындаушы себебін жазып, хатты бекітуге жібереді; бет жаңартылса да, жазғаны орнында', async () => {
    id = await atWork()
    const saule = await story.open(story.people.executor, `/office/appeals/${id}`)
    await replyTab(saule, 'Қайтару').click()
    await saule.getByLabel('Неге қаралмайды').fill('Өтініште не сұралғаны айтылмаған')
    await saule.getByRole('combobox', { name: 'Үлгі немесе мәтін үзіндісі' }).focus()
    await saule.keyboard.type('қарамай')
    await saule.getByRole('option', { name: /Қарамай қайтару/ }).waitFor()
    await saule.keyboard.press('Enter')
    await expect.poll(() => letterBox(saule).inputValue(), slow).toContain('қаралмай қайтарылады')
    const template = await letterBox(saule).inputValue()
    await letterBox(saule).fill(template.replaceAll('{{gap}}', 'не сұралғаны'))
    await says(main(saule), 'Автоматты түрде сақталды')
    await saule.reload()
    await replyTab(saule, 'Қайтару').click()
    await expect.poll(() => letterBox(saule).inputValue(), slow).toContain('Себебі: не сұралғаны')
    await story.looksRight(saule)
    await camera?.shoot(saule, 'return')
    await propose(saule)
    await saule.context().close()
  })

  test('басшы хатты бекітеді: өтініш «Қайтарылды», мерзімі өзгермейді', async () => {
    const before = await seen(id)
    const gulnar = await story.open(story.people.head, '/office/replies')
    await openToApprove(gulnar)
    await camera?.shoot(gulnar, 'return-approve')
    await story.looksRight(gulnar)
    await approve(gulnar, (window) => says(window, 'Өтініш «Қайтарылды» мәртебесіне өтіп'))
    await expect.poll(async () => (await seen(id)).status, slow).toBe('returned')
    expect((await seen(id)).due?.date).toBe(before.due?.date)
    await gulnar.goto(`${story.world.origin}/office/appeals/${id}`)
    await says(main(gulnar), 'Хатпен қаралмай қайтарылды')
    await camera?.shoot(gulnar, 'return-office')
    await story.looksRight(gulnar)
    await gulnar.context().close()
  })

  test('клиент себебін, хатты көреді; екі рет басса да, бір ғана қаралама ашылады', async () => {
    const aigerim = await story.open(story.people.aigerim, `/appeals/${id}`, phone)
    await says(main(aigerim), 'Компания оны қарамай қалдырды')
    await says(main(aigerim), 'өтініш қаралмай қайтарылды')
    await aigerim.getByRole('button', { name: 'Келіспеймін, шағым жазу' }).waitFor()
    await camera?.shoot(aigerim, 'return-client')
    await story.looksRight(aigerim)
    const copy = aigerim.getByRole('button', { name: 'Жаңа қаралама етіп көшіру' })
    await copy.dblclick()
    await aigerim.waitForURL(/\/write\/[^/]+/)
    const draft = /\/write\/([^/]+)/.exec(aigerim.url())?.[1]
    await aigerim.goto(`${story.world.origin}/appeals/${id}`)
    await copy.click()
    await aigerim.waitForURL(/\/write\/[^/]+/)
    expect(/\/write\/([^/]+)/.exec(aigerim.url())?.[1]).toBe(draft)
    await aigerim.getByRole('heading', { level: 1 }).waitFor()
    await story.looksRight(aigerim)
    await aigerim.goto(`${story.world.origin}/notices`)
    await says(main(aigerim), 'өтінішіңіз қаралмай қайтарылды')
    await camera?.shoot(aigerim, 'return-notice')
    await story.looksRight(aigerim)
    await aigerim.context().close()
  })

  test('сеанс аяқталса, көшіру басылмайды, бірақ бет бұзылмайды', async () => {
    const aigerim = await story.open(story.people.aigerim, `/appeals/${id}`)
    const copy = aigerim.getByRole('button', { name: 'Жаңа қаралама етіп көшіру' })
    await copy.waitFor()
    story.expectRefusal(/^401 /)
    await aigerim.context().clearCookies()
    await copy.click()
    await says(aigerim.locator('body'), /Сеанс|сеанс/)
    expect((await seen(id)).status).toBe('returned')
    await aigerim.context().close()
  })

  test('орысша да', async () => {
    const russian = await atWork()
    const [executor, head] = [
      await story.world.as(story.people.executor),
      await story.world.as(story.people.head),
    ]
    await giveBack(executor, head, russian)
    const client = await story.open(story.people.aigerim, `/appeals/${russian}`)
    await client.locator('header select.lang').selectOption('ru')
    await says(main(client), ruStatuses.returned.name)
    await says(main(client), ru.reasons.notConsidered)
    await camera?.shoot(client, 'return-client-ru')
    await story.looksRight(client)
    await client.context().close()
  })
})
