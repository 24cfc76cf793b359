import { localDate } from '../../domain/calendar/instant.ts'
import { whyNotOwnAdministration } from '../../domain/person/administration.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { discardWish, letterBecomes } from '../../domain/reply/reply-heir.ts'
import { whatBecomes } from '../../domain/unit/leaving.ts'
import type { Context, Db } from '../context.ts'
import { Refused } from '../refused.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { absencesFrom, cancelStoredAbsence } from '../unit/absence-store.ts'
import { beginHandOver } from '../unit/begin-hand-over.ts'
import {
  finishHandOver,
  type HandOverProgress,
  handOverProgress,
  keepWaiting,
  lastHandOver,
} from '../unit/hand-over-store.ts'
import { beginManaging, handingOf, keepAdministered, type Manager, refuseIf } from '../unit/manage.ts'
import { withdrawHeadships } from '../unit/unit-store.ts'
import { appealsGiven, giveThing } from './give-thing.ts'
import { questionsAskedBy } from './leaving-store.ts'
import { openSessionsOf } from './session-store.ts'
import { changeAccess } from './staff-store.ts'
import { type NamedThing, thingsInHand } from './things-in-hand.ts'

/** Who takes what: of everything, and of single things by `kind:id`. Null: nobody; `discard`: a letter goes. */
export interface Heirs {
  readonly all: string | null
  readonly each: Readonly<Record<string, string | null>>
}

export interface Leaving {
  readonly active: boolean
  readonly things: readonly (NamedThing & {
    readonly heirId: string | null
    /** What becomes of it by these heirs. */
    readonly outcome: 'heir' | 'free' | 'discarded' | Refusal
  })[]
  readonly sessions: number
  readonly questionsAsked: number
  /** Their work as it was last decided; while it goes on, `things` is empty: nothing is chosen any more. */
  readonly handOver: (HandOverProgress & { readonly id: string }) | null
}

/**
 * docs/office.md 3: somebody leaves. What they have in hand, with what becomes of it; with `apply` it is decided, all
 * or nothing: they can't sign in any more, few appeals are handed over at once and many in pieces
 * (docs/decisions/0046). Run again, it decides nothing twice; whose account was turned on meanwhile has kept what was
 * left, and it is decided again. Throws NotFound, Refused `heir_needed` or `heir_not_able` with how many stop it.
 */
export async function leave(
  context: Context,
  manager: Manager,
  staffId: string,
  heirs: Heirs,
  apply: boolean,
): Promise<Leaving> {
  const by = manager?.id ?? null
  return await inLoggedTransaction(context, async (trx, tell) => {
    const office = await beginManaging(context, trx, manager, 'changePeople', staffId)
    const { worker } = office
    const begun = await handOverOf(trx, staffId)
    const open = begun === null || begun.finished ? null : begun
    if (open !== null && !worker.active) return await answer(context, trx, staffId, worker, [])
    if (apply) {
      refuseIf(whyNotOwnAdministration(by, staffId))
      if (worker.active) keepAdministered(context, office, { worker: { ...worker, active: false } })
    }
    const things = await thingsWith(context, trx, staffId, heirs, office)
    if (apply) {
      if (open !== null) await endHandOver(trx, open.id, context.now())
      await decide(context, trx, manager, staffId, worker.active, things)
      await tell('staffLeft', by, { staff: staffId, things: things.length })
    }
    const left = await answer(context, trx, staffId, worker, things)
    // What they keep is on its way no more.
    return open === null || apply ? left : { ...left, handOver: null }
  })
}

type Office = Awaited<ReturnType<typeof beginManaging>>

/** Everything in hand, and what becomes of it by these heirs. */
async function thingsWith(
  context: Context,
  trx: Db,
  staffId: string,
  heirs: Heirs,
  { workers, absences }: Office,
): Promise<Leaving['things']> {
  const others = workers.filter(({ id }) => id !== staffId)
  const day = { today: localDate(context.now()), absences, workers: others }
  const executors = new Map<string, string | null>()
  return (await thingsInHand(context, trx, staffId, workers)).map((thing) => {
    const named = heirs.each[`${thing.kind}:${thing.id}`]
    // Work comes first: a letter goes to who takes its appeal over.
    if (thing.kind === 'reply') {
      const { executorId } = thing.letter
      const next = executors.get(thing.appealId)
      const letter = { ...thing.letter, executorId: next === undefined ? executorId : next }
      const becomes = letterBecomes(letter, named, others, heirs.all)
      if (becomes === 'discarded') return { ...thing, heirId: null, outcome: becomes }
      if ('heirId' in becomes)
        return { ...thing, ...becomes, outcome: becomes.heirId === null ? 'free' : 'heir' }
      return { ...thing, heirId: named === discardWish ? null : (named ?? null), outcome: becomes }
    }
    const heirId = named === undefined ? heirs.all : named
    const heir = { worker: others.find(({ id }) => id === heirId) ?? null, named: named !== undefined }
    const absence = thing.kind === 'deputy' ? absences.find(({ id }) => id === thing.id) : undefined
    const asked = thing.kind === 'deputy' ? { ...thing, absence: absence ?? thing.absence } : thing
    const outcome = whatBecomes(asked, heir, day)
    if (thing.kind === 'executor') executors.set(thing.id, outcome === 'heir' ? heirId : null)
    return { ...thing, heirId: heir.worker?.id ?? null, outcome }
  })
}

/** Throws Refused where something has nobody who can take it. */
async function decide(
  context: Context,
  trx: Db,
  manager: Manager,
  staffId: string,
  active: boolean,
  things: Leaving['things'],
): Promise<void> {
  const stopped = things.filter(({ outcome }) => typeof outcome !== 'string')
  const first = stopped[0]?.outcome
  if (first !== undefined && typeof first !== 'string') {
    throw new Refused(refuse(first.code, { n: stopped.length }))
  }
  const handing = handingOf(context, manager, 'leaves')
  const { by, reason, cause, now } = handing
  for (const thing of things) await giveThing(trx, thing, handing)
  for (const own of await absencesFrom(trx, localDate(now))) {
    if (own.staffId === staffId) await cancelStoredAbsence(trx, own.id, by, now)
  }
  await changeAccess(trx, staffId, active ? { active: false, by } : {}, now)
  await withdrawHeadships(trx, staffId)
  const rows = appealsGiven(things)
  if (rows.length === 0) return
  await beginHandOver(trx, { cause, staffId, unitId: null, takerId: null, reason, by }, rows, now)
}

/** Their account is on again: what has not gone yet is decided by itself. */
async function endHandOver(trx: Db, id: string, at: number): Promise<void> {
  await keepWaiting(trx, id, at)
  await finishHandOver(trx, id, at)
}

/** How far the handing over is that was decided when they left; null: none was. */
export async function handOverOf(db: Db, staffId: string): Promise<Leaving['handOver']> {
  const last = await lastHandOver(db, { staffId })
  return last === null ? null : { id: last.id, ...(await handOverProgress(db, last.id)) }
}

async function answer(
  context: Context,
  trx: Db,
  staffId: string,
  { active }: { readonly active: boolean },
  things: Leaving['things'],
): Promise<Leaving> {
  return {
    active,
    things,
    sessions: (await openSessionsOf({ ...context, db: trx }, { kind: 'staff', id: staffId })).length,
    questionsAsked: await questionsAskedBy(trx, staffId),
    handOver: await handOverOf(trx, staffId),
  }
}
