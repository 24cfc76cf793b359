import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { connect } from '../../db/connect.ts'
import { registeredAppeals } from '../../test/office.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import { register as en } from '../../words/en/register.ts'
import { register as kk } from '../../words/kk/register.ts'
import { register as ru } from '../../words/ru/register.ts'
import { run } from './register.ts'

const languages = Object.entries({ kk, ru, en })
let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-01-30T05:00:00Z')
  await registeredAppeals(world, await issueKey(world.authority), 2)
  vi.stubEnv('DATABASE_URL', world.database.appUrl)
  vi.stubEnv('MASTER_KEY', Buffer.from(world.context.config.masterKey).toString('hex'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await world.close()
})
afterEach(() => void vi.restoreAllMocks())

async function register(...args: string[]): Promise<{ exit: number; out: string; error: string }> {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const exit = await run(args)
  const told = { exit, out: out.mock.calls.flat().join('\n'), error: error.mock.calls.flat().join('\n') }
  vi.restoreAllMocks()
  return told
}

test.each(languages)('whole books are told in %s with 0, a wrong one with 1', async (language, words) => {
  const whole = await register('check', '--language', language)
  expect(whole).toMatchObject({ exit: 0, error: '' })
  expect(whole.out).toContain(words.good)
  expect(whole.out).toContain(words.books.incoming)
  const owner = connect(world.database.ownerUrl)
  const number = async (from: number, to: number) =>
    await owner.updateTable('registration').set({ number: to }).where('number', '=', from).execute()
  await number(1, 7)
  const wrong = await register('check', '--year', '2026', '--language', language)
  await number(7, 1)
  await owner.destroy()
  expect(wrong.exit).toBe(1)
  expect(wrong.out).not.toContain(words.good)
  expect(wrong.error).toContain(words.wrong.missing)
  expect(wrong.error).toContain('№ 1'.replace('№', language === 'en' ? 'No.' : '№'))
})

test.each([
  [['check', '--year', 'x']],
  [['check', '--year', '1999']],
  [['check', '--language', 'de']],
  [['mend']],
  [[]],
])('%j is no order: 3', async (args) => {
  expect((await register(...args)).exit).toBe(3)
})
