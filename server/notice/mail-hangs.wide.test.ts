import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HangingServer, startHanging } from '../../test/hanging-server.ts'
import { expectWithin } from '../../test/machine-pace.ts'
import { type MailProcess, startMailProcess } from '../../test/mail-process.ts'
import { plannedMails, waitingMails } from '../../test/mail-storm.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { MailConfig } from '../config.ts'
import { smtpMailer } from './mailer.ts'
import { sendDueMail } from './send-mail.ts'

/** Of one mail; shorter than a worker's, so that the test is. */
const patience = { wayMs: 2000, replyMs: 60_000 }
let outside: HangingServer
let real: MailProcess
let world: World
beforeAll(async () => {
  outside = await startHanging('dripping')
  real = await startMailProcess()
  world = await createWorld({ now: '2026-01-12T05:00:00Z', mail: real.config })
})
afterAll(async () => {
  await world.close()
  await outside.close()
  await real.stop()
})

const run = (mail: MailConfig, signal = new AbortController().signal) =>
  sendDueMail(
    { ...world.context, config: { ...world.context.config, mail } },
    smtpMailer(mail),
    signal,
    patience,
  )

test('a server that drips costs a mail its try: no transaction is open, others send the rest, and that one goes later', async () => {
  const wanted = await plannedMails(world, 8)
  const dripping = { ...real.config, smtpUrl: `smtp://127.0.0.1:${outside.port}` }
  const watch = new pg.Client({ connectionString: world.database.ownerUrl })
  await watch.connect()
  const open = async (): Promise<number> => {
    const { rows } = await watch.query<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in%'",
    )
    return rows[0]?.n ?? 0
  }
  const began = performance.now()
  let over = false
  const hanging = run(dripping).finally(() => {
    over = true
  })
  await expect.poll(() => outside.taken(), { timeout: 20_000 }).toBe(1)
  // While it drips, others send what is theirs: each mail is one sender's.
  expect(await run(real.config)).toBe(7)
  while (!over) {
    expect(await open()).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(await hanging).toBe(0)
  expectWithin(20_000, performance.now() - began)
  const { db } = world.context
  const failed = () =>
    db.selectFrom('mail').select(['attempts', 'last_error', 'taken_until']).where('done_at', 'is', null)
  expect(await failed().execute()).toEqual([{ attempts: 1, last_error: 'deadline', taken_until: null }])

  // Broken off by our own end: due as it was, at once.
  world.setNow('2026-01-13T05:00:00Z')
  const stopping = new AbortController()
  const broken = run(dripping, stopping.signal)
  await expect.poll(() => outside.taken(), { timeout: 20_000 }).toBe(2)
  stopping.abort(new Error('the worker stops'))
  await expect(broken).rejects.toThrow('the worker stops')
  expect(await failed().execute()).toEqual([{ attempts: 1, last_error: 'deadline', taken_until: null }])
  expect(await run(real.config)).toBe(1)
  expect(await waitingMails(world.context)).toBe(0)
  expect((await real.kept()).map(({ messageId }) => messageId).sort()).toEqual(wanted.toSorted())
  await watch.end()
}, 120_000)
