import type { FrameLocator, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type ChosenFile, keyPassword } from './keys.ts'
import { slow } from './story.ts'

/** The window that is open, by its name. */
export function dialog(page: Page, name: string | RegExp): Locator {
  return page.getByRole('dialog', { name })
}

/** The inside of the key-file window. */
export function keyWindow(page: Page): FrameLocator {
  return page.frameLocator('dialog[open] iframe')
}

/** Presses what opens the system's choice of files, and chooses. */
export async function choose(page: Page, opener: Locator, file: ChosenFile | ChosenFile[]): Promise<void> {
  // A window that has just said something is still growing: a press that lands beside the button is pressed again,
  // as a hand would.
  for (let press = 1; ; press++) {
    const choosing = page.waitForEvent('filechooser', { timeout: 10_000 }).catch(() => null)
    await opener.click()
    const chooser = await choosing
    if (chooser !== null) return await chooser.setFiles(file)
    if (press === 3) throw new Error('the choice of files does not open')
  }
}

/**
 * The frame of the key is as high as what is in it: the page learns of that by a message, and until then a press may
 * land beside, or on what lies below.
 */
async function keyWindowFits(page: Page): Promise<void> {
  const window = keyWindow(page).locator('#window')
  await window.waitFor()
  const lacking = () =>
    window.evaluate(() => Math.abs(Math.ceil(document.body.getBoundingClientRect().height) - innerHeight))
  await expect.poll(lacking, slow).toBeLessThan(2)
}

/** §8.1: «Файлды таңдау», password, and the button that ends it. */
export async function signWith(
  page: Page,
  file: ChosenFile,
  { password = keyPassword, submit = 'Нысанды жіберу' } = {},
): Promise<void> {
  const inside = keyWindow(page)
  await keyWindowFits(page)
  await choose(page, inside.getByText(/^(Файлды таңдау|Басқа файлды таңдау)$/), file)
  await inside.getByLabel('ЭЦҚ паролі').fill(password)
  await keyWindowFits(page)
  await inside.getByRole('button', { name: submit }).click()
}

/** Waits until the place says exactly this, spaces of every kind made one. */
export async function says(place: Locator, text: string | RegExp): Promise<void> {
  const poll = expect.poll(async () => flat((await place.allInnerTexts()).join(' | ')), slow)
  await (typeof text === 'string' ? poll.toContain(text) : poll.toMatch(text))
}

/** The texts of every match, spaces of every kind made one. */
export async function texts(place: Locator): Promise<string[]> {
  return (await place.allInnerTexts()).map(flat)
}

export const flat = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** Where the page has got to: path and query. */
export function address(page: Page): string {
  const { pathname, search } = new URL(page.url())
  return pathname + search
}
