import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { actorOf } from '../../domain/appeal/actor.ts'
import type { EventType } from '../../domain/appeal/event.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { CameBack } from '../../wire/desk.ts'
import { isByStaff } from '../appeal/actor-columns.ts'
import { relatedBy } from '../appeal/scope-store.ts'
import type { Asker, Db } from '../context.ts'

/** Acts of others by which an appeal comes back to the one who works on it, and what it is called then. */
const comesBackBy = {
  questionAnswered: 'answered',
  takenIntoWork: 'assigned',
  executorChanged: 'assigned',
  workAssigned: 'assigned',
  replySentBack: 'sentBack',
  replyApproved: 'approved',
  reopened: 'reopened',
} as const satisfies Partial<Record<EventType, CameBack['why']>>
type ComesBackBy = keyof typeof comesBackBy
const comesBackTypes = Object.keys(comesBackBy) as ComesBackBy[]

/** Of them those that hand the work to somebody: for the first time that is no return. */
const assigning = comesBackTypes.filter((type) => comesBackBy[type] === 'assigned')

/** Who they are today: themselves, and whom they replace. */
const selvesOf = ({ id, duty }: Asker): string[] => [id, ...duty.insteadOf]
const actorsOf = (asker: Asker) => sql`${selvesOf(asker).map(actorOf)}::text[]`

/** When one of them last opened it. */
const lastLook = (asker: Asker) => sql`coalesce((select max(looked_at) from last_look
  where last_look.appeal_id = appeal.id and last_look.staff_id = any(${selvesOf(asker)}::uuid[])), '-infinity')`

/**
 * An event of this name came after it. Asked of the few events of one appeal: `is true` keeps the planner from the
 * index of all moments, which it would go through for each appeal.
 */
const isLater = (asker: Asker, event: 'event' | 'given') =>
  sql`((${sql.ref(`${event}.recorded_at`)} > ${lastLook(asker)}) is true)`

/** An act of somebody else since then. */
const since = (asker: Asker, types: readonly string[]) => sql`exists (select from event
  where event.appeal_id = appeal.id and event.type = any(${[...types]}) and event.actor <> all(${actorsOf(asker)})
    and ${isLater(asker, 'event')})`

/** It was theirs already: when they looked, or by their own act. */
const wasTheirs = (asker: Asker) => sql`exists (select from event as given
  where given.appeal_id = appeal.id and given.type = any(${assigning})
    and (given.data ->> 'executorId' = any(${selvesOf(asker)}::text[])
      or jsonb_exists_any(given.data -> 'coExecutorIds', ${selvesOf(asker)}::text[]))
    and (given.actor = any(${actorsOf(asker)}) or not ${isLater(asker, 'given')}))`

/** The authority has decided what was open when they looked. */
const verdictSince = (asker: Asker) => sql`exists (select from prepared_letter as decided
  join signature on signature.letter_id = decided.id
  where decided.appeal_id = appeal.id and signature.revocation in ('good', 'revoked') and signature.checks > 0
    and signature.verified_at > ${lastLook(asker)} and ${lastLook(asker)} > '-infinity')`

/** Somebody else has made it theirs for the first time since. */
const assignedFirst = (asker: Asker) => sql`(${since(asker, assigning)} and not ${wasTheirs(asker)})`

/** Over `appeal`: it is new to this person, and they have not opened it since it became theirs. */
export const newlyAssigned = (asker: Asker): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${relatedBy('own', asker)} and ${assignedFirst(asker)})`

/**
 * Over `appeal`: it came back to this person and they have not opened it since. It was theirs before: a question was
 * answered, the verdict was decided, somebody assigned it again. For a head also what was given back and is nobody's.
 */
export function cameBack(asker: Asker): RawBuilder<SqlBool> {
  const own = sql`(${relatedBy('own', asker)} and (${since(asker, comesBackTypes)} or ${verdictSince(asker)})
    and not ${assignedFirst(asker)})`
  const given = sql`(appeal.executor_id is null and ${relatedBy('unit', asker)}
    and ${since(asker, ['executorChanged'])})`
  return asker.roles.includes('head') ? sql<SqlBool>`(${own} or ${given})` : sql<SqlBool>`${own}`
}

/** What brought an appeal back, the last of it. `at` is epoch milliseconds. */
export interface Return {
  readonly why: CameBack['why']
  readonly at: number
  readonly by: PersonName | null
  readonly text: string | null
}

/** Of appeals that came back or were assigned: what somebody else did last, with their words. */
export async function findReturns(
  db: Db,
  asker: Asker,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Return>> {
  if (ids.length === 0) return new Map()
  const rows = await sql<{
    appeal_id: string
    type: ComesBackBy
    at: Date
    given_back: boolean
    revocation: string
    decided_at: Date | null
    surname: string | null
    given_name: string | null
    patronymic: string | null
    text: string | null
  }>`select appeal.id as appeal_id, event.type, event.recorded_at as at,
      event.type = 'executorChanged' and event.data -> 'executorId' = 'null' as given_back,
      signature.revocation, case when signature.checks > 0 and signature.verified_at > ${lastLook(asker)} then signature.verified_at end as decided_at,
      staff.surname, staff.given_name, staff.patronymic, coalesce(remark.text, question.answer) as text
    from appeal
    join prepared_letter as letter on letter.appeal_id = appeal.id
    join signature on signature.letter_id = letter.id
    left join lateral (select type, data, recorded_at, actor from event where event.appeal_id = appeal.id
      and event.type = any(${comesBackTypes}) and event.actor <> all(${actorsOf(asker)}) order by seq desc limit 1) event on true
    left join staff on ${isByStaff}
    left join remark on remark.appeal_id = appeal.id and remark.id::text = coalesce(event.data ->> 'reasonId', event.data ->> 'instructionId', event.data ->> 'remarkId')
    left join question on question.appeal_id = appeal.id and question.id::text = event.data ->> 'questionId'
    where appeal.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(
    rows.rows.map((row): [string, Return] => {
      const { surname, given_name, revocation, decided_at } = row
      if (row.at === null || (decided_at !== null && decided_at > row.at)) {
        const why = revocation === 'revoked' ? 'verdictRevoked' : 'verdictGood'
        return [row.appeal_id, { why, at: decided_at?.getTime() ?? 0, by: null, text: null }]
      }
      const why = row.given_back ? 'givenBack' : comesBackBy[row.type]
      const by =
        surname === null || given_name === null
          ? null
          : { family: surname, given: given_name, patronymic: row.patronymic }
      return [row.appeal_id, { why, at: row.at.getTime(), by, text: row.text }]
    }),
  )
}
