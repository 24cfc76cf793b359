import { openStatuses } from '../../domain/appeal/status.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Answers } from '../../domain/catalogue/field.ts'
import type { Coupon } from '../../domain/registry/coupon.ts'
import type { Db } from '../context.ts'

/** So many of them are looked at for a twin: nobody has more of one type in work. */
const mostLookedAt = 50

/** Appeals of the same party, type and contract that are still in work, the newest first, and what they say. */
export async function sameInWork(
  db: Db,
  appeal: {
    readonly id: string
    readonly partyId: string
    readonly contractId: string
    readonly typeCode: string
  },
): Promise<
  {
    readonly registration: { number: number; date: PlainDate } | null
    readonly coupon: Coupon
    readonly answers: Answers
  }[]
> {
  const rows = await db
    .selectFrom('appeal')
    .innerJoin('appeal_type', 'appeal_type.id', 'appeal.type_id')
    .innerJoin('coupon', 'coupon.appeal_id', 'appeal.id')
    .innerJoin('prepared_letter as letter', 'letter.appeal_id', 'appeal.id')
    .select(['appeal.number', 'appeal.registration_date', 'coupon.year', 'coupon.number as coupon_number'])
    .select('letter.answers')
    .where('appeal.party_id', '=', appeal.partyId)
    .where('appeal.contract_id', '=', appeal.contractId)
    .where('appeal_type.code', '=', appeal.typeCode)
    .where('appeal.status', 'in', openStatuses)
    .where('appeal.id', '<>', appeal.id)
    .orderBy('appeal.sent_at', 'desc')
    .limit(mostLookedAt)
    .execute()
  return rows.map((row) => ({
    registration:
      row.number === null || row.registration_date === null
        ? null
        : { number: row.number, date: row.registration_date as PlainDate },
    coupon: { year: row.year, number: row.coupon_number },
    answers: row.answers as Answers,
  }))
}
