import { DatabaseError } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { type Gate, startGate } from '../../test/gate.ts'
import { expectWithin } from '../../test/machine-pace.ts'
import { createWorld, type World } from '../../test/world.ts'
import { buildApp } from '../process/app.ts'
import { isOutage } from './outage.ts'

/** Of the web process; the statement's own limit is shorter here, so that the test is. */
const patience = { statementMs: 300, idleMs: 60_000 }
let world: World
let gate: Gate
let app: Awaited<ReturnType<typeof buildApp>>
let db: ReturnType<typeof connect>
beforeAll(async () => {
  world = await createWorld()
  const there = new URL(world.database.appUrl)
  gate = await startGate({ host: there.hostname, port: Number(there.port) })
  there.host = `127.0.0.1:${gate.port}`
  db = connect(there.href, { max: 3, patience })
  app = await buildApp({ ...world.context, db })
})
afterAll(async () => {
  await app.close()
  await gate.close()
  await db.destroy()
  await world.close()
})

const ask = async (language = 'kk') => {
  const headers = { 'accept-language': language }
  const answer = await app.inject({ url: '/api/calendar', headers })
  return { status: answer.statusCode, retry: answer.headers['retry-after'], body: answer.json() }
}
const bugs = async () => (await world.context.db.selectFrom('bug').select('id').execute()).length

describe('the database is away', () => {
  test.each(['refused', 'silent'] as const)(
    '%s: 503 in words, when to come again, a line of log and no bug',
    async (how) => {
      expect((await ask()).status).toBe(200)
      const lines = world.logged.length
      await gate.set(how)
      const away = await ask('ru')
      expect(away).toMatchObject({ status: 503, retry: '5', body: { code: 'unavailable' } })
      expect(away.body.title).toBe('Сейчас сервис не может ответить')
      const began = performance.now()
      const ready = await app.inject('/health/ready')
      expect(ready.statusCode).toBe(503)
      expectWithin(4000, performance.now() - began)
      expect(world.logged.slice(lines).map(({ message }) => message)).toEqual(['unavailable', 'not ready'])
      await gate.set('open')
      await expect.poll(async () => (await ask()).status, { timeout: 60_000 }).toBe(200)
      expect(await bugs()).toBe(0)
    },
  )
})

test('what is an outage, and what is a fault of ours', () => {
  const sql = (code: string) => Object.assign(new DatabaseError('x', 1, 'error'), { code })
  const system = (code: string) => Object.assign(new Error('x'), { code })
  // Starting, shutting down, killed, full, no memory, too many connections, read only, too slow, broken disk.
  for (const code of [
    '57P03',
    '57P01',
    '57P02',
    '53100',
    '53200',
    '53300',
    '25006',
    '57014',
    '58030',
    '08006',
  ]) {
    expect([code, isOutage(sql(code))]).toEqual([code, true])
  }
  for (const code of ['23505', '42601', '42501', '22P02', '40001', 'P0001']) {
    expect([code, isOutage(sql(code))]).toEqual([code, false])
  }
  for (const code of ['ECONNREFUSED', 'ENOSPC', 'EROFS', 'EACCES', 'EMFILE']) {
    expect([code, isOutage(system(code))]).toEqual([code, true])
  }
  for (const error of [system('ENOENT'), system('ERR_INVALID_ARG_TYPE'), new TypeError('x'), 'text', null]) {
    expect(isOutage(error)).toBe(false)
  }
  // Every address of a name was refused.
  expect(isOutage(new AggregateError([system('ECONNREFUSED'), system('ETIMEDOUT')]))).toBe(true)
  expect(isOutage(new AggregateError([system('ECONNREFUSED'), new TypeError('x')]))).toBe(false)
})
