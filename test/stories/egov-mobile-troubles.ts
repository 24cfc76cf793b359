import type { BrowserContext, Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { egovMobile as kkEgovMobile } from '../../words/kk/egov-mobile.ts'
import { signatureRefusals as kkSignature } from '../../words/kk/signature.ts'
import { site as kkSite } from '../../words/kk/site.ts'
import { writing as kkWriting } from '../../words/kk/writing.ts'
import { egovMobile as ruEgovMobile } from '../../words/ru/egov-mobile.ts'
import { signatureRefusals as ruSignature } from '../../words/ru/signature.ts'
import { site as ruSite } from '../../words/ru/site.ts'
import { writing as ruWriting } from '../../words/ru/writing.ts'
import { dialog, says } from './acts.ts'
import { askedCamera } from './camera.ts'
import { egovMobileOf } from './egov-mobile.ts'
import type { Story } from './story.ts'
import { offline } from './troubles.ts'

export const storyWords = {
  kk: { egovMobile: kkEgovMobile, site: kkSite, writing: kkWriting, signature: kkSignature },
  ru: { egovMobile: ruEgovMobile, site: ruSite, writing: ruWriting, signature: ruSignature },
} as const
export type StoryLanguage = keyof typeof storyWords

/** Where the code is shown, and how the phone gets it. */
export interface EgovMobileStage {
  readonly name: string
  readonly purpose: 'letter' | 'signIn'
  /** A page in this language with the window open. */
  open(language: StoryLanguage): Promise<Page>
  /** The text of the code, as the phone gets it here: off the screen, or from the link. */
  text(page: Page): Promise<string>
}

/** The page as it is now; told on from one trouble to the next. */
export interface Told {
  readonly page: Page
  readonly context: BrowserContext
  window(): Locator
  /** Waits until the window says that it is so far. */
  is(state: keyof typeof kkEgovMobile.states.letter): Promise<void>
  /** A new code by «QR-кодты жаңарту». */
  renew(): Promise<string>
}

export const camera = askedCamera()

/** Six minutes later, by the server's clock; a code lives five. */
export function laterThanCode(story: Story): void {
  story.world.setNow(new Date(story.world.context.now() + 6 * 60_000).toISOString())
}

/**
 * Everything that may go wrong before a signature has come, one after the other on one page: reload, cancel, expiry,
 * somebody else's key, another document, no network. Ends with a fresh code on the screen.
 */
export function tellTroubles(story: Story, stage: EgovMobileStage, language: StoryLanguage): () => Told {
  const { egovMobile: words, signature, site } = storyWords[language]
  let page: Page
  let text = ''
  const window = () => dialog(page, words.windowName[stage.purpose])
  const box = () => window().locator('.egov-mobile-state')
  const is: Told['is'] = (state) => says(box(), words.states[stage.purpose][state].title)
  const renew = async (): Promise<string> => {
    await window().getByRole('button', { name: words.refresh }).click()
    await is('waiting')
    text = await stage.text(page)
    return text
  }
  const looks = async (name: string): Promise<void> => {
    // The longer words are looked at in each state, the others where there are most of them.
    if (language === 'kk' || name === 'refused') await story.looksRight(page)
    await camera?.shoot(page, `${stage.name}-${language}-${name}`)
  }

  test('терезе ашылады, код оқылады', async () => {
    page = await stage.open(language)
    await is('waiting')
    await looks('waiting')
    text = await stage.text(page)
    expect(text).toMatch(/^mobileSign:http:\/\/127\.0\.0\.1:\d+\/api\/mgov\/[\w-]+$/)
  })

  test('бет жаңартылса, сол код сол цифрлармен қайта шығады; телефон оны көргені айтылады', async () => {
    const pair = await window().locator('.code-pair b').textContent()
    await page.reload()
    await is('waiting')
    expect(await window().locator('.code-pair b').textContent()).toBe(pair)
    expect(await stage.text(page)).toBe(text)
    const app = await egovMobileOf(story, text)
    const { documents } = await app.look()
    expect(documents.documentsToSign[0]?.nameKz).toContain(`${pair}`)
    await is('fetched')
    await looks('fetched')
  })

  test('телефонда бас тартылса, солай деп айтылады; жаңа код сұралады, ескісі өтпейді', async () => {
    const app = await egovMobileOf(story, text)
    await app.cancel()
    await is('cancelled')
    await looks('cancelled')
    const before = text
    expect(await renew()).not.toBe(before)
    await expect((await egovMobileOf(story, before)).look()).rejects.toThrow('404')
  })

  test('кодтың мерзімі өтсе, солай деп айтылады; кешіккен телефон қабылданбайды', async () => {
    const app = await egovMobileOf(story, text)
    const late = await app.signed()
    laterThanCode(story)
    await is('expired')
    await looks('expired')
    if (stage.purpose === 'letter') {
      await window().getByRole('button', { name: words.send, exact: true }).press('Enter')
      await says(window().getByRole('alert'), words.notYetOver)
    }
    expect((await app.put(late)).status).toBe(404)
    await renew()
  })

  test('басқа құжатқа қол қойылса, қабылданбайды; сол кодпен дұрыс қол қоюға болады', async () => {
    const app = await egovMobileOf(story, text)
    expect((await app.sign('otherDocument')).status).toBe(403)
    await says(box(), words.refusedNext)
    await says(box(), signature.content_differs.title)
    await looks('refused')
    expect((await app.sign('damaged')).status).toBe(403)
    await says(box(), signature.signature_invalid.title)
  })

  test('желі үзілсе, терезе орнында тұрады, желі келгенде өзі жалғасады', async () => {
    story.expectRefusal(offline)
    await renew()
    await page.context().setOffline(true)
    await (await egovMobileOf(story, text)).look()
    await window().getByRole('button', { name: words.refresh }).waitFor()
    await page.context().setOffline(false)
    await is('fetched')
    // No new code without a network: what is wrong is told, and the press can be made again.
    await page.context().setOffline(true)
    await window().getByRole('button', { name: words.refresh }).click()
    await says(window().getByRole('alert'), site.network)
    await page.context().setOffline(false)
    await renew()
  })

  return () => ({ page, context: page.context(), window, is, renew })
}
