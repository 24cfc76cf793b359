import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import { type Act, type Relation, relationsFor, whileOpen } from '../../domain/appeal/rights.ts'
import { openStatuses } from '../../domain/appeal/status.ts'
import type { Asker } from '../context.ts'
import { replyWaiting } from './reply-waiting.ts'

/**
 * The appeals that an act may be done on by this person of the staff, as a condition over `appeal`: what `can` says of
 * one, said in SQL of all of them. Every list, count, search and export of the office has it.
 */
export function scopeOf(asker: Asker, act: Act): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'appeal'>()
  const relations = relationsFor(asker.roles, act, asker.duty.seesAll)
  if (relations.has('all')) return sql<boolean>`true`
  return eb.or([...relations].map((relation) => relatedBy(relation, asker)))
}

const uuids = (ids: readonly string[]) => sql`${[...ids]}::uuid[]`

/** The appeals to which this person of the staff has this relation. */
export function relatedBy(relation: Relation, asker: Asker): Expression<SqlBool> {
  const related = relatedEver(relation, asker)
  if (!whileOpen.includes(relation)) return related
  return sql<boolean>`(appeal.status in (${sql.join(openStatuses)}) and ${related})`
}

function relatedEver(relation: Relation, { id, duty }: Asker): Expression<SqlBool> {
  const { units, unitsBelow, insteadOf, unitsFor, atTop } = duty
  const selves = uuids([id, ...insteadOf])
  // A deputy does what is still to be done; what is over stays with those who did it.
  const still =
    insteadOf.length === 0
      ? sql<boolean>`true`
      : sql<boolean>`(appeal.status in (${sql.join(openStatuses)}) or appeal.executor_id = ${id}::uuid
          or appeal.co_executor_ids && ${uuids([id])})`
  switch (relation) {
    case 'all':
      return sql<boolean>`true`
    case 'own':
      return sql<boolean>`((appeal.executor_id = any(${selves})
        or (appeal.co_executor_ids <> '{}' and appeal.co_executor_ids && ${selves})) and ${still})`
    case 'free':
      return sql<boolean>`(appeal.executor_id is null and appeal.unit_id = any(${uuids(units)}))`
    case 'asked':
      return sql<boolean>`exists (select from question where question.appeal_id = appeal.id
        and question.unit_id = any(${uuids(units)}) and answered_at is null and withdrawn_at is null)`
    case 'standIn':
      if (unitsFor.length === 0 && !atTop) return sql<boolean>`false`
      return sql<boolean>`((appeal.unit_id = any(${uuids(unitsFor)})
        or (${sql.lit(atTop)} and appeal.unit_id is null)) and ${replyWaiting})`
    case 'unit':
      return sql<boolean>`appeal.unit_id = any(${uuids(unitsBelow)})`
  }
}
