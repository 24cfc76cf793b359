import jsQR from 'jsqr'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { type EgovMobileApp, openEgovMobileApp } from '../../pretend/egov-mobile/egov-mobile-app.ts'
import { dialog } from './acts.ts'
import type { KeyName } from './keys.ts'
import type { Story } from './story.ts'

/** Acts of a person who signs by eGov Mobile: the page, and eGov Mobile played over real sockets. */

export const egovMobileWindow = 'eGov Mobile арқылы QR көмегімен қол қою'
export const egovMobileSignIn = 'eGov Mobile арқылы кіру'

/** A browser under a finger, as the phone that has the app. */
export const underFinger = { hasTouch: true, isMobile: true } as const satisfies BrowserContextOptions

export const sendButton = (page: Page): Locator =>
  dialog(page, egovMobileWindow).getByRole('button', { name: 'Жіберу', exact: true })

/** §8.2: the window of the code. */
export async function openEgovMobileWindow(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'eGov Mobile арқылы QR көмегімен' }).check()
  await page.getByRole('button', { name: 'Қол қойып, жіберу' }).click()
  await dialog(page, egovMobileWindow).getByRole('img', { name: qrName }).waitFor()
}

export const qrName = 'eGov Mobile қосымшасына арналған QR-код'

/** Reads the code off the screen, as a camera does. */
export async function scan(page: Page): Promise<string> {
  const picture = page.locator('.qr-code:has(.qr-picture)')
  await picture.waitFor()
  const { width, height, data } = await pixelsOf(page, await picture.screenshot())
  const code = jsQR(Uint8ClampedArray.from(data), width, height)
  if (code === null) throw new Error('no code can be read on the screen')
  return code.data
}

/** What a link for the same phone hands to the app: the text a QR would have. */
export async function linked(link: Locator): Promise<string> {
  const address = new URL((await link.getAttribute('href')) ?? '')
  return `mobileSign:${address.searchParams.get('link')}`
}

/** The phone of the owner of this key, over the code. */
export async function egovMobileOf(
  story: Story,
  text: string,
  key: KeyName = 'gost',
): Promise<EgovMobileApp> {
  return openEgovMobileApp({ text, key: await story.keys.opened(key), now: () => story.world.context.now() })
}

async function pixelsOf(page: Page, png: Buffer): Promise<{ width: number; height: number; data: number[] }> {
  const blank = await page.context().newPage()
  try {
    return await blank.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const { width, height } = image
      const canvas = new OffscreenCanvas(width, height)
      const pen = canvas.getContext('2d')
      pen?.drawImage(image, 0, 0)
      return { width, height, data: [...(pen?.getImageData(0, 0, width, height).data ?? [])] }
    }, png.toString('base64'))
  } finally {
    await blank.close()
  }
}
