import { EmbeddedRefusal } from '../../db/embedded/embedded-refusal.ts'
import { MigrationRefusal } from '../../db/migrate.ts'
import type { Language } from '../../domain/language.ts'
import { MasterKeyRefused, SetupRefused } from '../../server/config.ts'
import { masterKey as en } from '../../words/en/master-key.ts'
import { setupRefusals as enSetup } from '../../words/en/setup-refusals.ts'
import { fill } from '../../words/fill.ts'
import { masterKey as kk } from '../../words/kk/master-key.ts'
import { setupRefusals as kkSetup } from '../../words/kk/setup-refusals.ts'
import { masterKey as ru } from '../../words/ru/master-key.ts'
import { setupRefusals as ruSetup } from '../../words/ru/setup-refusals.ts'

export const masterKeyWords = { kk, ru, en }
export const setupWords = { kk: kkSetup, ru: ruSetup, en: enSetup }

/** Why a world can't be opened, for the operator; null for a fault of ours. */
export function refusalWords(error: unknown, language: Language): string | null {
  if (error instanceof MasterKeyRefused) {
    const { problem, params = {} } = error.fault
    return fill(masterKeyWords[language][problem], params)
  }
  const said = setupWords[language]
  if (error instanceof SetupRefused) return fill(said[error.problem], error.params)
  if (error instanceof EmbeddedRefusal) return fill(said.embedded[error.code], error.params)
  if (error instanceof MigrationRefusal) return fill(said.migration[error.code], error.params)
  return null
}
