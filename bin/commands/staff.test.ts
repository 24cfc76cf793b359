import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { acceptMasterKey } from '../../server/master-key/accept-master-key.ts'
import { createWorld, type World } from '../../test/world.ts'
import { staff as en } from '../../words/en/staff.ts'
import { fill } from '../../words/fill.ts'
import { staff as kk } from '../../words/kk/staff.ts'
import { main } from '../cli.ts'

const iin = '900101300017'
let world: World
beforeAll(async () => {
  world = await createWorld({ demo: false })
  const { db, config, now } = world.context
  await acceptMasterKey(db, config.masterKey, now())
  vi.stubEnv('DATABASE_URL', world.database.appUrl)
  vi.stubEnv('DATABASE_OWNER_URL', world.database.ownerUrl)
  vi.stubEnv('FILES_URL', config.filesDir)
  vi.stubEnv('MASTER_KEY', Buffer.from(config.masterKey).toString('hex'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await world.close()
})
afterEach(() => void vi.restoreAllMocks())

async function otinish(...args: string[]): Promise<{ exit: number; said: string }> {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const exit = await main(['staff', ...args])
  const said = [...out.mock.calls, ...error.mock.calls].flat().join('\n')
  vi.restoreAllMocks()
  return { exit, said }
}
const add = (login: string, number: string, language = 'en') => {
  const person = ['--name', 'Жаңа Қызметкер', '--role', 'executor']
  return otinish('add', '--login', login, '--iin', number, '--language', language, ...person)
}
const passwordIn = (said: string) => {
  const found = / ([a-z2-9]{4}(?:-[a-z2-9]{4}){3})$/m.exec(said)?.[1]
  if (found === undefined) throw new Error(`no password in ${said}`)
  return found
}
const lineOf = async (login: string) => {
  const { said } = await otinish('list', '--language', 'en')
  return said.split('\n').find((line) => line.startsWith(`${login}\t`))
}

test('an IIN is entered with somebody, checked, one account each, and listed half hidden', async () => {
  expect(await add('zhana', '900101300018', 'kk')).toEqual({ exit: 1, said: `otinish staff: ${kk.iin}` })
  const { exit, said } = await add('zhana', iin)
  expect([exit, said]).toEqual([0, expect.stringContaining(fill(en.added, { login: 'zhana' }))])
  // The program makes the password, and shows it once; so it does for a new one.
  const first = passwordIn(said)
  const reset = await otinish('reset-password', '--login', 'zhana', '--language', 'en')
  expect([reset.exit, passwordIn(reset.said) === first]).toEqual([0, false])
  expect(await add('ekinshi', iin)).toEqual({ exit: 1, said: `otinish staff: ${en.iin_taken}` })
  const line = await lineOf('zhana')
  expect(line).toContain('\t9001••••0017')
  expect(line).not.toContain(iin)
})

test('it is taken away and given to somebody else', async () => {
  const english = ['--language', 'en']
  const set = (login: string, number: string) =>
    otinish('set-iin', '--login', login, '--iin', number, ...english)
  expect(await set('askar', iin)).toMatchObject({ exit: 1, said: `otinish staff: ${en.iin_taken}` })
  expect(await otinish('remove-iin', '--login', 'zhana', ...english)).toEqual({
    exit: 0,
    said: fill(en.iinRemoved, { login: 'zhana' }),
  })
  expect(await set('askar', iin)).toEqual({ exit: 0, said: fill(en.iinSet, { login: 'askar' }) })
  expect(await lineOf('zhana')).not.toContain('••••')
  expect(await lineOf('askar')).toContain('\t9001••••0017')
  expect(await set('nobody', iin)).toMatchObject({ exit: 1, said: `otinish staff: ${en.login_unknown}` })
  // Without a number nothing is taken away by mistake.
  expect(await otinish('set-iin', '--login', 'askar', ...english)).toMatchObject({ exit: 1 })
  expect(await lineOf('askar')).toContain('\t9001••••0017')
})
