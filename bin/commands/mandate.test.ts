import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { acceptMasterKey } from '../../server/master-key/accept-master-key.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { ContractRow } from '../../wire/contract.ts'
import { main } from '../cli.ts'

let world: World
let person: string
let party: string
beforeAll(async () => {
  world = await createWorld({ demo: false })
  const { db, config, now } = world.context
  await acceptMasterKey(db, config.masterKey, now())
  vi.stubEnv('DATABASE_URL', world.database.appUrl)
  vi.stubEnv('DATABASE_OWNER_URL', world.database.ownerUrl)
  vi.stubEnv('FILES_URL', config.filesDir)
  vi.stubEnv('MASTER_KEY', Buffer.from(config.masterKey).toString('hex'))
  person = world.people.daniyar.iin
  party = world.people.coTenant.iin
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await world.close()
})
afterEach(() => void vi.restoreAllMocks())

async function otinish(...args: string[]): Promise<{ exit: number; said: string }> {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const exit = await main(['mandate', ...args])
  const said = [...out.mock.calls, ...error.mock.calls].flat().join('\n')
  vi.restoreAllMocks()
  return { exit, said }
}
const add = (...more: string[]) =>
  otinish('add', '--person', person, '--party', party, '--basis', 'Сенімхат «№ 12"»', ...more)
const end = (last: string, language = 'en') =>
  otinish('end', '--person', person, '--party', party, '--to', last, '--language', language)

async function contractsOn(day: string): Promise<number> {
  world.setNow(`${day}T12:00:00+05:00`)
  const browser = await world.as(world.people.daniyar)
  return (await browser.ask<{ contracts: ContractRow[] }>('GET /api/contracts')).body.contracts.length
}

test('a mandate is entered once, opens the other’s contracts, and is taken back by a day', async () => {
  const from = ['--from', '2026-02-01', '--language', 'en']
  const line = `${person} for ${party}, from 2026-02-01 on.`
  expect(await add(...from)).toEqual({ exit: 0, said: `The mandate is entered: ${line}` })
  expect(await add(...from)).toEqual({ exit: 0, said: `This mandate is there already: ${line}` })
  expect([await contractsOn('2026-01-31'), await contractsOn('2026-02-01')]).toEqual([1, 2])
  expect(await contractsOn('2026-03-11')).toBe(2)

  const days = `${person} for ${party}, 2026-02-01 – 2026-03-10.`
  expect(await end('2026-03-10')).toEqual({ exit: 0, said: `The mandate is taken back: ${days}` })
  expect(await end('2026-03-10')).toEqual({ exit: 0, said: `The mandate had ended already: ${days}` })
  expect([await contractsOn('2026-03-10'), await contractsOn('2026-03-11')]).toEqual([2, 1])

  // Neither a later day nor the first command again makes it longer.
  expect(await end('2026-12-31')).toMatchObject({ exit: 0, said: expect.stringContaining('already') })
  expect(await add(...from)).toEqual({ exit: 0, said: `This mandate is there already: ${days}` })
  const longer = await add('--to', '2026-12-31', ...from)
  expect(longer).toMatchObject({ exit: 1, said: expect.stringContaining('ends on 2026-03-10') })
  for (const number of [person, party]) {
    const listed = await otinish('list', '--number', number, '--language', 'en')
    expect(listed.said).toBe(`${person}\t${party}\t2026-02-01 – 2026-03-10\tСенімхат «№ 12"»`)
  }
})

test('a correction is told; all that is open or to come is taken back at once', async () => {
  const next = ['--from', '2027-01-01', '--language', 'en']
  await add(...next)
  expect((await add('--to', '2027-12-31', ...next)).said).toBe(
    `The mandate is changed: ${person} for ${party}, 2027-01-01 – 2027-12-31.`,
  )
  await add('--from', '2026-06-01')
  expect(await end('2026-07-01')).toEqual({
    exit: 0,
    said: [
      `The mandate is taken back: ${person} for ${party}, 2026-06-01 – 2026-07-01.`,
      `The mandate is taken back: ${person} for ${party}, from 2027-01-01 on, taken back before it began.`,
    ].join('\n'),
  })
  expect(await contractsOn('2026-07-01')).toBe(2)
  for (const day of ['2026-07-02', '2026-12-31', '2027-01-01']) expect(await contractsOn(day)).toBe(1)
})

test.each([
  ['kk', 'Өкілеттіктің соңғы күні бірінші күнінен бұрын', 'өкілеттігі жоқ'],
  ['ru', 'Последний день полномочий раньше первого', 'нет полномочий'],
  ['en', 'The last day of the mandate is before its first', 'has no mandate'],
])('what is wrong is said in %s', async (language, dates, none) => {
  const said = ['--from', '2026-05-02', '--to', '2026-05-01', '--language', language]
  expect(await add(...said)).toMatchObject({ exit: 1, said: expect.stringContaining(dates) })
  const other = await otinish(
    'end',
    '--person',
    party,
    '--party',
    person,
    '--to',
    '2026-05-01',
    '--language',
    language,
  )
  expect(other).toMatchObject({ exit: 1, said: expect.stringContaining(none) })
})

test('wrong arguments are told the usage', async () => {
  for (const args of [
    [],
    ['add'],
    ['end', '--person', person, '--party', party, '--to', 'tomorrow'],
    ['list', 'x'],
  ]) {
    const { exit, said } = await otinish(...args)
    expect([exit, said]).toEqual([3, expect.stringContaining('otinish mandate end')])
  }
})
