import type { AppealFacts } from '../../domain/appeal/can.ts'
import { termStatuses } from '../../domain/appeal/status.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { type PlainDate, plainDate } from '../../domain/calendar/plain-date.ts'
import type { Unit } from '../../domain/unit/unit.ts'
import { factColumns, factsOf } from '../../server/appeal/appeal-store.ts'
import type { Asker, Context } from '../../server/context.ts'
import { askersNow } from '../../server/person/session-store.ts'
import { type NamedWorker, workersOn } from '../../server/person/worker-store.ts'
import type { StoredAbsence } from '../../server/unit/absence-store.ts'
import { handedOverNow } from '../../server/unit/hand-over-store.ts'
import { allUnits } from '../../server/unit/unit-store.ts'

/** The office as its tables have it at a moment. */
export interface Office {
  readonly day: PlainDate
  readonly workers: readonly NamedWorker[]
  readonly absences: readonly StoredAbsence[]
  readonly units: readonly Unit[]
  readonly open: readonly Unit[]
  /** Ids of appeals that are being handed over in pieces: their unit answers meanwhile (docs/decisions/0046). */
  readonly handedOver: ReadonlySet<string>
  /** Appeals whose term runs. */
  readonly appeals: readonly {
    readonly id: string
    readonly facts: AppealFacts
    readonly dueDate: PlainDate | null
  }[]
  readonly questions: readonly { readonly id: string; readonly appealId: string; readonly unitId: string }[]
}

export async function lookAtOffice({ db, now }: Context): Promise<Office> {
  const day = localDate(now())
  const { workers, absences } = await workersOn(db, day)
  const units = await allUnits(db)
  const rows = await db
    .selectFrom('appeal')
    .innerJoin('prepared_letter as letter', 'letter.appeal_id', 'appeal.id')
    .innerJoin('signature', 'signature.letter_id', 'letter.id')
    .select(['appeal.id', 'appeal.due_date'])
    .select(factColumns)
    .where('appeal.status', 'in', termStatuses)
    .orderBy('appeal.sent_at')
    .orderBy('appeal.id')
    .execute()
  const questions = await db
    .selectFrom('question')
    .select(['id', 'appeal_id', 'unit_id'])
    .where('answered_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return {
    day,
    workers,
    absences,
    units,
    open: units.filter(({ closed }) => !closed),
    handedOver: await handedOverNow(db),
    appeals: rows.map((row) => ({
      id: row.id,
      facts: factsOf(row),
      dueDate: row.due_date === null ? null : plainDate(row.due_date),
    })),
    questions: questions.map((row) => ({ id: row.id, appealId: row.appeal_id, unitId: row.unit_id })),
  }
}

/** Somebody as they would be signed in at this moment. */
export async function signedIn(context: Context, { id, roles }: NamedWorker): Promise<Asker> {
  const duty = { units: [], unitsBelow: [], insteadOf: [], unitsFor: [], atTop: false, seesAll: false }
  const asker: Asker = { kind: 'staff', id, sessionId: '', roles, language: 'kk', duty }
  return (await askersNow(context, [asker])).get(id) ?? asker
}
