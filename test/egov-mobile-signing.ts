import { expect } from 'vitest'
import type { OpenedKeyFile } from '../eds/pkcs12.ts'
import { type EgovMobileApp, openEgovMobileApp } from '../pretend/egov-mobile/egov-mobile-app.ts'
import type { PreparedLetter } from '../wire/appeal.ts'
import type { EgovMobileNews, EgovMobileSigning } from '../wire/egov-mobile.ts'
import { freeDraft } from './signed-world.ts'
import type { TestBrowser } from './test-browser.ts'
import type { World } from './world.ts'

/** A letter on the page with its code, and what has been done so far. */
export interface LetterCode {
  readonly draftId: string
  readonly letterId: string
  readonly code: EgovMobileSigning
}

/** A draft in free format with its letter prepared and a code open. */
export async function openLetterCode(
  browser: TestBrowser,
  contractId: string,
  subject?: string,
): Promise<LetterCode> {
  const { id: draftId } = await freeDraft(browser, contractId, subject)
  const { body } = await browser.ask<PreparedLetter>(`POST /api/drafts/${draftId}/letter`)
  return { draftId, letterId: body.letterId, code: await openCode(browser, draftId, body.letterId) }
}

/** A new code for a letter that is prepared. */
export async function openCode(
  browser: TestBrowser,
  draftId: string,
  letterId: string,
): Promise<EgovMobileSigning> {
  const { status, body } = await browser.ask<EgovMobileSigning>(
    `POST /api/drafts/${draftId}/egov-mobile-signing`,
    {
      body: { letterId },
    },
  )
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

/** The phone of the owner of this key, before a code. */
export function egovMobileBefore(
  world: World,
  code: Pick<EgovMobileSigning, 'qr'>,
  key: OpenedKeyFile,
  language: 'kk' | 'ru' | 'en' = 'kk',
): EgovMobileApp {
  return openEgovMobileApp({ text: code.qr, key, language, now: () => world.context.now() })
}

/** What the page hears when it asks. */
export async function newsOf(browser: TestBrowser, code: EgovMobileSigning): Promise<EgovMobileNews> {
  return (await browser.ask<EgovMobileNews>(`GET /api/egov-mobile-signings/${code.id}`)).body
}

/** The press of «Жіберу» for what the phone signed. */
export function pressSend(browser: TestBrowser, { draftId, letterId, code }: LetterCode, key?: string) {
  return browser.ask<{ id: string; coupon: string }>(`POST /api/drafts/${draftId}/signature`, {
    body: { letterId, method: 'egovQr', egovMobileSigningId: code.id },
    ...(key === undefined ? {} : { key }),
  })
}
