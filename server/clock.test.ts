import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connect } from '../db/connect.ts'
import { createTestDatabase, type TestDatabase } from '../test/database.ts'
import { startClock } from './clock.ts'
import { ConfigRefused } from './config.ts'

let database: TestDatabase
let db: ReturnType<typeof connect>
beforeAll(async () => {
  database = await createTestDatabase()
  db = connect(database.appUrl)
  await db.insertInto('world').values({ demo: true, clock_offset_ms: null, made_at: new Date() }).execute()
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const at = Date.parse('2026-01-12T05:30:00Z')
const soon = { timeout: 20_000 }
const near = (clock: { now(): number }, instant: number) => Math.abs(clock.now() - instant) < 5000

test('moved in one process, the clock moves in another, and goes on from there', async () => {
  const web = await startClock(db, null, 20)
  const worker = await startClock(db, null, 20)
  expect(near(web, Date.now())).toBe(true)
  await web.moveTo(at)
  expect(near(web, at)).toBe(true)
  await vi.waitFor(() => expect(near(worker, at)).toBe(true), soon)
  const first = worker.now()
  await vi.waitFor(() => expect(worker.now()).toBeGreaterThan(first), soon)
  web.stop()
  worker.stop()
})

test('CLOCK starts it, and a process that starts later finds it', async () => {
  const web = await startClock(db, at + 86_400_000)
  const worker = await startClock(db, null)
  expect(near(worker, at + 86_400_000)).toBe(true)
  web.stop()
  worker.stop()
})

test('on a real database the clock is the real one, whatever the row or CLOCK say', async () => {
  await db.updateTable('world').set({ demo: false }).execute()
  const clock = await startClock(db, null)
  expect(near(clock, Date.now())).toBe(true)
  await expect(clock.moveTo(at)).rejects.toThrow(ConfigRefused)
  await expect(startClock(db, at)).rejects.toThrow(ConfigRefused)
  clock.stop()
})
