import type { z } from 'zod'
import { parseDevice } from '../../domain/security/device.ts'
import type { SignalRow, Signals, SignalsQuery } from '../../wire/signal.ts'
import { inSightOf } from '../case/news-store.ts'
import type { Asker, Context } from '../context.ts'
import { staffNames } from '../person/staff-store.ts'
import { findSignals, type StoredSignal, subjectsOf } from './signal-store.ts'

/** What somebody was told, the latest first. What they do not see now is a number alone. */
export async function listSignals(
  { db }: Context,
  asker: Asker,
  { page, size }: z.output<typeof SignalsQuery>,
): Promise<z.input<typeof Signals>> {
  const { rows, total } = await findSignals(db, asker.id, { page, size })
  const seen = await inSightOf(db, asker, [...new Set(rows.flatMap(({ appealId }) => appealId ?? []))])
  const subjects = await subjectsOf(db, [...seen])
  const names = await staffNames(
    db,
    rows.flatMap(({ insteadOf }) => insteadOf ?? []),
  )
  return { rows: rows.map((row) => signalRow(row, subjects, names)), page, size, total }
}

const signalRow = (
  row: StoredSignal,
  subjects: Awaited<ReturnType<typeof subjectsOf>>,
  names: ReadonlyMap<string, string>,
): SignalRow => {
  const { id, number, kind, appealNumber, day, step, merged, insteadOf, at, unread } = row
  return {
    id,
    number,
    kind,
    appealNumber,
    appeal: row.appealId === null ? null : (subjects.get(row.appealId) ?? null),
    account: row.about === null ? null : { device: parseDevice(row.about.device), act: row.about.act },
    day,
    step,
    merged,
    insteadOf: insteadOf === null ? null : (names.get(insteadOf) ?? null),
    at: at.toISOString(),
    unread,
  }
}
