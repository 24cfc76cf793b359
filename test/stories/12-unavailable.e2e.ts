import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { says } from './acts.ts'
import { sentFree } from './arrange.ts'
import { Gateway } from './gateway.ts'
import { desk, phone, slow, tellStory } from './story.ts'

const story = tellStory()
let gateway: Gateway
beforeAll(async () => {
  gateway = await Gateway.start()
})
afterAll(() => gateway.stop())

const unavailable = 'Қызмет уақытша қолжетімсіз: жаңартылып жатқан болуы мүмкін.'
const again = (page: Page) => page.getByRole('button', { name: 'Қайталап көру' })
const bell = (page: Page) => page.getByRole('banner').getByRole('link', { name: /^Хабарландырулар/ })

describe.each([
  ['desk', desk],
  ['phone', phone],
] as const)('сервер жаңартылып жатқанда (%s)', (_, size) => {
  for (const status of [502, 503, 504]) {
    test(`${status}: тізім орнына не болғаны айтылады, қайталағанда тізім келеді`, async () => {
      story.expectRefusal(new RegExp(`^${status} GET /api/`))
      story.expectFault(new RegExp(`status of ${status}`))
      const page = await story.open(story.people.aigerim, '/incoming', size, gateway.contextOptions)
      await page.getByRole('heading', { level: 1, name: 'Кіріс хат-хабарлар' }).waitFor()
      gateway.answerFor(/^\/api\/outgoing/, status)
      await page.getByRole('link', { name: 'Шығыс' }).click()
      await says(page.getByRole('main'), unavailable)
      await says(page.getByRole('main'), 'байланыс орталығына қоңырау шалыңыз')
      await story.looksRight(page)
      gateway.answerFor(null)
      await again(page).click()
      await page.getByRole('heading', { level: 1, name: 'Шығыс өтініштер' }).waitFor()
      await says(page.getByRole('main'), 'Әзірге')
      await story.closePages()
    })
  }

  test('сеанс та сұралмаса: сол сөздер, байланыс орталығының соңғы белгілі нөмірі', async () => {
    story.expectRefusal(/^503 GET \/api\//)
    story.expectFault(/status of 503/)
    // What the page shows for a broken start, React also writes down.
    story.expectFault(/^console: \w+: server\b/)
    const page = await story.open(story.people.aigerim, '/incoming', size, gateway.contextOptions)
    await page.getByRole('heading', { level: 1, name: 'Кіріс хат-хабарлар' }).waitFor()
    gateway.answerFor(/^\/api\//)
    await page.reload()
    await says(page.getByRole('main'), unavailable)
    await says(page.getByRole('main'), 'байланыс орталығына қоңырау шалыңыз')
    await story.looksRight(page)
    gateway.answerFor(null)
    await again(page).click()
    await page.getByRole('heading', { level: 1, name: 'Кіріс хат-хабарлар' }).waitFor()
    await story.closePages()
  })
})

test('жаңалықтар желісі ұсталмаса, бет минут сайын өзі сұрайды', async () => {
  story.expectRefusal(/^503 GET \/api\/notices\/stream/)
  story.expectFault(/status of 503/)
  gateway.answerFor(/^\/api\/notices\/stream$/)
  const page = await story.open(story.people.aigerim, '/help', desk, gateway.contextOptions)
  await page.clock.install({ time: new Date(story.world.context.now()) })
  const refused = page.waitForResponse(/\/api\/notices\/stream$/)
  await page.reload()
  await refused
  await sentFree(story)
  expect(await bell(page).getAttribute('aria-label')).not.toMatch(/1$/)
  const news = page.waitForResponse(/\/api\/notices\/news$/)
  // The line is given up when its refusal has reached the page; the minute begins there.
  await expect
    .poll(async () => {
      await page.clock.fastForward('01:01')
      return (await Promise.race([news, new Promise((resolve) => setTimeout(resolve, 200))])) !== undefined
    }, slow)
    .toBe(true)
  // What was sent may be registered after that minute: then the next one tells.
  await expect
    .poll(async () => {
      await page.clock.fastForward('01:01')
      return await bell(page).getAttribute('aria-label')
    }, slow)
    .toMatch(/1$/)
  gateway.answerFor(null)
})
