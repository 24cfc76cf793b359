import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ReplyKind } from '../../domain/appeal/reply-kind.ts'
import { toIso } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { countedAtMost, toldCount } from '../../domain/mailbox/queue.ts'
import { fullName, shortName } from '../../domain/person/name.ts'
import { type Approval, openReplyStates, type ReplyState } from '../../domain/reply/reply.ts'
import type { OfficeOn } from '../../domain/unit/chain-of-duty.ts'
import type { ReplyListRow, replyLists } from '../../wire/reply.ts'
import { scopeOf } from '../appeal/scope-store.ts'
import type { Asker, Db } from '../context.ts'
import { waitsForApproval, waitsForSignature } from './approver-store.ts'

/** A letter in work, in a list. Times are epoch milliseconds. */
export interface ListedReply {
  readonly id: string
  readonly appealId: string
  readonly number: number | null
  readonly subject: string
  /** What the subject is written in. */
  readonly letterLanguage: LetterLanguage
  readonly client: string
  readonly kind: ReplyKind
  readonly state: ReplyState
  readonly author: string
  readonly proposedAt: number | null
  readonly due: PlainDate | null
}

/** Over `appeal` and `reply`: the letters of a list: they wait for the asker's yes, for their key, or are their own. */
export function lettersOf(
  list: (typeof replyLists)[number],
  asker: Asker,
  office: OfficeOn,
  approval: Readonly<Record<ReplyKind, Approval>>,
): RawBuilder<SqlBool> {
  switch (list) {
    case 'proposed':
      return waitsForApproval(asker, office, approval)
    case 'toSign':
      return waitsForSignature(asker, office, approval)
    case 'mine':
      return sql<SqlBool>`(reply.author_id = ${asker.id}::uuid and reply.state = any(${[...openReplyStates]}))`
  }
}

/** As it crosses HTTP. */
export const replyListRow = ({ number, proposedAt, ...row }: ListedReply): ReplyListRow => ({
  ...row,
  appealNumber: number === null ? '' : String(number),
  proposedAt: proposedAt === null ? null : toIso(proposedAt),
})

/** Letters in work that a condition over `reply` and `appeal` names, within what the asker lists. */
const within = (db: Db, asker: Asker, condition: RawBuilder<SqlBool>) =>
  db
    .selectFrom('reply')
    .innerJoin('appeal', 'appeal.id', 'reply.appeal_id')
    .where(scopeOf(asker, 'list'))
    .where(condition)

/** Whether there is one. */
export async function isListedReply(db: Db, asker: Asker, condition: RawBuilder<SqlBool>): Promise<boolean> {
  const row = await within(db, asker, condition).select('reply.id').limit(1).executeTakeFirst()
  return row !== undefined
}

/**
 * A stretch of them, nearest due first; how many there are in all, counted no further than one beyond what is exact,
 * and whether others follow.
 */
export async function listedReplies(
  db: Db,
  asker: Asker,
  condition: RawBuilder<SqlBool>,
  { skip, most }: { readonly skip: number; readonly most: number },
): Promise<{ rows: ListedReply[]; total: number; more: boolean; hasNext: boolean }> {
  const counted = await db
    .selectFrom(within(db, asker, condition).select('reply.id').limit(countedAtMost).as('found'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  const n = Number(counted.n)
  const rows = n === 0 ? [] : await rowsOf(within(db, asker, condition), skip, most + 1)
  return {
    rows: rows.slice(0, most),
    ...toldCount(n),
    hasNext: rows.length > most,
  }
}

async function rowsOf(found: ReturnType<typeof within>, skip: number, most: number): Promise<ListedReply[]> {
  const rows = await found
    .innerJoin('person', 'person.id', 'appeal.person_id')
    .innerJoin('staff as author', 'author.id', 'reply.author_id')
    .select(['reply.id', 'reply.appeal_id', 'reply.kind', 'reply.state'])
    .select(['appeal.number', 'appeal.subject', 'appeal.letter_language', 'appeal.due_date'])
    .select(['person.surname', 'person.given_name', 'person.patronymic'])
    .select(['author.surname as author_surname', 'author.given_name as author_given_name'])
    .select('author.patronymic as author_patronymic')
    .select(
      sql<Date | null>`(select max(at) from reply_step where reply_step.reply_id = reply.id
        and step = 'proposed')`.as('proposed_at'),
    )
    .orderBy(sql`appeal.due_date asc nulls last`)
    .orderBy('proposed_at')
    .orderBy('reply.id')
    .limit(most)
    .offset(skip)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    appealId: row.appeal_id,
    number: row.number,
    subject: row.subject ?? '',
    letterLanguage: row.letter_language,
    client: fullName({ family: row.surname, given: row.given_name, patronymic: row.patronymic }),
    kind: row.kind,
    state: row.state,
    author: shortName({
      family: row.author_surname,
      given: row.author_given_name,
      patronymic: row.author_patronymic,
    }),
    proposedAt: row.proposed_at?.getTime() ?? null,
    due: row.due_date as PlainDate | null,
  }))
}
