import type { z } from 'zod'
import { localDate, toIso } from '../../domain/calendar/instant.ts'
import { isAbleDeputy } from '../../domain/person/absence.ts'
import { maskIin } from '../../domain/person/iin.ts'
import { fullName } from '../../domain/person/name.ts'
import type { Person } from '../../wire/people.ts'
import { countOpenWork } from '../appeal/held-work-store.ts'
import type { Asker, Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { allUnits, memberChangesOf } from '../unit/unit-store.ts'
import { roleChangesOf } from './role-store.ts'
import { openSessionsOf } from './session-store.ts'
import { absenceRow, nameOf, peopleRows } from './show-people.ts'
import { memberOfStaff } from './staff-store.ts'
import { workersOn } from './worker-store.ts'

/** One person: roles and units with their dates, absences, sessions, who can act for them. Throws NotFound. */
export async function showPerson(
  context: Context,
  asker: Asker,
  id: string,
): Promise<z.input<typeof Person>> {
  const { db } = context
  const row = (await peopleRows(context)).find((one) => one.id === id)
  const { workers, absences } = await workersOn(db, localDate(context.now()))
  const worker = workers.find((one) => one.id === id)
  if (row === undefined || worker === undefined) throw new NotFound()
  const { iin } = await memberOfStaff(db, id)
  const units = await allUnits(db)
  const open = await countOpenWork(db, 'executor_id')
  const by = (staffId: string | null) => (staffId === null ? null : nameOf(workers, staffId))
  const sessions = await openSessionsOf(context, { kind: 'staff', id })
  return {
    ...row,
    self: asker.id === id,
    iin: iin === null ? null : maskIin(iin),
    roleChanges: (await roleChangesOf(db, id)).map((one) => ({
      role: one.role,
      change: one.change,
      at: toIso(one.at),
      by: by(one.by),
    })),
    unitChanges: (await memberChangesOf(db, id)).flatMap((one) => {
      const unit = units.find((candidate) => candidate.id === one.unitId)
      return unit === undefined
        ? []
        : [{ unit: unit.name, change: one.change, at: toIso(one.at), by: by(one.by) }]
    }),
    absences: absences.filter(({ staffId }) => staffId === id).map((one) => absenceRow(one, workers)),
    sessions: sessions.map(({ openedAt, lastSeenAt }) => ({
      openedAt: toIso(openedAt),
      lastSeenAt: toIso(lastSeenAt),
    })),
    deputies: workers
      .filter((one) => one.id !== id && isAbleDeputy(worker, one))
      .map((one) => ({ id: one.id, name: fullName(one.name), open: open.get(one.id) ?? 0 })),
    allUnits: units.filter(({ closed }) => !closed).map(({ id: unitId, name }) => ({ id: unitId, name })),
  }
}
