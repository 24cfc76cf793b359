import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { connect, connectPool } from './connect.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** A setting of the sessions that an address gives. */
async function settingOf(address: string, name: string): Promise<unknown> {
  const db = connect(address, { max: 1 })
  try {
    const { rows } = await db.executeQuery(CompiledQuery.raw('select current_setting($1) as value', [name]))
    return rows[0]
  } finally {
    await db.destroy()
  }
}

test('no session compiles its plans, whatever else its address asks for', async () => {
  const asking = `${database.appUrl}?options=${encodeURIComponent('-c enable_seqscan=off')}`
  expect(await settingOf(database.appUrl, 'jit')).toEqual({ value: 'off' })
  expect(await settingOf(asking, 'jit')).toEqual({ value: 'off' })
  expect(await settingOf(asking, 'enable_seqscan')).toEqual({ value: 'off' })
})

test('an operator who wants it in the address has it', async () => {
  const wanting = `${database.appUrl}?options=${encodeURIComponent('-c jit=on')}`
  expect(await settingOf(wanting, 'jit')).toEqual({ value: 'on' })
})

test('a pool waits for a free connection as long as it is told', async () => {
  const hasty = connectPool(database.appUrl, { max: 1, waitMs: 20 })
  const held = await hasty.connect()
  await expect(hasty.connect()).rejects.toThrow('timeout')
  held.release()
  ;(await hasty.connect()).release()
  await hasty.end()
})
