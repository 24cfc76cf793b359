import type { PlainDate } from '../calendar/plain-date.ts'
import { type Absence, absenceOn, whyNoAbsence } from '../person/absence.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { mayWork, type Worker, whyNotAssignable } from './assignable.ts'
import { mayHead } from './unit.ts'

/** What somebody who leaves has in hand; `id` is the appeal's, the unit's, the absence's or the view's. */
export type LeavingThing =
  | { readonly kind: 'executor' | 'coExecutor'; readonly id: string; readonly unitId: string | null }
  | { readonly kind: 'deputy'; readonly id: string; readonly absence: Absence }
  | { readonly kind: 'head' | 'view' | 'noteDraft'; readonly id: string }

/** Who takes it: `named` for this very thing, or as the heir of all that they can take. Null: nobody. */
export interface Heir {
  readonly worker: Worker | null
  readonly named: boolean
}

interface Office {
  readonly today: PlainDate
  /** Those that were not cancelled, this one's own among them. */
  readonly absences: readonly Absence[]
  readonly workers: readonly Worker[]
}

/**
 * What becomes of it: it is the heir's, it is free (the unit's free work, a unit without a head), or why it can't be.
 * What somebody has to take can't be left to nobody; an heir of everything takes of the work what they can hold.
 */
export function whatBecomes(
  thing: LeavingThing,
  { worker, named }: Heir,
  office: Office,
): 'heir' | 'free' | Refusal {
  const canBeFree = thing.kind === 'executor' || thing.kind === 'coExecutor' || thing.kind === 'head'
  if (worker === null) return canBeFree ? 'free' : refuse('heir_needed', { n: 1 })
  if (isAble(thing, worker, office)) return 'heir'
  return canBeFree && !named ? 'free' : refuse('heir_not_able')
}

function isAble(thing: LeavingThing, heir: Worker, { today, absences, workers }: Office): boolean {
  switch (thing.kind) {
    case 'executor':
      return whyNotAssignable(heir, thing.unitId, absences, today) === null
    case 'coExecutor':
      return mayWork(heir) && absenceOn(absences, heir.id, today) === null
    case 'head':
      return mayHead(heir)
    case 'deputy': {
      const others = absences.filter((one) => one !== thing.absence)
      const nobody = { active: false, roles: [] }
      const person = (id: string) => workers.find((one) => one.id === id) ?? nobody
      return whyNoAbsence({ ...thing.absence, deputyId: heir.id }, others, today, person) === null
    }
    case 'view':
      return heir.active
    case 'noteDraft':
      // The words of staff who read letters go to such alone.
      return mayWork(heir) || (heir.active && heir.roles.includes('registrar'))
  }
}
