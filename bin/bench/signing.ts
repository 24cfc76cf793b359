import { type Browser, chromium, type Page } from 'playwright-core'
import { createAuthority } from '../../pretend/certification-authority/authority.ts'
import { ensureBrowser } from '../testing/browser.ts'
import { type Figure, quantile, round } from './figures.ts'
import { onStage } from './stage.ts'

const now = '2026-06-10T05:00:00Z'
const iin = '921125270019'
/** Each in a page of its own: nobody signs twice with warm code. */
const pages = 7

/**
 * Signing in Chromium: in the built key-file window, from the press on its button to the CMS in the page. Reading the
 * file and opening the key are in it.
 */
export async function signingFigures(): Promise<Figure[]> {
  const authority = await createAuthority({ now: new Date(now) })
  return await onStage(async ({ origin }) => {
    const browser = await chromium.launch({ executablePath: ensureBrowser() })
    try {
      const figures: Figure[] = []
      for (const algorithm of ['rsa', 'gost2015'] as const) {
        const key = await authority.issuePersonKey({
          surname: 'Сапарова',
          givenName: 'Айгерім',
          iin,
          algorithm,
          purpose: 'sign',
          notBefore: new Date('2026-01-01T00:00:00Z'),
          notAfter: new Date('2027-01-01T00:00:00Z'),
          password: 'Qwerty12',
        })
        const prefix = algorithm === 'rsa' ? 'RSA256' : 'GOST512'
        const times: number[] = []
        for (let n = 0; n < pages; n += 1)
          times.push(await signOnce(browser, origin, `${prefix}_x.p12`, Buffer.from(key.p12)))
        figures.push({
          name: `signing in the browser, ${algorithm === 'rsa' ? 'RSA' : 'GOST R 34.10-2015'}`,
          value: round(quantile(times, 0.5), 0),
          unit: 'ms, median, first in a page',
          budget: 200,
          from: { slowestMs: round(Math.max(...times), 0), letterBytes },
        })
      }
      return figures
    } finally {
      await browser.close()
    }
  })
}

const letterBytes = 45_000

async function signOnce(browser: Browser, origin: string, name: string, file: Buffer): Promise<number> {
  const context = await browser.newContext({ locale: 'kk-KZ' })
  try {
    const page = await context.newPage()
    await page.goto(origin)
    await openWindow(page)
    const frame = page.frameLocator('iframe.measured')
    await frame.locator('#file').setInputFiles({ name, mimeType: '', buffer: file })
    await frame.locator('#password').fill('Qwerty12')
    const began = await frame.locator('#submit').evaluate((button: HTMLElement) => {
      const at = performance.timeOrigin + performance.now()
      button.click()
      return at
    })
    const ended = await page.evaluate(() => (window as unknown as { signedAt: Promise<number> }).signedAt)
    return ended - began
  } finally {
    await context.close()
  }
}

/** Puts the window's frame into the site's first page and asks it as our page does (web/signing/key-file.ts). */
async function openWindow(page: Page): Promise<void> {
  const request = { purpose: 'letter', now, language: 'kk', expectIin: iin }
  await page.evaluate(
    ({ request, length }) => {
      const frame = document.createElement('iframe')
      frame.setAttribute('sandbox', 'allow-scripts')
      frame.className = 'measured'
      const { port1, port2 } = new MessageChannel()
      const signedAt = new Promise<number>((resolve, reject) => {
        port1.onmessage = ({ data }) => {
          if ('signed' in data) resolve(performance.timeOrigin + performance.now())
          if ('refused' in data) reject(new Error(data.refused))
        }
      })
      Object.assign(window, { signedAt })
      window.addEventListener(
        'message',
        ({ source }) => {
          if (source === null || source !== frame.contentWindow) return
          const content = new Uint8Array(length)
          content.set(new TextEncoder().encode('%PDF-1.7'))
          frame.contentWindow.postMessage({ ...request, content }, '*', [port2])
        },
        { once: true },
      )
      frame.src = '/signer/signer.html'
      document.body.append(frame)
    },
    { request, length: letterBytes },
  )
}
