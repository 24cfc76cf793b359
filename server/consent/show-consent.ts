import type { z } from 'zod'
import type { Consent } from '../../wire/profile.ts'
import type { Asker, Context } from '../context.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { consentsOf, type GivenConsent } from './consent-store.ts'

/**
 * The text in force today with what the client agreed to; `needed` is what the door asks too (docs/domain.md 2.3).
 */
export async function showConsent(context: Context, asker: Asker): Promise<z.input<typeof Consent>> {
  const text = (await currentSettings(context))['consent.personalData']
  const given = await consentsOf(context.db, asker.id)
  return {
    text,
    needed: text !== null && !given.some(({ version }) => version === text.version),
    given: given.map(consentRow),
  }
}

/** An agreement as it crosses HTTP. */
export function consentRow({ version, language, givenAt }: GivenConsent) {
  return { version, language, givenAt: new Date(givenAt).toISOString() }
}
