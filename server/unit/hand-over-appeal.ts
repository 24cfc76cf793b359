import { type Worker, whyMayNotHold } from '../../domain/unit/assignable.ts'
import { whatBecomes } from '../../domain/unit/leaving.ts'
import { aboutOf, lockAppeals, workOn } from '../appeal/held-work-store.ts'
import type { Db } from '../context.ts'
import type { officeOn } from '../person/worker-store.ts'
import { isCancelled } from './absence-store.ts'
import { giveLetters } from './give-letters.ts'
import { giveNote } from './give-note.ts'
import {
  type HandOver,
  type HandOverOutcome,
  type HandOverRow,
  isGiven,
  settleHandOverRow,
} from './hand-over-store.ts'
import { type Handing, handOver, handToUnit, replaceCoExecutor } from './hand-over-work.ts'
import { handQuestions } from './hand-questions.ts'
import { openQuestionsOf } from './unit-things-store.ts'

/** The company on the day of a piece. */
type Office = Awaited<ReturnType<typeof officeOn>>

/**
 * Hands some appeals of a hand-over over, each by what is so now: an heir who can't take it any more leaves it to its
 * unit, and of an absence that was cancelled nothing more goes. Locks them, and settles their rows in the same
 * transaction, so that nothing is done twice.
 */
export async function handOverAppeals(
  trx: Db,
  given: HandOver,
  rows: readonly HandOverRow[],
  office: Office,
  now: number,
): Promise<void> {
  await lockAppeals(
    trx,
    rows.map(({ appealId }) => appealId),
  )
  const { absenceId } = given
  const isOff = absenceId !== null && (await isCancelled(trx, absenceId))
  const handing = { by: given.by, reason: given.reason, cause: given.cause, now }
  for (const row of rows) {
    const outcome = isOff ? 'kept' : await handed(trx, given, row, office, handing)
    await settleHandOverRow(trx, given.id, row.appealId, outcome, now)
  }
}

const handed = (trx: Db, given: HandOver, row: HandOverRow, office: Office, handing: Handing) =>
  given.staffId === null
    ? fromUnit(trx, given, row.appealId, office, handing)
    : fromPerson(trx, { ...given, staffId: given.staffId }, row, office, handing)

interface Leaver {
  readonly staffId: string
  readonly cause: HandOver['cause']
  readonly worker: Worker
}

async function fromPerson(
  trx: Db,
  { staffId, cause, decidedAt }: HandOver & { readonly staffId: string },
  { appealId, heirs }: HandOverRow,
  office: Office,
  handing: Handing,
): Promise<HandOverOutcome> {
  const worker = office.workers.find(({ id }) => id === staffId)
  // Their account is on again: what they have still, they keep.
  if (worker === undefined || (cause === 'leaves' && worker.active)) return 'kept'
  if (heirs.noteDraft !== undefined) await giveNote(trx, appealId, staffId, heirs.noteDraft, handing)
  const outcome = await workFrom(trx, { staffId, cause, worker }, { appealId, heirs }, office, handing)
  const given =
    heirs.letters === undefined
      ? 0
      : await giveLetters(trx, appealId, staffId, heirs.letters, office, handing, decidedAt)
  return outcome === 'kept' && given > 0 ? 'handed' : outcome
}

/** What they hold of it as executor and co-executor; an heir who can't take it now leaves it to its unit. */
async function workFrom(
  trx: Db,
  { staffId, cause, worker }: Leaver,
  { appealId, heirs }: HandOverRow,
  { workers, absences, day: today }: Office,
  handing: Handing,
): Promise<HandOverOutcome> {
  const work = await workOn(trx, appealId)
  if (work === undefined) return 'kept'
  if (!isGiven(cause) && whyMayNotHold(worker, work.unitId) === null) return 'kept'
  const about = await aboutOf(trx, appealId)
  const heirOf = (kind: 'executor' | 'coExecutor', id: string | null): string | null => {
    const one = workers.find((other) => other.id === id && !about.includes(other.id))
    const heir = { worker: one ?? null, named: false }
    return whatBecomes({ kind, ...work }, heir, { today, absences, workers }) === 'heir' ? id : null
  }
  let now = work
  let outcome: HandOverOutcome = 'kept'
  if (heirs.executor !== undefined && work.executorId === staffId) {
    const heirId = heirOf('executor', heirs.executor)
    now = await handOver(trx, work, heirId, handing)
    outcome = heirId === null ? 'freed' : 'handed'
  }
  if (heirs.coExecutor !== undefined && now.coExecutorIds.includes(staffId)) {
    const heirId = heirOf('coExecutor', heirs.coExecutor)
    await replaceCoExecutor(trx, now, staffId, heirId, handing)
    if (outcome === 'kept') outcome = heirId === null ? 'freed' : 'handed'
  }
  return outcome
}

/** The taker's work from now on, and its questions; nobody's where its executor may not hold it there. */
async function fromUnit(
  trx: Db,
  { unitId, takerId }: HandOver,
  appealId: string,
  { workers }: Office,
  handing: Handing,
): Promise<HandOverOutcome> {
  if (unitId === null || takerId === null) return 'kept'
  const questions = await openQuestionsOf(trx, unitId, takerId)
  const asked = questions.filter((one) => one.appealId === appealId)
  await handQuestions(trx, asked, takerId, handing)
  const work = await workOn(trx, appealId)
  if (work === undefined || work.unitId !== unitId) return asked.length > 0 ? 'handed' : 'kept'
  await handToUnit(trx, work, takerId, handing)
  const executor = workers.find(({ id }) => id === work.executorId)
  if (executor === undefined || whyMayNotHold(executor, takerId) === null) return 'handed'
  await handOver(trx, work, null, handing)
  return 'freed'
}
