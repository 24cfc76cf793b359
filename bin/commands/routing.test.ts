import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { acceptMasterKey } from '../../server/master-key/accept-master-key.ts'
import { makeUnit, registeredAppeals } from '../../test/office.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import { main } from '../cli.ts'

let world: SignedWorld
let folder: string
beforeAll(async () => {
  world = await createSignedWorld()
  await makeUnit(world, 'legal')
  await registeredAppeals(world, await issueKey(world.authority), 2)
  folder = await mkdtemp(join(tmpdir(), 'otinish-routing-'))
  const { db, config, now } = world.context
  await acceptMasterKey(db, config.masterKey, now())
  vi.stubEnv('DATABASE_URL', world.database.appUrl)
  vi.stubEnv('DATABASE_OWNER_URL', world.database.ownerUrl)
  vi.stubEnv('FILES_URL', config.filesDir)
  vi.stubEnv('MASTER_KEY', Buffer.from(config.masterKey).toString('hex'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
  await world.close()
})
afterEach(() => void vi.restoreAllMocks())

async function routing(act: string, rules: unknown, ...more: string[]) {
  const file = join(folder, 'rules.json')
  await writeFile(file, JSON.stringify(rules))
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const exit = await main(['routing', act, ...(rules === null ? [] : [file]), ...more])
  const said = [...out.mock.calls, ...error.mock.calls].flat().join('\n')
  vi.restoreAllMocks()
  return { exit, said }
}

test.each([
  ['kk', 'late: ешқашан қолданылмайды', 'мұндай бөлімше жоқ: nowhere'],
  ['ru', 'late: не применится никогда', 'нет такого подразделения: nowhere'],
  ['en', 'late: never used', 'there is no such unit: nowhere'],
])('what is wrong with a list is said in %s, and it is not recorded', async (language, late, nowhere) => {
  const rules = [
    { code: 'all', unit: 'legal' },
    { code: 'late', unit: 'office', handing: 'byLoad' },
    { code: 'lost', unit: 'nowhere' },
  ]
  for (const act of ['check', 'import']) {
    const { exit, said } = await routing(act, rules, '--language', language)
    expect(exit).toBe(1)
    expect(said).toContain(late)
    expect(said).toContain(nowhere)
  }
  expect(await world.context.db.selectFrom('routing').selectAll().execute()).toEqual([])
})

test('a dry run counts what is in work; imported, it is written out as it was', async () => {
  const rules = [
    { code: 'mortgage', contractKinds: ['MORTGAGE'], unit: 'legal', handing: 'byTurn' },
    { code: 'rest', unit: 'office', handing: 'free' },
  ]
  const dry = await routing('check', rules, '--language', 'en')
  expect(dry.exit).toBe(0)
  expect(dry.said).toContain('mortgage: appeals in work now 0.')
  expect(dry.said).toContain('rest: appeals in work now 2.')
  const before = await world.context.db.selectFrom('appeal').select(['id', 'unit_id']).orderBy('id').execute()
  expect((await routing('import', rules, '--from', '2099-01-01', '--language', 'en')).said).toContain('2.')
  const after = await world.context.db.selectFrom('appeal').select(['id', 'unit_id']).orderBy('id').execute()
  expect(after).toEqual(before)
  expect(JSON.parse((await routing('export', null, '--from', '2099-01-02')).said)).toEqual(rules)
  expect(JSON.parse((await routing('export', null)).said)).toEqual([])
  expect((await routing('import', rules, '--from', '2020-01-01')).exit).toBe(1)
})
