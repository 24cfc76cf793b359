import type { z } from 'zod'
import type { Language } from '../../domain/language.ts'
import type { Consent } from '../../wire/profile.ts'
import type { Asker, Context } from '../context.ts'
import { HttpRefused } from '../refused.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { recordConsent } from './consent-store.ts'
import { showConsent } from './show-consent.ts'

/**
 * docs/domain.md 2.3: the client agrees to the version that was shown. Throws 409 `consent_changed` when another
 * version has come into force since: nobody agrees to what they have not seen.
 */
export async function giveConsent(
  context: Context,
  asker: Asker,
  { version, language }: { version: string; language: Language },
): Promise<z.input<typeof Consent>> {
  const text = (await currentSettings(context))['consent.personalData']
  if (text?.version !== version) throw new HttpRefused(409, 'consent_changed')
  await recordConsent(context.db, asker.id, { version, language, givenAt: context.now() })
  return await showConsent(context, asker)
}
