import type { z } from 'zod'
import { localDate, toIso } from '../../domain/calendar/instant.ts'
import { absenceOn, actingWay } from '../../domain/person/absence.ts'
import { fullName, shortName } from '../../domain/person/name.ts'
import { fold } from '../../domain/search/fold.ts'
import type { People, PeopleQuery, PersonRow } from '../../wire/people.ts'
import { countOpenWork } from '../appeal/held-work-store.ts'
import type { Context } from '../context.ts'
import type { StoredAbsence } from '../unit/absence-store.ts'
import { allUnits } from '../unit/unit-store.ts'
import { accountsOf } from './staff-store.ts'
import { type NamedWorker, workersOn } from './worker-store.ts'

type Row = z.input<typeof PersonRow>

/** Everybody as the administrator sees them: state, deputy, second factor and last sign-in in one row. */
export async function peopleRows(context: Context): Promise<Row[]> {
  const today = localDate(context.now())
  const { workers, absences } = await workersOn(context.db, today)
  const accounts = await accountsOf(context.db)
  const open = await countOpenWork(context.db, 'executor_id')
  const units = await allUnits(context.db)
  const isActive = (id: string) => workers.some((one) => one.id === id && one.active)
  const named = (id: string) => ({ id, name: nameOf(workers, id) })
  return workers.map((worker): Row => {
    const account = accounts.get(worker.id)
    const away = worker.active ? absenceOn(absences, worker.id, today) : null
    const acting = away === null ? null : (actingWay(absences, worker.id, today, isActive)?.at(-1) ?? null)
    return {
      id: worker.id,
      login: worker.login,
      fullName: fullName(worker.name),
      shortName: shortName(worker.name),
      extension: worker.extension,
      roles: [...worker.roles],
      units: units.filter(({ id }) => worker.units.includes(id)).map(({ id, name }) => ({ id, name })),
      active: worker.active,
      disabledAt: account?.disabledAt == null ? null : toIso(account.disabledAt),
      away: away === null ? null : absenceRow(away, workers),
      acting: acting === null ? null : named(acting),
      secondFactor: { code: account?.codeUsed ?? false, key: account?.iin != null },
      lastSignedInAt: account?.lastSignedInAt == null ? null : toIso(account.lastSignedInAt),
      open: open.get(worker.id) ?? 0,
    }
  })
}

export const nameOf = (workers: readonly NamedWorker[], id: string | null): string => {
  const worker = workers.find((one) => one.id === id)
  return worker === undefined ? '' : shortName(worker.name)
}

export const absenceRow = (one: StoredAbsence, workers: readonly NamedWorker[]) => ({
  id: one.id,
  from: one.from,
  to: one.to,
  reason: one.reason,
  deputy: { id: one.deputyId, name: nameOf(workers, one.deputyId) },
})

const stateOf = ({ active, away }: Row): 'here' | 'away' | 'off' =>
  active ? (away === null ? 'here' : 'away') : 'off'

/** A page of them; words of name and login in any order, letters exchanged as in every search. */
export async function showPeople(
  context: Context,
  { page, size, q, role, unit, state }: z.output<typeof PeopleQuery>,
): Promise<z.input<typeof People>> {
  const rows = await peopleRows(context)
  const words = q
    .split(/\s+/)
    .map(fold)
    .filter((word) => word !== '')
  const found = rows.filter((row) => {
    const text = fold(`${row.fullName} ${row.login} ${row.extension ?? ''}`)
    return (
      words.every((word) => text.includes(word)) &&
      (role === undefined || row.roles.includes(role)) &&
      (unit === undefined || row.units.some(({ id }) => id === unit)) &&
      (state === undefined || stateOf(row) === state)
    )
  })
  const active = rows.filter((row) => row.active)
  const open = (await allUnits(context.db)).filter(({ closed }) => !closed)
  return {
    page,
    size,
    total: found.length,
    rows: found.slice((page - 1) * size, page * size),
    active: active.length,
    withoutFactor: active.filter(({ secondFactor: { code, key } }) => !code && !key).length,
    units: open.map(({ id, name }) => ({ id, name })),
  }
}
