import { localDate } from '../../domain/calendar/instant.ts'
import type { Localised } from '../../domain/language.ts'
import { fullName } from '../../domain/person/name.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { formatRegistration } from '../../domain/registry/registration-number.ts'
import type { LeftLetter } from '../../domain/reply/reply-heir.ts'
import type { LeavingThing } from '../../domain/unit/leaving.ts'
import { type HeldWork, workHeldBy } from '../appeal/held-work-store.ts'
import type { Context, Db } from '../context.ts'
import { lettersBy } from '../reply/heir-store.ts'
import { absencesFrom } from '../unit/absence-store.ts'
import { allUnits } from '../unit/unit-store.ts'
import { noteDraftsOf, viewsMadeBy } from './leaving-store.ts'
import type { NamedWorker } from './worker-store.ts'

/**
 * A thing as it is called: an appeal by its number alone (who manages people reads no letters), a unit by its name,
 * somebody’s absence, a view.
 */
export type NamedThing = (LeavingThing | LetterThing) & {
  readonly called: string | Localised
  readonly from?: string
  readonly to?: string
}

/** A letter of the company in work, whose author they are. */
interface LetterThing {
  readonly kind: 'reply'
  readonly id: string
  readonly appealId: string
  readonly letter: LeftLetter
}

type Numbered = Pick<HeldWork, 'number' | 'registrationDate'>
/** What has no number yet is called by its coupon; work that somebody holds has one. */
const nameOf = ({ number, registrationDate: date }: Numbered, coupon = ''): string =>
  number === null || date === null ? coupon : formatRegistration({ number, date })

/** Everything that needs an heir before somebody leaves. */
export async function thingsInHand(
  context: Context,
  db: Db,
  staffId: string,
  workers: readonly NamedWorker[],
): Promise<NamedThing[]> {
  const work = await workHeldBy(db, staffId)
  const appeals = work.flatMap((one): NamedThing[] => {
    const { id, unitId } = one
    const called = nameOf(one)
    return [
      ...(one.executorId === staffId ? [{ kind: 'executor', id, unitId, called } as const] : []),
      ...(one.coExecutorIds.includes(staffId) ? [{ kind: 'coExecutor', id, unitId, called } as const] : []),
    ]
  })
  const units = (await allUnits(db)).filter(({ headId, closed }) => headId === staffId && !closed)
  const heads = units.map(({ id, name }) => ({ kind: 'head', id, called: name }) as const)
  const absences = await absencesFrom(db, localDate(context.now()))
  const deputyships = absences
    .filter(({ deputyId }) => deputyId === staffId)
    .map((absence) => {
      const absent = workers.find(({ id }) => id === absence.staffId)
      const called = absent === undefined ? '' : fullName(absent.name)
      return { kind: 'deputy', id: absence.id, absence, called, from: absence.from, to: absence.to } as const
    })
  const views = (await viewsMadeBy(db, staffId)).map(
    ({ id, name }) => ({ kind: 'view', id, called: name }) as const,
  )
  const drafts = (await noteDraftsOf(db, staffId)).map(
    ({ id, number, registration_date: date, year, coupon_number }) =>
      ({
        kind: 'noteDraft',
        id,
        called: nameOf(
          { number, registrationDate: date as HeldWork['registrationDate'] },
          formatCoupon({ year, number: coupon_number }),
        ),
      }) as const,
  )
  const letters = (await lettersBy(db, staffId)).map(
    ({ id, appealId, number, registrationDate, coupon, ...letter }) => {
      const date = registrationDate as HeldWork['registrationDate']
      const called = nameOf({ number, registrationDate: date }, formatCoupon(coupon))
      return { kind: 'reply', id, appealId, letter, called } as const
    },
  )
  return [...appeals, ...letters, ...heads, ...deputyships, ...views, ...drafts]
}
