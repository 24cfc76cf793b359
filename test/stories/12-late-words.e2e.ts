import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../web/paths.ts'
import { notices } from '../../words/kk/notices.ts'
import { dialog } from './acts.ts'
import { earlyDraft } from './arrange.ts'
import { Gateway } from './gateway.ts'
import { desk, tellStory } from './story.ts'

const story = tellStory()
let gateway: Gateway
beforeAll(async () => {
  gateway = await Gateway.start()
})
afterAll(() => gateway.stop())

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

/** How often a heading that was seen is hidden or gone, from the next load on. */
async function countGone(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    let gone = 0
    let seen = false
    const look = () => {
      const now = [...document.querySelectorAll('h1')].some((one) => one.checkVisibility())
      if (seen && !now) gone += 1
      seen = now
      Object.assign(globalThis, { headingGone: gone })
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true })
  })
  return () => page.evaluate(() => Number(Reflect.get(globalThis, 'headingGone')))
}

describe('сөздері кешіксе, бет орнынан кетпейді', () => {
  test('құжаттар терезесінің сөздері келгенше хат орнында тұрады', async () => {
    const id = await earlyDraft(story, 'documents')
    const page = await story.open(story.people.aigerim, paths.tariffs, desk, gateway.contextOptions)
    const gone = await countGone(page)
    const letGo = gateway.hold(/^\/assets\/files-/)
    const asked = page.waitForRequest(/\/assets\/files-/)
    await page.goto(story.world.origin + paths.draftStep(id, 'payment'), { waitUntil: 'commit' })
    await asked
    letGo()
    await page.getByRole('button', { name: 'Иә, келісемін' }).click()
    await dialog(page, 'Файлдар').waitFor()
    await page.getByLabel('Мекенжай').waitFor()
    expect(await gone()).toBe(0)
    await story.closePages()
  })

  test('хабарландырулар ашылған соң жоғалып кетпейді', async () => {
    const browser = await story.world.as(story.people.aigerim)
    const body = { address: 'Астана қ., Жаңа көшесі, 9-үй', phone: '+77011234568', email: '' }
    expect((await browser.ask('PATCH /api/profile', { body })).status).toBe(200)
    const page = await story.open(story.people.aigerim, paths.tariffs, desk, gateway.contextOptions)
    const gone = await countGone(page)
    const letGo = gateway.hold(/^\/assets\/account-/)
    const asked = page.waitForRequest(/\/assets\/account-/)
    await page.goto(story.world.origin + paths.notices, { waitUntil: 'commit' })
    await asked
    letGo()
    await heading(page, notices.title).waitFor()
    await page.locator('.notice').first().waitFor()
    expect(await gone()).toBe(0)
    await story.closePages()
  })
})
