import { readFile, writeFile } from 'node:fs/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import { toBase64 } from '../../eds/bytes.ts'
import { bundle } from '../../test/bundle.ts'
import { runFaults } from '../../test/kill-run/run-faults.ts'
import { createSignedWorld, freeDraft, issueKey, signDraft } from '../../test/signed-world.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { startWebProcess } from '../../test/web-process.ts'
import type { Sent } from '../../wire/appeal.ts'
import { recordDailyHeads } from '../appeal/daily-head.ts'
import { recordDemo } from '../setting/setting-store.ts'

// What the kill run looks at after its kills sees the fault that a lock prevents: the lock that keeps events out of a
// day that has its head (docs/decisions/0040).

const lock = /pg_advisory_xact_lock_shared\(\$\{headLock\d*\}\)/

/** The web process without that lock. */
async function withoutLock(): Promise<string> {
  const program = await bundle('server/process/web.ts')
  const text = await readFile(program, 'utf8')
  expect(text.match(new RegExp(lock, 'g'))).toHaveLength(1)
  await writeFile(program, text.replace(lock, '1'))
  return program
}

test.each([
  { name: 'with its locks', program: async () => undefined, faults: [] },
  { name: 'with a lock taken out', program: withoutLock, faults: [expect.stringContaining('"kind":"late"')] },
])(
  'an appeal sent over midnight, by a process $name',
  async ({ program, faults }) => {
    const world = await createSignedWorld('2026-01-12T18:50:00Z')
    onTestFinished(() => world.close())
    const { context, people, authority, contracts } = world
    const roots = {
      anchors: authority.anchors.map(toBase64),
      intermediates: authority.intermediates.map(toBase64),
    }
    await recordDemo(context.db, 'trust.demo', roots, context.now())
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const web = await startWebProcess(world, port, origin, await program())
    onTestFinished(() => web.stop())
    await web.ready()
    const me = new TestBrowser(origin, Object.fromEntries((await world.as(people.aigerim)).cookies))
    const draft = await freeDraft(me, contracts.rent)
    const body = await signDraft(world, me, draft.id, await issueKey(authority))

    // The press gets as far as its event, and waits there while the day ends.
    const gate = new pg.Client({ connectionString: world.database.ownerUrl })
    await gate.connect()
    onTestFinished(() => gate.end())
    await gate.query('begin')
    await gate.query('lock table event in share mode')
    const press = me.ask<Sent>(`POST /api/drafts/${draft.id}/signature`, { body })
    const heldUp = async () =>
      (await gate.query("select 1 from pg_locks where not granted and relation = 'event'::regclass")).rowCount
    await expect.poll(heldUp, { timeout: 60_000 }).toBe(1)
    world.setNow('2026-01-12T19:00:05Z')
    const head = recordDailyHeads(context)
    const made = await Promise.race([
      head.then(() => true),
      new Promise((resolve) => setTimeout(resolve, 2000)),
    ])
    // With the lock the head waits for the press, so that it can cover it.
    expect(made === true).toBe(faults.length > 0)
    await gate.query('rollback')
    const { status, body: sent } = await press
    expect([status, await head]).toEqual([200, 1])

    const { id, coupon } = sent
    const acknowledged = { sent: [{ id, coupon, fileId: null }], answered: [], refused: [], brokenOff: [] }
    expect(await runFaults(context, acknowledged)).toEqual(faults)
  },
  180_000,
)
