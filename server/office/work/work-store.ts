import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Workable } from '../../../domain/appeal/work.ts'
import { localDate } from '../../../domain/calendar/instant.ts'
import type { PlainDate } from '../../../domain/calendar/plain-date.ts'
import { formatCoupon } from '../../../domain/registry/coupon.ts'
import { factColumns, factsOf } from '../../appeal/appeal-store.ts'
import { readCalendar } from '../../calendar/calendar-store.ts'
import type { Db } from '../../context.ts'
import { workersOn } from '../../person/worker-store.ts'
import { allUnits } from '../../unit/unit-store.ts'

/** An appeal whose work is ordered, and what it is called in a list. */
export interface WorkItem extends Workable {
  readonly id: string
  readonly number: number | null
  readonly coupon: string
  readonly subject: string
}

/** The work of these appeals, in this order; what is not sent is left out. */
export async function workItems(db: Db, ids: readonly string[]): Promise<WorkItem[]> {
  const rows = await db
    .selectFrom('appeal')
    .innerJoin('coupon', 'coupon.appeal_id', 'appeal.id')
    .innerJoin('prepared_letter as letter', 'letter.appeal_id', 'appeal.id')
    .innerJoin('signature', 'signature.letter_id', 'letter.id')
    .select(factColumns)
    .select(['appeal.id', 'appeal.subject', 'appeal.number', 'appeal.due_date', 'appeal.internal_day'])
    .select(['coupon.year as coupon_year', 'coupon.number as coupon_number'])
    .select(
      sql<string | null>`(select text from remark where remark.appeal_id = appeal.id and kind = 'instruction'
        order by written_at desc, id limit 1)`.as('instruction'),
    )
    .where('appeal.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
  const found = new Map(
    rows.map((row) => {
      const facts = factsOf(row)
      const { unitId, executorId, coExecutorIds } = facts
      const internalDay = row.internal_day as PlainDate | null
      const item: WorkItem = {
        id: row.id,
        number: row.number,
        coupon: formatCoupon({ year: row.coupon_year, number: row.coupon_number }),
        subject: row.subject ?? '',
        facts,
        work: { unitId, executorId, coExecutorIds, internalDay, instruction: row.instruction },
        dueDate: row.due_date as PlainDate | null,
      }
      return [row.id, item]
    }),
  )
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** The company on the day of a moment (epoch milliseconds), as orders are judged by it. */
export async function officeDay(db: Db, now: number) {
  const today = localDate(now)
  const { workers, absences } = await workersOn(db, today)
  return { today, calendar: await readCalendar(db), workers, absences, units: await allUnits(db) }
}

/** Keeps the words of an act within the office; answers their id, which the event names. */
export async function keepRemark(
  trx: Db,
  remark: { appealId: string; kind: 'reason' | 'instruction'; text: string; writtenBy: string; at: number },
): Promise<string> {
  const id = randomUUID()
  await trx
    .insertInto('remark')
    .values({
      id,
      appeal_id: remark.appealId,
      kind: remark.kind,
      text: remark.text,
      written_by: remark.writtenBy,
      written_at: new Date(remark.at),
    })
    .execute()
  return id
}
