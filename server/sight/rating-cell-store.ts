import { sql } from 'kysely'
import { type RatingStep, ratingSteps } from '../../domain/appeal/rating.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Span } from '../../domain/sight/period.ts'
import { scopeOf } from '../appeal/scope-store.ts'
import type { Db } from '../context.ts'
import { type CellPlace, listed, type SightAsked, unit } from './cell-store.ts'

export interface RatingCell extends Omit<CellPlace, 'executor'> {
  /** How often each step was given, the worst first. */
  readonly steps: readonly number[]
}

/** What was said of the answers of these days to the appeals that the asker lists, by where those are. */
const rated = (db: Db, asked: SightAsked, { from, to }: Span) =>
  listed(db, asked, { status: 'any' })
    .innerJoin('rating', 'rating.appeal_id', 'appeal.id')
    .where('rating.answered_on', '>=', from)
    .where('rating.answered_on', '<=', to)

export async function ratingCells(db: Db, asked: SightAsked, span: Span): Promise<RatingCell[]> {
  const [one, two, three, four, five] = ratingSteps.map(
    (step) => sql`(count(*) filter (where rating.step = ${step}))::int`,
  )
  return await rated(db, asked, span)
    .select(['kind.code as type', 'kind.category_code as category', unit.as('unit')])
    .select(sql<number[]>`array[${one}, ${two}, ${three}, ${four}, ${five}]`.as('steps'))
    .groupBy(['kind.code', 'kind.category_code', unit])
    .execute()
}

/** The words beside the steps, of appeals whose ratings the asker may read; the newest answer first. */
export async function ratingTexts(db: Db, asked: SightAsked, span: Span, most: number) {
  const rows = await rated(db, asked, span)
    .where(scopeOf(asked.asker, 'readRating'))
    .where('rating.text', 'is not', null)
    .select(['appeal.id as appealId', 'appeal.number', 'rating.step', 'rating.text'])
    .select('rating.answered_on as answeredOn')
    .orderBy('rating.answered_on', 'desc')
    .orderBy('rating.letter_id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    appealId: row.appealId,
    number: row.number,
    answeredOn: row.answeredOn as PlainDate,
    step: row.step as RatingStep,
    text: row.text ?? '',
  }))
}
