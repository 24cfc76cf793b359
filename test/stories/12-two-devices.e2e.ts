import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { dialog, says } from './acts.ts'
import { earlyDraft } from './arrange.ts'
import { phone, slow, tellStory } from './story.ts'
import { fieldsOf, offline, savedNote } from './troubles.ts'
import { beginAppeal, chooseContract, chooseType, early } from './writing.ts'

const story = tellStory()

const conflict = (page: Page) => dialog(page, 'Қаралама басқа терезеде өзгертілген')
const choice = (page: Page, field: string, which: RegExp) =>
  conflict(page).getByRole('group', { name: field }).getByRole('radio', { name: which })
const mine = /^Осы терезеде/
const theirs = /^Басқа терезеде/
const address = (page: Page) => page.getByLabel('Мекенжай')
const email = (page: Page) => page.getByLabel(/^E-mail/)

async function storedDraft(id: string) {
  const { db } = story.world.context
  return await db
    .selectFrom('appeal_draft')
    .select(['address', 'email', 'answers', 'version'])
    .where('appeal_id', '=', id)
    .executeTakeFirstOrThrow()
}

describe('бір қаралама екі құрылғыда', () => {
  let id = ''
  let desk: Page
  let pocket: Page

  test('әр түрлі өріс толтырылса, екеуі де қалады, қосылғаны айтылады', async () => {
    story.expectRefusal(/^412 PATCH /)
    id = await earlyDraft(story, 'letter')
    desk = await story.open(story.people.aigerim, `/write/${id}/letter`)
    pocket = await story.open(story.people.aigerim, `/write/${id}/letter`, phone)
    await address(pocket).waitFor()
    await address(desk).fill('Астана қ., Үстел көшесі, 1-үй')
    await expect.poll(async () => (await storedDraft(id)).address, slow).toBe('Астана қ., Үстел көшесі, 1-үй')
    await email(pocket).fill('pocket@example.com')
    await says(pocket.getByRole('status'), 'Ондағы өзгерістер осында қосылды: Мекенжай.')
    expect(await address(pocket).inputValue()).toBe('Астана қ., Үстел көшесі, 1-үй')
    await expect.poll(async () => (await storedDraft(id)).email, slow).toBe('pocket@example.com')
    expect((await storedDraft(id)).address).toBe('Астана қ., Үстел көшесі, 1-үй')
    await story.looksRight(pocket)
  })

  test('бір өріс екі түрлі жазылса, екінші құрылғы екеуін де көреді және таңдайды', async () => {
    await address(pocket).fill('Астана қ., Телефон көшесі, 2-үй')
    await email(pocket).fill('pocket.two@example.com')
    await savedNote(pocket).waitFor()
    await expect.poll(async () => (await storedDraft(id)).email, slow).toBe('pocket.two@example.com')
    await address(desk).fill('Астана қ., Кабинет көшесі, 3-үй')
    await email(desk).fill('desk@example.com')
    const window = conflict(desk)
    await window.waitFor()
    await says(window, 'Кабинет көшесі, 3-үй')
    await says(window, 'Телефон көшесі, 2-үй')
    await says(window, 'desk@example.com')
    await says(window, 'pocket.two@example.com')
    // Nothing of it is written before the choice.
    expect((await storedDraft(id)).address).toBe('Астана қ., Телефон көшесі, 2-үй')
    await story.looksRight(desk)
  })

  test('таңдамай жабуға болмайды: әр өріске жауап керек', async () => {
    await desk.keyboard.press('Escape')
    await conflict(desk).getByRole('button', { name: 'Таңдағанымды қалдыру' }).click()
    await says(conflict(desk).getByRole('alert'), 'Мекенжай: қай нұсқасы қалатынын таңдаңыз')
    await says(conflict(desk).getByRole('alert'), 'E-mail: қай нұсқасы қалатынын таңдаңыз')
    await story.looksRight(desk)
  })

  test('өріс сайын бөлек таңдалады', async () => {
    await choice(desk, 'Мекенжай', mine).check()
    await choice(desk, 'E-mail', theirs).check()
    await conflict(desk).getByRole('button', { name: 'Таңдағанымды қалдыру' }).click()
    await conflict(desk).waitFor({ state: 'detached' })
    await savedNote(desk).waitFor()
    expect(await email(desk).inputValue()).toBe('pocket.two@example.com')
    await expect
      .poll(async () => (await storedDraft(id)).address, slow)
      .toBe('Астана қ., Кабинет көшесі, 3-үй')
    expect((await storedDraft(id)).email).toBe('pocket.two@example.com')
  })

  test('бәрін бірден бір жағынан алуға да болады', async () => {
    await address(pocket).fill('Астана қ., Телефон көшесі, 4-үй')
    const window = conflict(pocket)
    await window.waitFor()
    await choice(pocket, 'Мекенжай', theirs).check()
    await window.getByRole('button', { name: 'Таңдағанымды қалдыру' }).click()
    await window.waitFor({ state: 'detached' })
    expect(await address(pocket).inputValue()).toBe('Астана қ., Кабинет көшесі, 3-үй')
    expect((await storedDraft(id)).address).toBe('Астана қ., Кабинет көшесі, 3-үй')
  })

  test('басқа құрылғыда жойылған қараламаға жазылған сөз көрсетіледі, жоғалмайды', async () => {
    story.expectRefusal(/^404 /)
    const browser = await story.world.as(story.people.aigerim)
    expect((await browser.ask(`DELETE /api/drafts/${id}`)).status).toBe(200)
    await address(desk).fill('Астана қ., Соңғы көшесі, 9-үй')
    await desk.getByRole('heading', { level: 1, name: 'Бұл қаралама жойылған' }).waitFor()
    await says(desk.getByRole('main'), 'Астана қ., Соңғы көшесі, 9-үй')
    await story.looksRight(desk)
  })
})

