import type { z } from 'zod'
import { parsePeriod, periodAround } from '../../domain/sight/period.ts'
import type { RatingTexts } from '../../wire/rating.ts'
import type { SightQuery } from '../../wire/sight.ts'
import type { Asker, Context } from '../context.ts'
import { listDays } from '../mailbox/list-columns.ts'
import { besideOf } from './folded-store.ts'
import { ratingTexts } from './rating-cell-store.ts'

/** Who wants more narrows the period. */
const atOnce = 50

/** docs/office.md 11: the words of clients beside the ratings that the figures count, for the head of the unit. */
export async function showRatingTexts(
  context: Context,
  asker: Asker,
  { period: text, ...place }: z.output<typeof SightQuery>,
): Promise<RatingTexts> {
  const { db } = context
  const days = await listDays(context)
  const period = parsePeriod(text ?? '') ?? periodAround(days.today, 'month')
  const asked = { asker, place, days, beside: besideOf(db, asker) }
  const rows = await ratingTexts(db, asked, period, atOnce + 1)
  return { rows: rows.slice(0, atOnce), more: rows.length > atOnce }
}
