import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Language } from '../../domain/language.ts'
import { desk, phone } from './story.ts'

/**
 * Takes numbered pictures of the way, each at the widths asked for: `27-reply-07-reply-preview-1280.png`, or
 * `07-payment-by-details-1280.png` of the one long story. Languages but Kazakh have a folder each.
 */
export class Camera {
  readonly #folder: string
  readonly #languages: readonly Language[]
  readonly #sizes: readonly { width: number; height: number }[]
  #taken = 0

  /**
   * @param languages of the pictures; the page speaks its own again afterwards
   * @param width 1280 or 360; both unless told
   */
  constructor(folder: string, languages: readonly Language[] = ['kk'], width?: number) {
    this.#folder = folder
    this.#languages = languages
    this.#sizes = [desk, phone].filter((size) => width === undefined || size.width === width)
  }

  /** The whole page; of a page with a window open, what is seen without scrolling. */
  async shoot(page: Page, name: string): Promise<void> {
    this.#taken += 1
    const numbered = this.#numbered(name)
    const own = await page.evaluate(() => document.documentElement.lang)
    for (const language of this.#languages) {
      if (await speak(page, language)) await this.#take(page, language, numbered)
    }
    await speak(page, own)
  }

  /** A PDF as it is, beside the pictures: what is printed, what was downloaded. */
  async keep(pdf: Uint8Array, name: string): Promise<void> {
    this.#taken += 1
    const [language = 'kk'] = this.#languages
    const folder = this.#folderOf(language)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, `${this.#numbered(name)}.pdf`), pdf)
  }

  #numbered(name: string): string {
    return `${storyName()}${String(this.#taken).padStart(2, '0')}-${name}`
  }

  #folderOf(language: Language): string {
    return language === 'kk' ? this.#folder : join(this.#folder, language)
  }

  async #take(page: Page, language: Language, name: string): Promise<void> {
    const folder = this.#folderOf(language)
    await mkdir(folder, { recursive: true })
    const before = page.viewportSize() ?? desk
    for (const size of this.#sizes) {
      await page.setViewportSize(size)
      await page.evaluate(imagesShown)
      const fullPage = (await page.locator('dialog[open]').count()) === 0
      await page.screenshot({ path: join(folder, `${name}-${size.width}.png`), fullPage })
    }
    await page.setViewportSize(before)
  }
}

/** Of the stories that share a folder, which one it is: «27-reply-»; the long one has the folder to itself. */
function storyName(): string {
  const [, name] = /^(\d\d-.+)\.e2e\.ts$/.exec(basename(expect.getState().testPath ?? '')) ?? []
  return name === undefined ? '' : `${name}-`
}

/** By the page's own choice of language, so that what is typed stays; false where it has none and speaks another. */
export async function speak(page: Page, language: string): Promise<boolean> {
  if ((await page.evaluate(() => document.documentElement.lang)) === language) return true
  const choice = page.locator('header select.lang')
  if ((await choice.count()) === 0) return false
  await choice.selectOption(language, { force: true })
  await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
  await page.waitForLoadState('networkidle')
  return true
}

/**
 * The camera of a story that is told with or without pictures; null when nobody asked for any.
 *
 * @param languages of the pictures; Kazakh unless told
 */
export function askedCamera(...languages: Language[]): Camera | null {
  const { SHOTS_DIR, SHOTS_WIDTH } = process.env
  if (SHOTS_DIR === undefined) return null
  const [first = 'kk', ...others] = languages
  return new Camera(
    SHOTS_DIR,
    [first, ...others],
    SHOTS_WIDTH === undefined ? undefined : Number(SHOTS_WIDTH),
  )
}

/** Images further down are fetched only when they are scrolled to; a picture of the whole page wants them all. */
async function imagesShown(): Promise<void> {
  const images = [...document.images].filter((image) => image.checkVisibility())
  for (const image of images) image.loading = 'eager'
  await Promise.all(images.map((image) => image.decode().catch(() => undefined)))
  await document.fonts.ready
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}
