import { expect, test } from 'vitest'
import { EmbeddedRefusal } from '../../db/embedded/embedded-refusal.ts'
import { MigrationRefusal } from '../../db/migrate.ts'
import { languages } from '../../domain/language.ts'
import { MasterKeyRefused, readConfig, SetupRefused } from '../../server/config.ts'
import { readStartSettings } from '../start/start-settings.ts'
import { whyNot } from './command-world.ts'

const thrownBy = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was refused')
}
const settings = {
  DATABASE_URL: 'postgres://app@127.0.0.1/otinish',
  FILES_URL: 'file:///srv',
  MASTER_KEY: 'ab'.repeat(32),
}
const refused = Object.assign(new Error('no'), { code: 'ECONNREFUSED' })

test.each<[string, unknown, RegExp]>([
  ['a setting of the start', thrownBy(() => readStartSettings({ PORT: 'http' }, '/')), /http/],
  [
    'a start in production',
    thrownBy(() => readStartSettings({ NODE_ENV: 'production' }, '/')),
    /DATABASE_OWNER_URL/,
  ],
  [
    'a setting of every process',
    thrownBy(() => readConfig({ ...settings, EGOV_MOBILE: 'yes' })),
    /EGOV_MOBILE.*yes/,
  ],
  ['a setting left out', thrownBy(() => readConfig({ ...settings, FILES_URL: '' })), /FILES_URL/],
  ['a master key', new MasterKeyRefused({ problem: 'malformed' }), /MASTER_KEY_FILE/],
  ['migrations', new MigrationRefusal('too_late', { name: '0042-a.sql', last: '0050-b.sql' }), /0042.*0050/],
  [
    'migrations still to come',
    new SetupRefused('migrationsPending', { names: '0042-a.sql' }),
    /0042.*otinish migrate/,
  ],
  [
    'the embedded database',
    new EmbeddedRefusal('already_running', { pid: 7, file: '/x/lock' }),
    /7.*\/x\/lock/,
  ],
  ['a database out of reach', refused, /ECONNREFUSED.*DATABASE_URL/],
])('%s is refused in the language asked, with what it is about', (_, error, about) => {
  const said = languages.map((language) => whyNot(error, language))
  expect(new Set(said).size).toBe(languages.length)
  for (const text of said) expect(text).toMatch(about)
})
