import { EmbeddedRefusal } from '../../db/embedded/embedded-refusal.ts'
import { MigrationRefusal } from '../../db/migrate.ts'
import type { Language } from '../../domain/language.ts'
import { ConfigRefused, MasterKeyRefused } from '../../server/config.ts'
import { masterKey as en } from '../../words/en/master-key.ts'
import { fill } from '../../words/fill.ts'
import { masterKey as kk } from '../../words/kk/master-key.ts'
import { masterKey as ru } from '../../words/ru/master-key.ts'
import { StartRefused } from '../start/start-settings.ts'

export const masterKeyWords = { kk, ru, en }

/** Why a world can't be opened, for the operator; null for a fault of ours. */
export function refusalWords(error: unknown, language: Language): string | null {
  if (error instanceof MasterKeyRefused) {
    const { problem, params = {} } = error.fault
    return fill(masterKeyWords[language][problem], params)
  }
  const told = [StartRefused, ConfigRefused, EmbeddedRefusal, MigrationRefusal]
  return error instanceof Error && told.some((kind) => error instanceof kind) ? error.message : null
}
