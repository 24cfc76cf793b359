import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { acceptMasterKey } from '../../server/master-key/accept-master-key.ts'
import { createWorld, type World } from '../../test/world.ts'
import { main } from '../cli.ts'

let world: World
let folder: string
beforeAll(async () => {
  world = await createWorld({ demo: false })
  folder = await mkdtemp(join(tmpdir(), 'otinish-settings-'))
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

async function imported(value: number, language: string): Promise<{ exit: number; said: string }> {
  const file = join(folder, 'company.json')
  const settings = [{ key: 'files.maxBytesPerFile', validFrom: '2026-01-01', value }]
  await writeFile(file, JSON.stringify({ settings }))
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const exit = await main(['settings', 'import', file, '--language', language])
  return { exit, said: [...out.mock.calls, ...error.mock.calls].flat().join('\n') }
}

test.each([
  ['kk', 'ең көбі 5242880'],
  ['ru', 'не больше 5242880'],
  ['en', 'at most 5242880'],
])('§7: a file may not be larger than the guide allows, said in %s', async (language, words) => {
  const { exit, said } = await imported(5_242_881, language)
  expect(exit).toBe(1)
  expect(said).toContain(`files.maxBytesPerFile: ${words}`)
})

test('the largest itself, and less, is taken', async () => {
  expect(await imported(5_242_880, 'en')).toMatchObject({ exit: 0 })
  expect((await imported(1_048_576, 'en')).said).toContain('Settings recorded: 1.')
})
