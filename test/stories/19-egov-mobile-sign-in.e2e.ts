import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { dialog, says } from './acts.ts'
import { egovMobileOf, egovMobileSignIn, linked, scan, underFinger } from './egov-mobile.ts'
import { type EgovMobileStage, type StoryLanguage, storyWords, tellTroubles } from './egov-mobile-troubles.ts'
import { desk, phone, tellStory } from './story.ts'

const story = tellStory({ phones: true })

const signInOn = (
  name: string,
  size: typeof desk | typeof phone,
  text: EgovMobileStage['text'],
): EgovMobileStage => ({
  name,
  purpose: 'signIn',
  text,
  async open(language) {
    const page = await story.open(null, '/sign-in', size, size === phone ? underFinger : {})
    await page.locator('header select.lang').selectOption(language)
    await page.getByRole('button', { name: storyWords[language].site.byEgovMobile }).click()
    return page
  },
})

const onDesk = signInOn('sign-in-desk', desk, scan)
const atHand = signInOn('sign-in-hand', phone, (page) =>
  linked(page.getByRole('link', { name: /^(eGov Mobile қосымшасын ашу|Открыть eGov Mobile)$/ })),
)

/** What follows the troubles of a sign-in: somebody unknown here, a page closed meanwhile, and coming in. */
function tellEnd(stage: EgovMobileStage, language: StoryLanguage): void {
  const { site } = storyWords[language]
  const told = tellTroubles(story, stage, language)

  test('қол қойылғанша бет жабылса, ешкім кірмейді', async () => {
    const { page, context } = told()
    const text = await stage.text(page)
    const back = await context.newPage()
    await page.close()
    await (await egovMobileOf(story, text)).sign()
    await back.goto(`${story.world.origin}/incoming`)
    await back.getByRole('heading', { name: site.signInTitle }).waitFor()
    expect(await back.getByRole('dialog').count()).toBe(0)
    await back.close()
  })

  test('бұл жерде белгісіз адам қол қойса, байланыс орталығы көрсетіледі', async () => {
    story.expectRefusal(/^403 POST \/api\/egov-mobile-session$/)
    const page = await stage.open(language)
    await (await egovMobileOf(story, await stage.text(page), 'strangerGost')).sign()
    await says(page.getByRole('main'), site.unknownHint)
    await story.looksRight(page)
  })

  test('телефонда қол қойылса, кабинет сол бетте өзі ашылады', async () => {
    const page = await stage.open(language)
    await (await egovMobileOf(story, await stage.text(page))).sign()
    await page.waitForURL(/\/incoming$/)
    expect(await keptCodes(page)).toEqual([])
  })
}

/** What this tab keeps of codes. */
const keptCodes = (page: Page): Promise<string[]> =>
  page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('otinish.egovMobile.')))

test('сеанс аяқталса, беттің үстінде де телефонмен кіруге болады', async () => {
  story.expectRefusal(/^401 /)
  const page = await story.open(story.people.aigerim, '/incoming')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const { db, now } = story.world.context
  await db
    .updateTable('session')
    .set({ ended_at: new Date(now()) })
    .where('ended_at', 'is', null)
    .execute()
  // The page hears so when it asks for something next.
  await page.locator('nav a[href="/drafts"]').click()
  const over = dialog(page, 'Кабинетке кіру')
  await over.getByRole('button', { name: egovMobileSignIn }).click()
  await (await egovMobileOf(story, await scan(page))).sign()
  await over.waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1, name: 'Қаралама өтініштер' }).waitFor()
})

describe.each(['kk', 'ru'] as const)('компьютерде (%s)', (language) => tellEnd(onDesk, language))
describe.each(['kk', 'ru'] as const)('осы телефонның өзінде (%s)', (language) => tellEnd(atHand, language))
