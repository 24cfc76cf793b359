import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import { waitsForLock } from '../../test/waits-for-lock.ts'
import { recordDailyHeads } from '../appeal/daily-head.ts'
import { hashOf } from '../appeal/event-chain.ts'
import { appendEvent, asHistory, chainOf, columnsOf } from '../appeal/event-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { sweep } from '../process/sweep.ts'
import { verifyJournal } from './verify-journal.ts'

let world: SignedWorld
let key: OpenedKeyFile
let owner: ReturnType<typeof connect>
const ids: string[] = []
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  owner = connect(world.database.ownerUrl)
  key = await issueKey(world.authority)
  await sweep(world.context)
  for (const day of ['12', '13', '14']) {
    world.setNow(`2026-01-${day}T05:00:00Z`)
    ids.push(await send(), await send())
    await sweep(world.context)
  }
  world.setNow('2026-01-15T05:00:00Z')
  await sweep(world.context)
})
afterAll(async () => {
  await owner.destroy()
  await world.close()
})

const send = async (): Promise<string> =>
  (await sendFree(world, await world.as(world.people.aigerim), key)).body.id

/** What is found after this was done by somebody who may do everything; then all is as before. */
async function foundAfter(...tampering: RawBuilder<unknown>[]) {
  const undone = new Error('undone')
  let found: Awaited<ReturnType<typeof verifyJournal>> | undefined
  await owner
    .transaction()
    .execute(async (db) => {
      // What the database itself holds together is the first that goes.
      const keys = await sql<{ at: string; name: string }>`
        select conrelid::regclass::text as at, conname as name from pg_constraint
         where contype = 'f' and 'event'::regclass in (conrelid, confrelid)`.execute(db)
      for (const { at, name } of keys.rows) {
        await sql`alter table ${sql.ref(at)} drop constraint ${sql.ref(name)}`.execute(db)
      }
      for (const one of tampering) await one.execute(db)
      found = await verifyJournal({ db })
      throw undone
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error
    })
  return found?.fault
}

test('untouched, everything holds, and each day that ended has its head', async () => {
  const { fault, appeals, heads } = await verifyJournal({ db: world.context.db })
  expect({ fault, appeals, heads }).toEqual({ fault: null, appeals: 6, heads: 3 })
})

describe('somebody with all rights', () => {
  test('changes, moves or takes out an event: its appeal and place are named', async () => {
    const [first = ''] = [...ids].sort()
    const data = sql`update event set data = data || '{"x": 1}' where appeal_id = ${first} and seq = 2`
    expect(await foundAfter(data)).toEqual({ kind: 'event', appeal: first, seq: 2 })
    const time = sql`update event set occurred_at = occurred_at - interval '1 ms' where appeal_id = ${first} and seq = 1`
    expect(await foundAfter(time)).toEqual({ kind: 'event', appeal: first, seq: 1 })
    const gap = sql`delete from event where appeal_id = ${first} and seq = 1`
    expect(await foundAfter(gap)).toEqual({ kind: 'event', appeal: first, seq: 2 })
    const moved = sql`update event set appeal_id = ${ids.find((id) => id !== first)}, seq = 9, key = 'moved' where appeal_id = ${first} and seq = 2`
    // It left a gap in the first appeal by id, or, where it was the last one there, columns that say more.
    const events = await owner.selectFrom('event').select('seq').where('appeal_id', '=', first).execute()
    expect(await foundAfter(moved)).toEqual(
      events.length > 2
        ? { kind: 'event', appeal: first, seq: 3 }
        : { kind: 'column', appeal: first, column: expect.any(String) },
    )
  })

  test('changes what lists show: the column is named', async () => {
    const change = sql`update appeal set due_date = due_date + 1 where id = ${ids[0]}`
    expect(await foundAfter(change)).toEqual({ kind: 'column', appeal: ids[0], column: 'due_date' })
  })

  test('drops the newest events of a chain, columns and all: the leaf is left without its event', async () => {
    const id = ids[1] ?? ''
    const found = await foundAfter(
      sql`delete from event where appeal_id = ${id} and seq > 1`,
      sql`update appeal set status = 'sent', registration_date = '2026-01-12', register_code = null,
            register_year = null, number = null, due_date = null, company_acted_at = null, unit_id = null,
            routed_at = null where id = ${id}`,
    )
    expect(found).toEqual({ kind: 'leaf', date: '2026-01-12', appeal: id })
  })

  test('takes out, adds or changes a head or a leaf: the day is named', async () => {
    const leaf = sql`delete from journal_leaf where date = '2026-01-13' and appeal_id = ${ids[2]}`
    expect(await foundAfter(leaf)).toEqual({ kind: 'head', date: '2026-01-13' })
    const root = sql`update journal_head set root = ${'a'.repeat(64)} where date = '2026-01-12'`
    expect(await foundAfter(root)).toEqual({ kind: 'head', date: '2026-01-12' })
    const whole = [
      sql`delete from journal_leaf where date = '2026-01-13'`,
      sql`delete from journal_head where date = '2026-01-13'`,
    ]
    expect(await foundAfter(...whole)).toEqual({ kind: 'head', date: '2026-01-14' })
  })

  test('adds an appeal to a day that has its head, chain and columns as they should be: no head covers it', async () => {
    const appeal = '00000000-0000-4000-8000-000000000001'
    const [sent] = await chainOf(owner, ids[0] ?? '')
    if (sent === undefined) throw new Error('nothing was sent')
    const { hash: _, ...told } = { ...sent, appeal }
    const forged = { ...told, hash: hashOf(told) }
    const columns = columnsOf(asHistory([forged]))
    const found = await foundAfter(
      sql`insert into appeal select (jsonb_populate_record(appeal,
            ${JSON.stringify({ id: appeal, ...columns })}::jsonb)).*
            from appeal where id = ${ids[0]}`,
      sql`insert into event select (jsonb_populate_record(event,
            ${JSON.stringify({ appeal_id: appeal, hash: forged.hash })}::jsonb)).*
            from event where appeal_id = ${ids[0]} and seq = 1`,
    )
    expect(found).toEqual({ kind: 'late', appeal, seq: 1 })
  })
})

