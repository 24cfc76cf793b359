import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dialog, says } from './acts.ts'
import { earlyDraft } from './arrange.ts'
import {
  egovMobileOf,
  egovMobileSignIn,
  egovMobileWindow,
  openEgovMobileWindow,
  scan,
  sendButton,
} from './egov-mobile.ts'
import { everythingKept } from './everything-kept.ts'
import type { Secret } from './key-secrets.ts'
import { findLeaks, type Heard } from './leaks.ts'
import { Recorder } from './recorder.ts'
import { desk, tellStory } from './story.ts'

/**
 * The secret of a code is told to the page once and comes back from the phone alone; the token goes from the server to
 * the phone alone. Nothing of either is in what the page sends or in its addresses, in logs or the database;
 * and nothing at all is left on the page once the code is used or closed.
 */
const story = tellStory()
let recorder: Recorder
beforeAll(async () => {
  recorder = await Recorder.start()
})
afterAll(() => recorder.stop())

async function follow(path: string, signedIn: boolean): Promise<Page> {
  const person = signedIn ? story.people.aigerim : null
  const page = await story.open(person, '/help', desk, recorder.contextOptions)
  await recorder.follow(page)
  await page.goto(story.world.origin + path)
  return page
}

/** What the phone gets to know from the code on the screen. */
async function secretsIn(text: string): Promise<Secret[]> {
  const address = text.slice('mobileSign:'.length)
  const secret = new URL(address).pathname.split('/').at(-1) ?? ''
  const errand = (await (await fetch(address)).json()) as { document: { auth_token: string } }
  const token = errand.document.auth_token
  return [
    { name: 'secret', bytes: Buffer.from(secret) },
    { name: 'secret, decoded', bytes: Buffer.from(secret, 'base64url') },
    { name: 'token', bytes: Buffer.from(token) },
    { name: 'token, decoded', bytes: Buffer.from(token, 'base64url') },
  ]
}

const nothingPublic = new Uint8Array()
const leaksIn = (secrets: readonly Secret[], heard: readonly Heard[]) =>
  findLeaks(secrets, nothingPublic, heard).map(({ secret, where }) => `${where}: ${secret}`)

/**
 * While the code is on the page the link for the same phone holds it, and the tab keeps it for a reload: that much the
 * recorder must hear, and no more.
 */
async function openCode(page: Page): Promise<{ text: string; secrets: Secret[] }> {
  const text = await scan(page)
  const secrets = await secretsIn(text)
  const found = findLeaks(secrets, nothingPublic, await recorder.take(page))
  expect([...new Set(found.map(({ where }) => where))].sort()).toEqual(['page', 'sessionStorage', 'setItem'])
  expect([...new Set(found.map(({ secret }) => secret))].sort()).toEqual(['secret', 'secret, decoded'])
  return { text, secrets }
}

async function nothingLeft(page: Page, secrets: readonly Secret[]): Promise<void> {
  expect(leaksIn(secrets, await recorder.take(page))).toEqual([])
  await page.goto(`${story.world.origin}/tariffs`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(leaksIn(secrets, await recorder.take(page))).toEqual([])
  expect(leaksIn(secrets, await everythingKept(story.world))).toEqual([])
}

test('a letter signed with eGov Mobile', async () => {
  const draft = await earlyDraft(story, 'sign')
  const page = await follow(`/write/${draft}/sign`, true)
  await openEgovMobileWindow(page)
  const { text, secrets } = await openCode(page)
  await (await egovMobileOf(story, text)).sign()
  await says(dialog(page, egovMobileWindow).locator('.egov-mobile-state'), 'Қолтаңба келді')
  await sendButton(page).click()
  await page.waitForURL(/\/outgoing\?sent=/)
  await nothingLeft(page, secrets)
})

test('a code that was closed', async () => {
  const draft = await earlyDraft(story, 'sign')
  const page = await follow(`/write/${draft}/sign`, true)
  await openEgovMobileWindow(page)
  const { secrets } = await openCode(page)
  await dialog(page, egovMobileWindow).getByRole('button', { name: 'Болдырмау' }).click()
  await dialog(page, egovMobileWindow).waitFor({ state: 'detached' })
  await nothingLeft(page, secrets)
})

test('signing in with eGov Mobile', async () => {
  const page = await follow('/sign-in', false)
  await page.getByRole('button', { name: /^eGov Mobile/ }).click()
  await dialog(page, egovMobileSignIn).waitFor()
  const { text, secrets } = await openCode(page)
  await (await egovMobileOf(story, text)).sign()
  await page.getByRole('heading', { level: 1, name: 'Кіріс хат-хабарлар' }).waitFor()
  await nothingLeft(page, secrets)
})
