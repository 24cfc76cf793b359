import { noDuty } from '../../domain/appeal/can.ts'
import { following, localDate } from '../../domain/calendar/instant.ts'
import { absenceOn } from '../../domain/person/absence.ts'
import { type PersonName, shortName } from '../../domain/person/name.ts'
import {
  approversOf,
  type Naming,
  type Routing,
  sentAwayOf,
  unitsBefore,
} from '../../domain/reply/may-approve.ts'
import type { ReplyCase } from '../../domain/reply/why-not.ts'
import { findSentAppeal, lockAppealFacts, type SentAppeal } from '../appeal/appeal-store.ts'
import { lockKnown, officeAppeal } from '../appeal/office-appeal-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { replyOfficeOn } from '../person/worker-store.ts'
import { NotFound } from '../refused.ts'
import { readSettings } from '../setting/setting-store.ts'
import { holdOffice } from '../unit/unit-store.ts'
import { namingsOf } from './naming-store.ts'
import { appealOfReply, findReply, type KeptReply, lastStepAt, lockReplyRow } from './reply-store.ts'
import { routingsOf } from './routing-store.ts'

/** A letter with everything that decides what may be done with it now. `asker`: as they are now. */
export interface ReplyInPlace extends ReplyCase {
  readonly asker: Asker
  readonly reply: KeptReply
  readonly sent: SentAppeal
  readonly day: ReplyDay
  /** The term is over. */
  readonly late: boolean
  readonly history: ReplyHistory
}

/** What the appeal's history says of who else may say yes. */
export interface ReplyHistory {
  readonly namings: readonly Naming[]
  readonly routings: readonly Routing[]
}
export const historyOf = async (db: Db, appealId: string): Promise<ReplyHistory> => ({
  namings: await namingsOf(db, appealId),
  routings: await routingsOf(db, appealId),
})

/** The company and its settings on the day of a moment, as letters are judged by them. */
export async function replyDay(db: Db, now: number) {
  const day = localDate(now)
  const office = await replyOfficeOn(db, day)
  return { office, settings: await readSettings(db, day), now, names: namesOf(office.workers) }
}
export type ReplyDay = Awaited<ReturnType<typeof replyDay>>

const namesOf = (workers: readonly { readonly id: string; readonly name: PersonName }[]) =>
  new Map(workers.map(({ id, name }) => [id, shortName(name)]))

/**
 * Holds a letter, its appeal and the office for a move, until the transaction ends. Throws NotFound where the asker may
 * not know of the appeal; what they may do with the letter is asked after.
 */
export async function holdReply(
  trx: Db,
  { now }: Pick<Context, 'now'>,
  caller: Asker,
  replyId: string,
): Promise<ReplyInPlace> {
  const asker = await holdOfficeFor(trx, caller, now())
  const appealId = await appealOfReply(trx, replyId)
  if (appealId === null) throw new NotFound()
  await lockKnown(trx, asker, appealId)
  const reply = await lockReplyRow(trx, replyId)
  const appeal = await findSentAppeal(trx, appealId)
  if (reply === null || appeal === null || reply.state === 'discarded') throw new NotFound()
  const at = following(now(), await lastStepAt(trx, replyId))
  return placeOf(await replyDay(trx, at), asker, reply, appeal, await historyOf(trx, appealId))
}

/**
 * Holds a letter that moves on by itself, at a time or once what it waited for has come; null: there is none. Nobody
 * asks: whose press it was is in its steps.
 */
export async function holdForItself(
  trx: Db,
  { now }: Pick<Context, 'now'>,
  replyId: string,
): Promise<ReplyInPlace | null> {
  await holdOffice(trx)
  const appealId = await appealOfReply(trx, replyId)
  if (appealId === null || (await lockAppealFacts(trx, appealId)) === null) return null
  const reply = await lockReplyRow(trx, replyId)
  const appeal = await findSentAppeal(trx, appealId)
  if (reply === null || appeal === null) return null
  const at = following(now(), await lastStepAt(trx, replyId))
  return placeOf(await replyDay(trx, at), nobody, reply, appeal, await historyOf(trx, appealId))
}

const nobody: Asker = { kind: 'staff', id: '', sessionId: '', roles: [], language: 'kk', duty: noDuty }

/** The same to look at, for who may read the client's letter. Throws NotFound. */
export async function readReply(
  { db, now }: Pick<Context, 'db' | 'now'>,
  asker: Asker,
  replyId: string,
): Promise<ReplyInPlace> {
  const reply = await findReply(db, replyId)
  if (reply === null || reply.state === 'discarded') throw new NotFound()
  const appeal = await officeAppeal(db, asker, 'readLetter', reply.appealId)
  return placeOf(await replyDay(db, now()), asker, reply, appeal, await historyOf(db, reply.appealId))
}

/** The same after a move in this transaction. */
export async function movedReply(
  trx: Db,
  { day, asker, reply, sent, history }: ReplyInPlace,
): Promise<ReplyInPlace> {
  const moved = await findReply(trx, reply.id)
  const appeal = await findSentAppeal(trx, sent.id)
  if (moved === null || appeal === null) throw new NotFound()
  return placeOf(day, asker, moved, appeal, history)
}

/** Where a letter is among people and settings on a day. */
export function placeOf(
  day: ReplyDay,
  asker: Asker,
  reply: KeptReply,
  appeal: SentAppeal,
  history: ReplyHistory,
): ReplyInPlace {
  const { office, settings, now } = day
  const late = appeal.dueDate !== null && appeal.dueDate < office.day
  return {
    day,
    late,
    sent: appeal,
    asker,
    appeal: appeal.facts,
    reply,
    author: authorToday(reply.authorId, office),
    approvers: approversOf(appeal.facts.unitId, office),
    sentAway: sentAwayOf(appeal.facts.unitId, office),
    namings: history.namings,
    before: unitsBefore(history.routings, reply.writerIds).flatMap((unit) => [
      ...approversOf(unit, office),
      ...sentAwayOf(unit, office).filter(({ by }) => reply.writerIds.includes(by)),
    ]),
    history,
    // §10, docs/office.md 6: after the term only a head asks for more time.
    approval: reply.kind === 'interim' && late ? 'head' : settings['reply.approval'][reply.kind],
    signature: settings['reply.signature'],
    now,
  }
}

function authorToday(id: string, { workers, absences, day }: ReplyDay['office']): ReplyCase['author'] {
  if (!workers.some((one) => one.id === id && one.active)) return 'left'
  return absenceOn(absences, id, day) === null ? 'here' : 'away'
}
