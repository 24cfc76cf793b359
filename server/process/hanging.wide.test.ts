import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { type HangingServer, startHanging } from '../../test/hanging-server.ts'
import { expectWithin } from '../../test/machine-pace.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import { killed, workerOf } from '../../test/worker-process.ts'
import { confirmAddress } from '../notice/notice-setting-store.ts'
import { queueJob } from '../queue-job.ts'

/** Monday, 10:00 in Astana. */
const start = Date.parse('2026-01-12T05:00:00Z')

describe.each(['silent', 'dripping'] as const)('everybody outside is %s', (how) => {
  let outside: HangingServer
  let world: SignedWorld
  let key: OpenedKeyFile
  let startWorker: () => ChildProcess
  beforeAll(async () => {
    outside = await startHanging(how)
    const url = `http://127.0.0.1:${outside.port}`
    world = await createSignedWorld(new Date(start).toISOString(), {
      clamav: { host: '127.0.0.1', port: outside.port },
      authority: { ocsp: `${url}/ocsp`, lists: [`${url}/a.crl`, `${url}/b.crl`], tsp: `${url}/tsp` },
      mail: { smtpUrl: `smtp://127.0.0.1:${outside.port}`, from: 'a@example.kz', playedDir: null },
    })
    const { db } = world.context
    const { id } = world.people.aigerim
    await db
      .updateTable('world')
      .set({ clock_offset_ms: start - Date.now() })
      .execute()
    await db.updateTable('person').set({ email: 'a@example.com' }).where('id', '=', id).execute()
    await confirmAddress(db, id, 'a@example.com', start)
    key = await issueKey(world.authority)
    startWorker = await workerOf(world.context.config)
  })
  afterAll(async () => {
    await world.close()
    await outside.close()
  })

  const send = async (): Promise<string> =>
    (await sendFree(world, await world.as(world.people.aigerim), key)).body.id

  async function statusOf(id: string): Promise<string | undefined> {
    const { db } = world.context
    return (await db.selectFrom('appeal').select('status').where('id', '=', id).executeTakeFirst())?.status
  }

  /** Work of every kind that asks somebody, far more of it than the worker has places. */
  async function pileUp(): Promise<void> {
    const { db } = world.context
    await db
      .updateTable('file')
      .set({ scan: 'pending', scan_due_at: new Date(start) })
      .execute()
    for (let n = 0; n < 20; n += 1) {
      for (const job of ['scan-files', 'check-revocation', 'stamp-signatures', 'send-mail'] as const)
        await queueJob(db, job, {})
    }
  }

  const heldJobs = async (): Promise<string[]> => {
    const { rows } = await sql<{ by: string }>`
      select distinct locked_by as by from graphile_worker.jobs where locked_by is not null`.execute(
      world.context.db,
    )
    return rows.map(({ by }) => by)
  }

  test('registrations come within five seconds, the worker ends within ten, and what a killed one held goes on', async () => {
    const first = await Promise.all([send(), send(), send()])
    await pileUp()
    const worker = startWorker()
    const within = { timeout: 60_000, interval: 100 }
    for (const id of first) await expect.poll(() => statusOf(id), within).toBe('registered')
    await expect.poll(() => outside.taken(), within).toBeGreaterThan(2)
    for (let n = 0; n < 3; n += 1) {
      const id = await send()
      await pileUp()
      const sent = performance.now()
      await expect.poll(() => statusOf(id), { timeout: 60_000, interval: 50 }).toBe('registered')
      expectWithin(5000, performance.now() - sent)
    }

    // Killed while it waits for somebody. It gives an address up after one silence, so there are moments when it waits
    // for nobody: more work comes until it is seen waiting.
    let held: string[] = []
    const seenWaiting = async (): Promise<number> => {
      held = await heldJobs()
      if (held.length === 0) await pileUp()
      return held.length
    }
    await expect.poll(seenWaiting, within).toBeGreaterThan(0)
    await killed(worker)
    const next = startWorker()
    const stillHeld = async () => (await heldJobs()).filter((by) => held.includes(by))
    await expect.poll(stillHeld, within).toEqual([])
    const id = await send()
    await expect.poll(() => statusOf(id), within).toBe('registered')

    const told = performance.now()
    next.kill('SIGTERM')
    await once(next, 'exit')
    expectWithin(10_000, performance.now() - told)
  }, 360_000)
})
