import { afterAll, beforeAll, expect, test } from 'vitest'
import { registeredAppeals } from '../../test/office.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import { recordRole } from '../person/role-store.ts'
import { staffAsker } from '../person/staff-asker-store.ts'
import { openBook } from './open-book.ts'

let world: SignedWorld
beforeAll(async () => {
  world = await createSignedWorld('2026-01-30T05:00:00Z')
  await registeredAppeals(world, await issueKey(world.authority), 4)
})
afterAll(() => world.close())

test('who took it away is told at the beginning and at the end; a role that is gone gives no more of it', async () => {
  const { context, people } = world
  const security = () =>
    world.logged.filter(({ message, act }) => message === 'security' && /book/.test(`${act}`))
  const before = security().length
  const registrar = await world.as(people.registrar)
  await registrar.ask('GET /api/office/books/incoming/file?format=csv')
  expect(security().slice(before)).toMatchObject([
    { act: 'bookExported', rows: 4 },
    { act: 'bookExportEnded', rows: 4, given: 4 },
  ])
  const asker = await staffAsker(context.db, people.auditor.id, context.now())
  if (asker === null) throw new Error('no auditor')
  const query = { format: 'csv', year: undefined, month: undefined, mark: undefined } as const
  const answer = await openBook(context, asker, 'incoming', query, 'kk')
  const role = { staffId: people.auditor.id, role: 'auditor' } as const
  await recordRole(context.db, { ...role, change: 'withdrawn' }, null, context.now())
  const read = async () => {
    let text = ''
    if ('stream' in answer) for await (const piece of answer.stream) text += piece
    return text
  }
  await expect(read()).rejects.toThrow('role_not_allowed')
  expect(security().at(-1)).toMatchObject({ act: 'bookExportEnded', given: 0 })
  await recordRole(context.db, { ...role, change: 'granted' }, null, context.now())
})
