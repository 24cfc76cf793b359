import { type Selectable, sql } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import { closingOf } from '../../domain/appeal/closing.ts'
import type { AppealEvent, EventData, EventType } from '../../domain/appeal/event.ts'
import { stateOf } from '../../domain/appeal/history.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import type { Db } from '../context.ts'
import { giveNotices } from '../notice/notice-store.ts'
import { keepWordsOfHeld } from '../search/search-store.ts'
import { planSignals } from '../signal/signal-plan-store.ts'
import { answerColumns } from './closing-store.ts'
import { type ChainedEvent, firstPrevious, hashOf, type StoredEvent } from './event-chain.ts'
import { endOfDay, headsHeld, lastHeadDay } from './head-store.ts'

/** What a verb says of what happened; the store gives it its place in the chain. */
export interface NewEvent<Type extends EventType> {
  readonly appealId: string
  readonly type: Type
  /** Epoch milliseconds, by the injected clock. */
  readonly occurredAt: number
  readonly recordedAt: number
  /** `person:<id>`, `staff:<id>` or `system` */
  readonly actor: string
  readonly source: 'cabinet' | 'office' | 'registry'
  /** Good once an appeal. */
  readonly key: string
  readonly data: EventData[Type]
}

/** The events of one appeal, oldest first, in the form their hashes cover. */
export async function chainOf(db: Db, appealId: string): Promise<StoredEvent[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('appeal_id', '=', appealId)
    .orderBy('seq')
    .execute()
  return rows.map(storedEvent)
}

/** A row in the form that its hash covers. */
export const storedEvent = (row: Selectable<Tables['event']>): StoredEvent => ({
  appeal: row.appeal_id,
  seq: row.seq,
  // The CHECK lists what later versions tell too; only appendEvent writes here.
  type: row.type as EventType,
  occurredAt: row.occurred_at.toISOString(),
  recordedAt: row.recorded_at.toISOString(),
  actor: row.actor,
  source: row.source,
  key: row.key,
  data: row.data,
  previous: row.previous,
  hash: row.hash,
})

/** The histories of these appeals, each oldest first, in one question. */
export async function historiesOf(db: Db, ids: readonly string[]): Promise<Map<string, AppealEvent[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('appeal_id', 'in', ids)
    .orderBy('appeal_id')
    .orderBy('seq')
    .execute()
  const chains = new Map<string, StoredEvent[]>()
  for (const row of rows) chains.set(row.appeal_id, [...(chains.get(row.appeal_id) ?? []), storedEvent(row)])
  return new Map([...chains].map(([id, chain]) => [id, asHistory(chain)]))
}

// Only appendEvent writes `data`, and its type ties it to `type`.
export const asHistory = (chain: readonly StoredEvent[]): AppealEvent[] =>
  chain.map(({ type, seq, occurredAt, data }) => ({ type, seq, occurredAt, data }) as AppealEvent)

/** The history of one appeal, oldest first, for the rules of domain/appeal. */
export async function historyOf(db: Db, appealId: string): Promise<AppealEvent[]> {
  return asHistory(await chainOf(db, appealId))
}

/** A history that only its holder adds to, until the transaction ends. */
export interface HeldHistory {
  /** By id: who wrote the appeal. */
  readonly writer: string
  readonly partyId: string
  /** Nothing may be recorded before this moment (epoch milliseconds); null: whenever. */
  readonly notBefore: number | null
  readonly chain: readonly StoredEvent[]
}

/**
 * Holds the history of an appeal. The appeal's row is locked first, so that two acts on one appeal follow each other;
 * nothing is recorded in a day that has its head.
 */
