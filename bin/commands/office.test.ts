import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { acceptMasterKey } from '../../server/master-key/accept-master-key.ts'
import { registerDue } from '../../server/registry/register.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import { main } from '../cli.ts'

let world: SignedWorld
let appeal: string
beforeAll(async () => {
  // The commands go by the machine's own clock.
  world = await createSignedWorld(new Date().toISOString())
  const { db, config, now } = world.context
  await acceptMasterKey(db, config.masterKey, now())
  vi.stubEnv('DATABASE_URL', world.database.appUrl)
  vi.stubEnv('DATABASE_OWNER_URL', world.database.ownerUrl)
  vi.stubEnv('FILES_URL', config.filesDir)
  vi.stubEnv('MASTER_KEY', Buffer.from(config.masterKey).toString('hex'))
  const client = await world.as(world.people.aigerim)
  appeal = (await sendFree(world, client, await issueKey(world.authority))).body.id
  // Sent out of hours it is registered on a later day.
  world.setNow(new Date(Date.now() + 14 * 86_400_000).toISOString())
  await registerDue(world.context)
  const executor = await world.as(world.people.otherExecutor)
  expect((await executor.ask(`POST /api/office/appeals/${appeal}/take-into-work`)).status).toBe(200)
  world.setNow(new Date().toISOString())
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await world.close()
})
afterEach(() => void vi.restoreAllMocks())

async function otinish(line: string, language = 'en'): Promise<{ exit: number; said: string }> {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const exit = await main([...line.split(' '), '--language', language])
  const said = [...out.mock.calls, ...error.mock.calls].flat().join('\n')
  vi.restoreAllMocks()
  return { exit, said }
}
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)

test('units are added, changed, listed and closed', async () => {
  const names = '--name-kk Есеп --name-ru Расчёты --name-en Accounts'
  expect(await otinish(`unit add --code accounts --below office ${names}`)).toEqual({
    exit: 0,
    said: 'The unit is open: accounts',
  })
  expect((await otinish(`unit add --code accounts ${names}`)).said).toContain(
    'There is a unit with this code',
  )
  expect((await otinish('unit change --code accounts --head saule')).said).toContain('can’t be the head')
  await otinish('unit change --code accounts --head gulnar')
  const listed = (await otinish('unit list')).said.split('\n')
  expect(listed[0]).toContain('office, Appeals unit')
  expect(listed[1]).toContain('accounts, Accounts, head: Бекова Г. Т.')
  expect((await otinish('unit close --code nothing')).exit).toBe(1)
  expect((await otinish('unit close --code accounts')).exit).toBe(0)
  expect((await otinish('unit list')).said).toContain('closed')
})

test('roles and units of somebody; the right lost gives the work back, and the doctor finds nothing', async () => {
  expect((await otinish('staff change --login askar --grant auditor')).said).toContain(
    'Roles: auditor, executor',
  )
  expect((await otinish('staff change --login admin --withdraw administrator')).said).toContain(
    'Nobody would be left to administer',
  )
  expect(await otinish('doctor --office')).toMatchObject({
    exit: 0,
    said: 'Open appeals: 1. Each has a unit and somebody who answers for it.',
  })
  // As it was before this rule: the executor lost the right, and holds it still.
  const withdrawn = {
    staff_id: world.people.otherExecutor.id,
    role: 'executor',
    change: 'withdrawn',
  } as const
  await world.context.db
    .insertInto('staff_role')
    .values({ ...withdrawn, changed_at: new Date() })
    .execute()
  const found = await otinish('doctor --office')
  expect(found).toMatchObject({ exit: 1, said: expect.stringContaining('reassign it') })
  await otinish('staff change --login askar --grant executor')
})

test('who answers for an appeal, today and while they are away', async () => {
  const who = (more = '') => otinish(`office who --appeal ${appeal}${more}`)
  expect((await who()).said).toContain('Who acts: Оспанов А. Н., executor')
  const added = await otinish(`absence add --login askar --deputy saule --from ${day(2)} --to ${day(4)}`)
  expect(added, added.said).toMatchObject({ exit: 0 })
  expect((await who(` --at ${day(3)}T12:00+05:00`)).said).toContain('Who acts: Иманбекова С. М., executor')
  expect((await who(` --at ${day(6)}T12:00+05:00`)).said).toContain('Who acts: Оспанов А. Н., executor')
  const listed = (await otinish('absence list')).said
  expect(listed).toContain('Оспанов А. Н.')
  const id = /\(([0-9a-f-]{36})\)/.exec(listed)?.[1]
  const twice = await otinish(
    `absence add --login askar --deputy saule --from ${day(4)} --to ${day(5)}`,
    'kk',
  )
  expect(twice).toMatchObject({ exit: 1, said: expect.stringContaining('Бұл күндерге жазба бар') })
  expect((await otinish(`absence cancel --id ${id}`)).exit).toBe(0)
  expect((await otinish('absence list', 'ru')).said).toBe('На сегодня и дальше записей нет.')
  expect((await otinish('office who --appeal 999999')).exit).toBe(1)
})

test('leaving: told first, done with --apply, and nothing is left', async () => {
  const told = await otinish('staff leave askar --heir saule')
  expect(told.said).toContain('handed over to Иманбекова С. М.')
  expect(told.said).toContain('This is a dry run')
  expect((await otinish('staff leave askar --heir saule --apply')).said).toContain('things: 1.')
  expect((await otinish('staff leave askar --apply')).said).toBe('askar: nothing is left to hand over.')
  expect((await otinish(`office who --appeal ${appeal}`)).said).toContain('Executor: Иманбекова С. М.')
  expect((await otinish('staff leave nobody')).exit).toBe(1)
})

test('wrong arguments are told the usage', async () => {
  for (const line of [
    'unit',
    'unit add',
    'absence add --login a',
    'office',
    'office who',
    'staff leave',
    'staff leave a --apply --dry-run',
  ]) {
    expect([line, (await otinish(line)).exit]).toEqual([line, 3])
  }
})
