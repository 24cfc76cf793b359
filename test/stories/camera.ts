import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Language } from '../../domain/language.ts'
import { desk, phone } from './story.ts'

/** Takes numbered pictures of the way, each at the widths asked for: `07-payment-by-details-1280.png`. */
export class Camera {
  readonly #folder: string
  readonly #sizes: readonly { width: number; height: number }[]
  #taken = 0

  /** @param width 1280 or 360; both unless told */
  constructor(folder: string, width?: number) {
    this.#folder = folder
    this.#sizes = [desk, phone].filter((size) => width === undefined || size.width === width)
  }

  /** The whole page; of a page with a window open, what is seen without scrolling. */
  async shoot(page: Page, name: string): Promise<void> {
    this.#taken += 1
    await mkdir(this.#folder, { recursive: true })
    const before = page.viewportSize() ?? desk
    for (const size of this.#sizes) {
      await page.setViewportSize(size)
      await page.evaluate(imagesShown)
      const file = `${String(this.#taken).padStart(2, '0')}-${name}-${size.width}.png`
      const fullPage = (await page.locator('dialog[open]').count()) === 0
      await page.screenshot({ path: join(this.#folder, file), fullPage })
    }
    await page.setViewportSize(before)
  }
}

/**
 * The camera of a story that is told with or without pictures; null when nobody asked for any. Other languages have
 * a folder each.
 */
export function askedCamera(language: Language = 'kk'): Camera | null {
  const { SHOTS_DIR, SHOTS_WIDTH } = process.env
  if (SHOTS_DIR === undefined) return null
  const folder = language === 'kk' ? SHOTS_DIR : join(SHOTS_DIR, language)
  return new Camera(folder, SHOTS_WIDTH === undefined ? undefined : Number(SHOTS_WIDTH))
}

/** Images further down are fetched only when they are scrolled to; a picture of the whole page wants them all. */
async function imagesShown(): Promise<void> {
  const images = [...document.images].filter((image) => image.checkVisibility())
  for (const image of images) image.loading = 'eager'
  await Promise.all(images.map((image) => image.decode().catch(() => undefined)))
  await document.fonts.ready
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}