test('an event that is told with a time before the last midnight is recorded after it, and the next head has it', async () => {
  const { context } = world
  const id = ids[3] ?? ''
  const before = Date.parse('2026-01-13T18:00:00Z')
  await inTransaction(context.db, (trx) =>
    appendEvent(trx, {
      appealId: id,
      type: 'noted',
      occurredAt: before,
      recordedAt: before,
      actor: 'system',
      source: 'office',
      key: 'noted:late',
      data: { noteId: 'n' },
    }),
  )
  const last = (await chainOf(context.db, id)).at(-1)
  expect(last).toMatchObject({
    occurredAt: '2026-01-13T18:00:00.000Z',
    recordedAt: '2026-01-14T19:00:00.000Z',
  })
  expect((await verifyJournal(context)).fault).toBeNull()
  world.setNow('2026-01-16T05:00:00Z')
  await sweep(context)
  expect(await verifyJournal(context)).toMatchObject({ fault: null, heads: 4 })
  const leaf = await context.db
    .selectFrom('journal_leaf')
    .select('seq')
    .where('date', '=', '2026-01-15')
    .where('appeal_id', '=', id)
    .execute()
  expect(leaf).toEqual([{ seq: last?.seq }])
})

test('a head and an act on an appeal that moved that day wait for each other in no circle', async () => {
  const { context } = world
  const id = ids[4] ?? ''
  const noted = (key: string, at: string) => ({
    appealId: id,
    type: 'noted' as const,
    occurredAt: Date.parse(at),
    recordedAt: Date.parse(at),
    actor: 'system',
    source: 'office' as const,
    key,
    data: { noteId: 'n' },
  })
  world.setNow('2026-01-16T06:00:00Z')
  await inTransaction(context.db, (trx) => appendEvent(trx, noted('noted:day', '2026-01-16T06:00:00Z')))
  world.setNow('2026-01-16T19:00:01Z')
  let heads: Promise<number> | undefined
  await inTransaction(context.db, async (trx) => {
    // As every act does: the appeal first, and much later what is recorded.
    await trx.selectFrom('appeal').select('id').where('id', '=', id).forUpdate().execute()
    heads = recordDailyHeads(context)
    await heads
    await appendEvent(trx, noted('noted:held', '2026-01-16T18:59:59Z'))
  })
  expect(await heads).toBe(1)
  expect((await chainOf(context.db, id)).at(-1)?.recordedAt).toBe('2026-01-16T19:00:00.000Z')
  expect((await verifyJournal(context)).fault).toBeNull()
})

test('a head waits for who is recording, and nothing is recorded behind it meanwhile', async () => {
  const { context } = world
  const id = ids[4] ?? ''
  const evening = Date.parse('2026-01-17T18:59:59.900Z')
  world.setNow('2026-01-17T19:00:01Z')
  const noted = (key: string) => ({
    appealId: id,
    type: 'noted' as const,
    occurredAt: evening,
    recordedAt: evening,
    actor: 'system',
    source: 'office' as const,
    key,
    data: { noteId: 'n' },
  })
  let heads: Promise<number> | undefined
  await inTransaction(context.db, async (trx) => {
    await appendEvent(trx, noted('noted:slow'))
    heads = recordDailyHeads(context)
    // The head is not made while this one may still be undone.
    await waitsForLock(context.db)
    expect(await Promise.race([heads, 'waits'])).toBe('waits')
  })
  expect(await heads).toBe(1)
  const leaf = await context.db
    .selectFrom('journal_leaf')
    .selectAll()
    .where('date', '=', '2026-01-17')
    .where('appeal_id', '=', id)
    .executeTakeFirst()
  expect(leaf?.seq).toBe((await chainOf(context.db, id)).length)
  expect((await verifyJournal(context)).fault).toBeNull()
})