export async function holdHistory(trx: Db, appealId: string): Promise<HeldHistory> {
  const held = await trx
    // The row first: heads are held once it has been.
    .with(
      (held) => held('held').materialized(),
      (db) =>
        db.selectFrom('appeal').select(['person_id', 'party_id']).where('id', '=', appealId).forUpdate(),
    )
    .selectFrom('held')
    .select(['person_id', 'party_id', headsHeld.as('heads')])
    .executeTakeFirstOrThrow()
  // After the locks: a statement sees what was committed before it began.
  const rows = await trx
    .selectFrom(sql<{ day: string | null }>`(select ${lastHeadDay} as day)`.as('head'))
    .leftJoin('event', (join) => join.on('event.appeal_id', '=', appealId))
    .select('head.day')
    .selectAll('event')
    .orderBy('seq')
    .execute()
  const day = rows[0]?.day ?? null
  return {
    writer: held.person_id,
    partyId: held.party_id,
    // A clock that was set back over midnight, or a slow transaction: never behind a head that was made.
    notBefore: day === null ? null : endOfDay(plainDate(day)),
    chain: rows.flatMap((row) => (row.seq === null ? [] : [storedEvent(row as Selectable<Tables['event']>)])),
  }
}

/**
 * Adds an event to its appeal's chain and brings the cached columns of the appeal to the new fold. The notices of
 * clients, the signals of staff and what search knows come with the event. `trx` must be a transaction; `held`: the
 * history, where the caller holds it and has added nothing.
 */
export async function appendEvent<Type extends EventType>(
  trx: Db,
  event: NewEvent<Type>,
  held?: HeldHistory,
): Promise<void> {
  const { writer, partyId, notBefore, chain } = held ?? (await holdHistory(trx, event.appealId))
  const recordedAt = Math.max(event.recordedAt, notBefore ?? 0)
  const last = chain.at(-1)
  const chained: ChainedEvent = {
    appeal: event.appealId,
    seq: chain.length + 1,
    type: event.type,
    occurredAt: new Date(event.occurredAt).toISOString(),
    recordedAt: new Date(recordedAt).toISOString(),
    actor: event.actor,
    source: event.source,
    key: event.key,
    data: event.data,
    previous: last?.hash ?? firstPrevious,
  }
  const stored: StoredEvent = { ...chained, hash: hashOf(chained) }
  const history = asHistory([...chain, stored])
  const columns = columnsOf(history)
  await trx
    .with('told', (db) => db.insertInto('event').values(rowOf(stored)).returning('seq'))
    .updateTable('appeal')
    .set({ ...columns, ...(await answerColumns(trx, history, columns.registration_date)) })
    .where('id', '=', event.appealId)
    .execute()
  const { type, seq } = stored
  const told = { appealId: event.appealId, type, seq, data: event.data }
  const today = localDate(event.recordedAt)
  await giveNotices(trx, { writer, partyId, today }, told, new Date(event.occurredAt))
  await planSignals(trx, event.appealId, history, event.recordedAt)
  await keepWordsOfHeld(trx, event.appealId)
}

const rowOf = ({ appeal, occurredAt, recordedAt, data, ...event }: StoredEvent) => ({
  ...event,
  appeal_id: appeal,
  occurred_at: occurredAt,
  recorded_at: recordedAt,
  data: JSON.stringify(data),
})

/** The cached columns of `appeal` that a history adds up to. */
export function columnsOf(history: readonly AppealEvent[]) {
  const state = stateOf(history)
  const { closedOn, late, extended } = closingOf(history)
  return {
    status: state.status,
    sent_at: state.sentAt,
    registers_at: state.registersAt,
    registration_date: state.registrationDate,
    register_code: state.registration?.register ?? null,
    register_year: state.registration?.year ?? null,
    number: state.registration?.number ?? null,
    due_date: state.dueDate,
    executor_id: state.executorId,
    co_executor_ids: [...state.coExecutorIds],
    internal_day: state.internalDay,
    unit_id: state.unitId,
    routed_at: state.routedAt,
    concerned_ids: [...state.concernedIds],
    executed_at: state.executedAt,
    awaits_word_since: state.awaitsWordSince,
    papers_by: state.papersBy,
    withdrawal_due_date: state.withdrawalDueDate,
    company_acted_at: state.companyActedAt,
    closed_on: closedOn,
    late,
    extended,
  }
}

/** The last hash of every chain that had begun before this moment (epoch milliseconds). */
export async function headsBefore(db: Db, moment: number): Promise<{ appeal: string; hash: string }[]> {
  return await db
    .selectFrom('event')
    .distinctOn('appeal_id')
    .select(['appeal_id as appeal', 'hash'])
    .where('recorded_at', '<', new Date(moment))
    .orderBy('appeal_id')
    .orderBy('seq', 'desc')
    .execute()
}
