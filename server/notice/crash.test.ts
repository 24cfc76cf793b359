import type { ChildProcess } from 'node:child_process'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MailProcess, startMailProcess } from '../../test/mail-process.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import { killed, workerOf } from '../../test/worker-process.ts'
import { queueJob } from '../queue-job.ts'
import { registerDue } from '../registry/register.ts'
import { confirmAddress } from './notice-setting-store.ts'

let world: SignedWorld
let mail: MailProcess
let startWorker: () => ChildProcess
beforeAll(async () => {
  mail = await startMailProcess()
  world = await createSignedWorld('2026-01-12T05:00:00Z', { mail: mail.config })
  startWorker = await workerOf(world.context.config)
})
afterAll(async () => {
  await world.close()
  await mail.stop()
})

const address = 'crash@example.com'
const ids = async () => (await mail.mails(address)).map(({ messageId }) => messageId)
const patient = { timeout: 30_000, interval: 100 }

test('killed after the server took the mail and before that was written down: once more, under the same Message-ID, and never again', async () => {
  const { db } = world.context
  const { id } = world.people.aigerim
  await db.updateTable('person').set({ email: address }).where('id', '=', id).execute()
  await confirmAddress(db, id, address, world.context.now())
  const key = await issueKey(world.authority)
  await sendFree(world, await world.as(world.people.aigerim), key)
  await registerDue(world.context)

  // A mail is taken; writing that it was sent waits for the gate.
  const gate = new pg.Client({ connectionString: world.database.ownerUrl })
  await gate.connect()
  await gate.query('select pg_advisory_lock(42)')
  await gate.query(`
    create function wait_at_gate() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock_shared(42); return new; end $$;
    create trigger gate before update on mail for each row
      when (new.done_at is not null) execute function wait_at_gate()`)
  const first = startWorker()
  await expect.poll(ids, patient).toHaveLength(1)
  await killed(first)
  await gate.query('select pg_advisory_unlock(42)')

  const second = startWorker()
  try {
    // It is still the dead worker's, who can't be asked whether it went.
    for (let again = 0; again < 3; again += 1) await queueJob(db, 'send-mail', {})
    await expect.poll(() => leftJobs(), patient).toBe(0)
    expect(await ids()).toHaveLength(1)
    await gate.query('update mail set taken_until = $1', [new Date(Date.now() - 1)])
    await gate.end()
    const outcome = async () => {
      await queueJob(db, 'send-mail', {})
      return (await db.selectFrom('mail').select(['outcome']).execute()).map((row) => row.outcome)
    }
    await expect.poll(outcome, { timeout: 30_000, interval: 500 }).toEqual(['sent'])
    for (let again = 0; again < 3; again += 1) await queueJob(db, 'send-mail', {})
    await expect.poll(() => leftJobs(), patient).toBe(0)
  } finally {
    await killed(second)
  }
  const notices = await db.selectFrom('notice').select('id').execute()
  expect(await ids()).toEqual(Array(2).fill(`<${notices[0]?.id}@cabinet.example.kz>`))
})

async function leftJobs(): Promise<number> {
  const gate = new pg.Client({ connectionString: world.database.ownerUrl })
  await gate.connect()
  try {
    const { rows } = await gate.query(
      'select count(*)::int as left from graphile_worker._private_jobs where locked_by is null and attempts < max_attempts and run_at <= now()',
    )
    return rows[0]?.left ?? 0
  } finally {
    await gate.end()
  }
}
