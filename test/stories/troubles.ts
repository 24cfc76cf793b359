import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { dialog, signWith } from './acts.ts'
import { type Story, slow } from './story.ts'

/** What may go wrong under a page, and what must be as it was after it. */

/** What the browser says of a request while there is no network. */
export const offline = /ERR_INTERNET_DISCONNECTED/

/** The language is changed three times round, where the client finds it: in the topmost window, else in the header. */
export async function everyLanguage(page: Page, check: () => Promise<void>): Promise<void> {
  for (const language of ['ru', 'en', 'kk']) {
    const windows = page.locator('dialog[open]')
    const place = (await windows.count()) > 0 ? windows.last() : page.locator('header')
    await place.locator('select.lang').selectOption(language)
    await expect.poll(() => page.evaluate(() => document.documentElement.lang), slow).toBe(language)
    await check()
  }
}

/** The server ends every session of this client, as the passing of time would. */
export async function endSessions(story: Story): Promise<void> {
  const { db, now } = story.world.context
  await db
    .updateTable('session')
    .set({ ended_at: new Date(now()) })
    .where('person_id', '=', story.people.aigerim.id)
    .where('ended_at', 'is', null)
    .execute()
}

export const signInWindow = 'Кабинетке кіру'

/** The window over the page asks to sign in again: with the key, as the first time. */
export async function signInAgain(story: Story, page: Page): Promise<void> {
  const window = dialog(page, signInWindow)
  await window.getByRole('button', { name: 'ЭЦҚ арқылы кіру' }).click()
  await signWith(page, await story.keys.file('auth'), { submit: 'Кіру' })
  await window.waitFor({ state: 'detached' })
}

/** The values of these fields, by their ids. */
export async function fieldsOf(page: Page, ids: readonly string[]): Promise<Record<string, string>> {
  const values = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).inputValue()))
  return Object.fromEntries(ids.map((id, index) => [id, values[index] ?? '']))
}

export const savedNote = (page: Page) => page.getByText(/Автоматты түрде сақталды/).last()

/**
 * A press under which the session has ended: the page may have heard of that first, and then its window is in
 * front.
 */
export async function pressOrAsked(page: Page, button: Locator): Promise<void> {
  await button.click({ timeout: 5000 }).catch(() => undefined)
  await dialog(page, signInWindow).waitFor()
}

/** From its next load on, the page hears no news: for what must happen before it hears that the session has ended. */
export async function withoutNews(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(globalThis, {
      EventSource: class extends EventTarget {
        readonly readyState = 0
        close(): void {}
      },
    })
  })
}
