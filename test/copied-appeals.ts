import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { OpenedKeyFile } from '../eds/pkcs12.ts'
import { type ChainedEvent, firstPrevious, hashOf } from '../server/appeal/event-chain.ts'
import { chainOf } from '../server/appeal/event-store.ts'
import type { Context } from '../server/context.ts'
import { registeredAppeals } from './office.ts'
import type { SignedWorld } from './signed-world.ts'

/**
 * Makes registered appeals by copying one that was sent, signed and registered: it takes a tenth of the time. That one
 * must stay as it is: on the registrar's desk.
 */
export async function copiesOfOne(
  world: SignedWorld,
  key: OpenedKeyFile,
): Promise<(many: number) => Promise<string[]>> {
  const [source = ''] = await registeredAppeals(world, key, 1)
  return (many) => copyAppeal(world.context, source, many)
}

/**
 * So many appeals as this registered one is, with numbers and whole chains of their own, for tests that need more than
 * can be sent in their time. They share its files. Answers their ids.
 */
export async function copyAppeal({ db }: Context, source: string, many: number): Promise<string[]> {
  const { number } = await db
    .selectFrom('coupon')
    .select(sql<number>`greatest(max(number), (select max(number) from appeal))`.as('number'))
    .executeTakeFirstOrThrow()
  const copies = Array.from({ length: many }, (_, n) => ({
    appeal: randomUUID(),
    letter: randomUUID(),
    signature: randomUUID(),
    number: Number(number) + 1 + n,
  }))
  const made = sql`jsonb_to_recordset(${JSON.stringify(copies)}::jsonb)
    as made (appeal uuid, letter uuid, signature uuid, number int)`
  const letters = sql`(select id from prepared_letter where appeal_id = ${source})`
  const copy = async (table: string, change: string, which: ReturnType<typeof sql>) => {
    await sql`insert into ${sql.table(table)} select copied.* from ${sql.table(table)} as one cross join ${made}
      cross join lateral jsonb_populate_record(one, jsonb_build_object(${sql.raw(change)})) as copied
      where ${which}`.execute(db)
  }
  await copy('appeal', `'id', made.appeal, 'number', made.number`, sql`one.id = ${source}`)
  for (const table of ['coupon', 'registration']) {
    await copy(table, `'appeal_id', made.appeal, 'number', made.number`, sql`one.appeal_id = ${source}`)
  }
  await copy('prepared_letter', `'id', made.letter, 'appeal_id', made.appeal`, sql`one.appeal_id = ${source}`)
  await copy('signature', `'id', made.signature, 'letter_id', made.letter`, sql`one.letter_id in ${letters}`)
  for (const counter of ['register_counter', 'coupon_counter'] as const) {
    await db
      .updateTable(counter)
      .set({ last_number: Number(number) + many })
      .execute()
  }
  const chain = await chainOf(db, source)
  const rows = copies.flatMap(({ appeal, number: own }) => {
    let previous = firstPrevious
    return chain.map((event) => {
      const data = event.type === 'registered' ? { ...(event.data as object), number: own } : event.data
      const chained: ChainedEvent = { ...event, appeal, data, previous }
      previous = hashOf(chained)
      return {
        appeal_id: appeal,
        seq: event.seq,
        type: event.type,
        occurred_at: event.occurredAt,
        recorded_at: event.recordedAt,
        actor: event.actor,
        source: event.source,
        key: event.key,
        data: JSON.stringify(data),
        previous: chained.previous,
        hash: previous,
      }
    })
  })
  for (let at = 0; at < rows.length; at += 1000) {
    await db
      .insertInto('event')
      .values(rows.slice(at, at + 1000))
      .execute()
  }
  return copies.map(({ appeal }) => appeal)
}
