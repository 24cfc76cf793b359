import { localDate } from '../../domain/calendar/instant.ts'
import { whyNotOwnAdministration } from '../../domain/person/administration.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import { whatBecomes } from '../../domain/unit/leaving.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { Refused } from '../refused.ts'
import { logSecurity } from '../security-log.ts'
import { absencesFrom, cancelStoredAbsence } from '../unit/absence-store.ts'
import { lockWorkOf } from '../unit/hand-over-work.ts'
import { beginManaging, handingOf, keepAdministered, type Manager, refuseIf } from '../unit/manage.ts'
import { settleWork } from '../unit/settle-work.ts'
import { giveThing } from './give-thing.ts'
import { questionsAskedBy } from './leaving-store.ts'
import { openSessionsOf } from './session-store.ts'
import { changeAccess } from './staff-store.ts'
import { type NamedThing, thingsInHand } from './things-in-hand.ts'

/** Who takes what: of everything, and of single things by `kind:id`. Null: nobody. */
export interface Heirs {
  readonly all: string | null
  readonly each: Readonly<Record<string, string | null>>
}

export interface Leaving {
  readonly active: boolean
  readonly things: readonly (NamedThing & {
    readonly heirId: string | null
    /** What becomes of it by these heirs. */
    readonly outcome: 'heir' | 'free' | Refusal
  })[]
  readonly sessions: number
  readonly questionsAsked: number
}

/**
 * docs/office.md 3: somebody leaves. What they have in hand, with what becomes of it; with `apply` it is done, all or
 * nothing, and they can't sign in any more. Run again, it finds nothing. Throws NotFound, Refused `heir_needed` or
 * `heir_not_able` with how many things stop it.
 */
export async function leave(
  context: Context,
  manager: Manager,
  staffId: string,
  heirs: Heirs,
  apply: boolean,
): Promise<Leaving> {
  const [by, now] = [manager?.id ?? null, context.now()]
  const leaving = await inTransaction(context.db, async (trx) => {
    const office = await beginManaging(context, trx, manager, 'changePeople', staffId)
    const { worker, workers, absences } = office
    if (apply) {
      refuseIf(whyNotOwnAdministration(by, staffId))
      if (worker.active) keepAdministered(context, office, { worker: { ...worker, active: false } })
      await lockWorkOf(trx, staffId)
    }
    const others = workers.filter(({ id }) => id !== staffId)
    const found = await thingsInHand(context, trx, staffId, workers)
    const things = found.map((thing) => {
      const named = heirs.each[`${thing.kind}:${thing.id}`]
      const heirId = named === undefined ? heirs.all : named
      const heir = { worker: others.find(({ id }) => id === heirId) ?? null, named: named !== undefined }
      const absence = thing.kind === 'deputy' ? absences.find(({ id }) => id === thing.id) : undefined
      const asked = thing.kind === 'deputy' ? { ...thing, absence: absence ?? thing.absence } : thing
      const outcome = whatBecomes(asked, heir, { today: localDate(now), absences, workers: others })
      return { ...thing, heirId: heir.worker?.id ?? null, outcome }
    })
    const sessions = (await openSessionsOf({ ...context, db: trx }, { kind: 'staff', id: staffId })).length
    const answer: Leaving = {
      active: worker.active,
      things,
      sessions,
      questionsAsked: await questionsAskedBy(trx, staffId),
    }
    if (!apply) return answer
    const stopped = things.filter(({ outcome }) => typeof outcome !== 'string')
    const first = stopped[0]?.outcome
    if (first !== undefined && typeof first !== 'string') {
      throw new Refused(refuse(first.code, { n: stopped.length }))
    }
    const handing = handingOf(context, manager, 'leaves')
    for (const thing of things) await giveThing(trx, staffId, thing, handing)
    for (const own of await absencesFrom(trx, localDate(now))) {
      if (own.staffId === staffId) await cancelStoredAbsence(trx, own.id, by, now)
    }
    await changeAccess(trx, staffId, worker.active ? { active: false } : {}, now)
    await settleWork(trx, staffId, handing)
    return answer
  })
  if (apply) logSecurity(context, 'staffLeft', by, { staff: staffId, things: leaving.things.length })
  return leaving
}
