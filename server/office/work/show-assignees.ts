import { relationsFor } from '../../../domain/appeal/rights.ts'
import type { Language } from '../../../domain/language.ts'
import { absenceOn } from '../../../domain/person/absence.ts'
import { fullName } from '../../../domain/person/name.ts'
import { deputyOffered, mayWork, whyMayNotHold } from '../../../domain/unit/assignable.ts'
import type { Assignee, Assignees } from '../../../wire/work.ts'
import type { Asker, Context } from '../../context.ts'
import { type Load, loadsOf } from './load-store.ts'
import { officeDay } from './work-store.ts'

const noLoad: Load = { open: 0, dueThisWeek: 0, overdue: 0 }
type Day = Awaited<ReturnType<typeof officeDay>>

/**
 * Those whom the asker may name, of one unit or of all of theirs, who has least to do first: what they have open, what
 * is due, who is away and who acts for them. And the units that take work.
 */
export async function showAssignees(
  { db, now }: Context,
  asker: Asker,
  unitId: string | undefined,
  language: Language,
): Promise<Assignees> {
  const day = await officeDay(db, now())
  const open = day.units.filter(({ closed }) => !closed)
  const everywhere = relationsFor(asker.roles, 'assign', false).has('all')
  const own = open.filter(({ id }) => everywhere || asker.duty.unitsBelow.includes(id))
  const asked = own.filter(({ id }) => unitId === undefined || id === unitId)
  const executors = day.workers.filter(mayWork)
  const rows = executors.flatMap((worker) => {
    const unitIds = asked.filter(({ id }) => whyMayNotHold(worker, id) === null).map(({ id }) => id)
    return unitIds.length === 0 ? [] : [{ id: worker.id, name: fullName(worker.name), unitIds }]
  })
  const loads = await loadsOf(
    db,
    rows.map(({ id }) => id),
    day.today,
  )
  return {
    people: rows
      .map((row) => ({
        ...row,
        ...(loads.get(row.id) ?? noLoad),
        away: awayOf(row.id, row.unitIds[0] ?? null, day),
      }))
      .sort((a, b) => a.open - b.open || a.overdue - b.overdue),
    coExecutors: executors.map(({ id, name }) => ({
      id,
      name: fullName(name),
      away: absenceOn(day.absences, id, day.today) !== null,
    })),
    units: open.map(({ id, name }) => ({ id, name: name[language] })),
  }
}

function awayOf(id: string, unitId: string | null, { workers, absences, today }: Day): Assignee['away'] {
  const absence = absenceOn(absences, id, today)
  if (absence === null) return null
  const deputyId = deputyOffered(workers, id, unitId, absences, today)
  const deputy = workers.find((one) => one.id === deputyId)
  const acting = deputy === undefined ? null : { id: deputy.id, name: fullName(deputy.name) }
  return { until: absence.to, deputy: acting }
}