describe('желі үзілсе', () => {
  let id = ''
  let page: Page

  test('сақталмағаны айтылады, желі келгенде өзі сақталады', async () => {
    story.expectRefusal(offline)
    id = await earlyDraft(story, 'letter')
    page = await story.open(story.people.aigerim, `/write/${id}/letter`)
    await address(page).waitFor()
    await page.context().setOffline(true)
    await address(page).fill('Астана қ., Желісіз көшесі, 5-үй')
    await page.getByText('Соңғы өзгерістер әлі сақталмады').waitFor()
    await page.context().setOffline(false)
    await savedNote(page).waitFor()
    await expect
      .poll(async () => (await storedDraft(id)).address, slow)
      .toBe('Астана қ., Желісіз көшесі, 5-үй')
  })

  test('желісіз жабылған беттегі сөз қайта ашқанда орнында тұрады, тізімде белгісі бар', async () => {
    await page.context().setOffline(true)
    await address(page).fill('Астана қ., Қайта көшесі, 6-үй')
    await page.getByText('Соңғы өзгерістер әлі сақталмады').waitFor()
    await page.goto('about:blank')
    await page.context().setOffline(false)
    await page.goto(`${story.world.origin}/drafts`)
    await says(page.getByRole('main'), 'Осы құрылғыда әлі сақталмаған өзгерістері бар')
    await story.looksRight(page)
    await page.goto(`${story.world.origin}/write/${id}/letter`)
    await says(page.getByRole('status'), 'Осы құрылғыда сақталмай қалған жазғаныңыз орнына қойылды.')
    expect(await fieldsOf(page, ['address'])).toEqual({ address: 'Астана қ., Қайта көшесі, 6-үй' })
    await expect.poll(async () => (await storedDraft(id)).address, slow).toBe('Астана қ., Қайта көшесі, 6-үй')
    // The server has it a moment before the page hears so.
    const keptHere = () =>
      page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('unsaved')))
    await expect.poll(keptHere, slow).toEqual([])
  })

  test('шыққанда осы құрылғыда ештеңе қалмайды, басқа адам ештеңе көрмейді', async () => {
    await address(page).fill('Астана қ., Шығу көшесі, 7-үй')
    await page.getByRole('button', { name: 'Шығу' }).click()
    await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Өтінішіңізді' }).waitFor()
    await expect.poll(async () => (await storedDraft(id)).address, slow).toBe('Астана қ., Шығу көшесі, 7-үй')
    const kept = await page.evaluate(() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage))
    expect(kept).not.toContain('көшесі')
  })
})

describe('дәл осындай қаралама бар болса', () => {
  test('соны жалғастыру ұсынылады, жаңа бос қаралама қалмайды', async () => {
    const browser = await story.world.as(story.people.aigerim)
    const { body } = await browser.ask<{ drafts: { id: string }[] }>('GET /api/drafts')
    for (const draft of body.drafts) await browser.ask(`DELETE /api/drafts/${draft.id}`)
    const id = await earlyDraft(story, 'payment')
    const { db } = story.world.context
    const count = async () => (await db.selectFrom('appeal_draft').select('appeal_id').execute()).length
    const before = await count()
    const page = await story.open(story.people.aigerim, '/incoming')
    await beginAppeal(page)
    await chooseContract(page, 'АВ-71-004215')
    await chooseType(page, early)
    const window = dialog(page, 'Дәл осындай қаралама бар')
    await says(window, 'АВ-71-004215')
    await story.looksRight(page)
    await window.getByRole('button', { name: 'Соны жалғастыру' }).click()
    await expect.poll(() => new URL(page.url()).pathname, slow).toBe(`/write/${id}/payment`)
    await expect.poll(count, slow).toBe(before)
  })
})
