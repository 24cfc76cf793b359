import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { languages } from '../../domain/language.ts'
import { paths } from '../../web/paths.ts'
import { site as en } from '../../words/en/site.ts'
import { site as kk } from '../../words/kk/site.ts'
import { site as ru } from '../../words/ru/site.ts'
import type { TestPerson } from '../people.ts'
import { axeFaults, sidewaysFaults } from './accessibility.ts'
import { earlyDraft, sentEarly, sentFree } from './arrange.ts'
import { answered, proposed, takenIntoWork } from './arrange-office.ts'
import { foreignFaults, hiddenFaults, unfilledFaults, zoomed } from './reading.ts'
import { type Look, looksAt, type Shown, sitePages } from './site-pages.ts'
import { desk, phone, resize, tellStory } from './story.ts'

const story = tellStory()
const words = { kk, ru, en }
/** What has no language: people, streets, files, numbers, what was typed in one, the short names of languages. */
const names = new RegExp(
  [
    String.raw`\p{Lu}\p{L}+ \p{Lu}\. ?(\p{Lu}\.)?`,
    String.raw`(Сапарова|Иманбекова?|Бекова|Ахметова|Оспанов)( \p{Lu}\p{L}+){0,2}|\p{Lu}\p{L}+ Тестова`,
    String.raw`\p{Lu}{2,}( \p{Lu}{2,})*`,
    String.raw`Астана қ\.|Үлгі көшесі|Сынақ көшесі|\d+-(үй|пәтер)|(АВ|ИЗ|Ш)-\d\d-\d+`,
    String.raw`(Жеке куәлік|Түбіртек)\.png`,
    'Құжаттарды қосымша тексеру қажет',
    'Қаз|Рус',
  ].join('|'),
  'gu',
)
let looks: Look[]

beforeAll(async () => {
  story.expectRefusal(/^404 GET \/api\/appeals\//)
  const executed = await sentEarly(story)
  const awaiting = await sentFree(story, 'Қолхат беру туралы')
  const toApprove = await sentFree(story, 'Анықтама беру туралы')
  const registered = await sentFree(story)
  await story.settled()
  for (const id of [executed, awaiting, toApprove]) await takenIntoWork(story, id)
  await answered(story, executed)
  const shown: Shown = {
    draft: await earlyDraft(story, 'sign'),
    executed,
    awaiting,
    registered,
    proposed: await proposed(story, toApprove),
  }
  looks = looksAt(story.people, shown)
})

describe('every page in every language, on a desk and on a phone', () => {
  test('every address of the site is looked at, or says where it leads', () => {
    expect(Object.keys(sitePages).sort()).toEqual(Object.keys(paths).sort())
    for (const page of Object.values(sitePages)) if (typeof page === 'string') expect(page).not.toBe('')
  })

  test('what is looked for would be seen', async () => {
    const page = await story.open(null, '/favicon.svg')
    await page.goto('about:blank')
    await page.setViewportSize(zoomed)
    await page.setContent(`<html lang="en"><body style="margin: 0">
      <p style="overflow: hidden; white-space: nowrap; width: 60px">More than there is room for</p>
      <p>Registered on {date}</p><p>Тіркелді</p><p lang="kk">Тіркелді</p>
      <a href="#a" style="position: absolute; top: 0; height: 20px">Under the bar</a>
      <div style="position: fixed; inset: 0 0 100px; background: white">A bar over everything</div>
      <div style="width: 500px">wide</div></body></html>`)
    expect(await hiddenFaults(page)).toEqual([
      'cut off: P. «More than there is room for»',
      'hidden with the focus: A. «Under the bar»',
    ])
    expect(await unfilledFaults(page)).toEqual(['unfilled: {date}'])
    expect(await foreignFaults(page, names)).toEqual(['en, though it says «Тіркелді»'])
    expect(await sidewaysFaults(page)).toHaveLength(1)
  })

  test.each(languages)(
    '%s: nothing is inaccessible, cut off, sideways or unfilled',
    async (language) => {
      // Each person looks in a browser of their own; two look at a time.
      const people = [...new Set(looks.map(({ person }) => person))]
      const lanes = people.map((person) => looks.filter((look) => look.person === person))
      lanes.sort((a, b) => b.length - a.length)
      const faults: string[] = []
      const lookOn = async () => {
        for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) {
          faults.push(...(await lookAtAll(lane, language)))
        }
      }
      await Promise.all([lookOn(), lookOn()])
      expect(faults).toEqual([])
      await story.closePages()
    },
    600_000,
  )
})

async function lookAtAll(lane: readonly Look[], language: (typeof languages)[number]): Promise<string[]> {
  const [first] = lane
  if (first === undefined) return []
  const page = await openIn(first.person, language)
  const faults: string[] = []
  for (const { path } of lane) {
    await page.setViewportSize(desk)
    await page.goto(story.world.origin + path)
    const found = await lookAt(page, language)
    faults.push(...found.map((fault) => `${language} ${path}: ${fault}`))
  }
  await page.close()
  return faults
}

/** A page of a browser that speaks this language, and so does the account. */
async function openIn(person: TestPerson | null, language: (typeof languages)[number]): Promise<Page> {
  if (person !== null) {
    const browser = await story.world.as(person)
    await browser.ask('PATCH /api/session', { body: { language } })
  }
  const page = await story.open(person, '/favicon.svg')
  await page.evaluate((chosen) => localStorage.setItem('otinish.language', chosen), language)
  return page
}

/**
 * All of the page is there: what its parts fetch after it, lists to choose from and words of a part, has no mark of its
 * own, and is looked at half drawn on a slow machine.
 */
async function shown(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.locator('h1, dialog[open] h2').first().waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
  await page.evaluate(() => document.fonts.ready)
}

async function lookAt(page: Page, language: (typeof languages)[number]): Promise<string[]> {
  await shown(page)
  const faults = [...(await unfilledFaults(page)), ...(await foreignFaults(page, names))]
  const lang = await page.evaluate(() => document.documentElement.lang)
  if (lang !== language) faults.push(`lang="${lang}"`)
  const title = await page.title()
  const site = [words[language].titleOf, words[language].officeTitleOf].map(patternOf)
  if (!site.some((pattern) => pattern.test(title))) faults.push(`title «${title}»`)
  if ((await page.locator('h1').count()) !== 1) faults.push(`${await page.locator('h1').count()} h1`)
  for (const size of [desk, phone]) {
    await resize(page, size)
    faults.push(...(await axeFaults(page)).map((fault) => `${size.width} px: ${fault}`))
  }
  await resize(page, zoomed)
  faults.push(...(await sidewaysFaults(page)).map((fault) => `320 px: ${fault}`))
  faults.push(...(await hiddenFaults(page)).map((fault) => `400 %: ${fault}`))
  return faults
}

/** «{page} – {company} …» as a pattern of whole titles. */
const patternOf = (text: string): RegExp =>
  new RegExp(`^${text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '.+')}$`)
