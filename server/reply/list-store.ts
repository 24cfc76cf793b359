import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ReplyKind } from '../../domain/appeal/reply-kind.ts'
import { toIso } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage, Localised } from '../../domain/language.ts'
import { countedAtMost, toldCount } from '../../domain/mailbox/queue.ts'
import { fullName, shortName } from '../../domain/person/name.ts'
import type { ReplyOffice } from '../../domain/reply/may-approve.ts'
import { type Approval, openReplyStates, type ReplyState, statesFor } from '../../domain/reply/reply.ts'
import type { ReplyFilter, ReplyList, ReplyListRow, replyLists } from '../../wire/reply.ts'
import { canGoOut } from '../appeal/reply-waiting.ts'
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

/** Over `appeal` and `reply`: the letters of a list: they wait for the asker's yes or key, or are their own. */
export function lettersOf(
  list: (typeof replyLists)[number],
  asker: Asker,
  office: ReplyOffice,
  approval: Readonly<Record<ReplyKind, Approval>>,
): RawBuilder<SqlBool> {
  switch (list) {
    case 'proposed':
      return waitsForApproval(asker, office, approval)
    case 'toSign':
      return waitsForSignature(asker, office, approval)
    case 'mine':
      return sql<SqlBool>`(reply.author_id = ${asker.id}::uuid and reply.state = any(${[...openReplyStates]}))`
    case 'overtaken':
      return sql<SqlBool>`(reply.author_id = any(${[asker.id, ...asker.duty.insteadOf]}::uuid[])
        and reply.state = any(${[...statesFor('takeBack')]}) and not ${canGoOut})`
  }
}

/** What the asker narrows a list to. */
export function narrowedTo({ kind, unit, author, due }: ReplyFilter, today: PlainDate): RawBuilder<SqlBool> {
  const parts = [
    sql`true`,
    ...(kind === undefined ? [] : [sql`reply.kind = ${kind}`]),
    ...(unit === undefined
      ? []
      : [unit === 'none' ? sql`appeal.unit_id is null` : sql`appeal.unit_id = ${unit}::uuid`]),
    ...(author === undefined ? [] : [sql`reply.author_id = ${author}::uuid`]),
    ...(due === undefined ? [] : [sql`appeal.due_date ${due === 'today' ? sql`=` : sql`<`} ${today}::date`]),
  ]
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`
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

/** The units and the writers of the letters that a condition names, by name; of a very long list, of a part of it. */
export async function choicesIn(
  db: Db,
  asker: Asker,
  condition: RawBuilder<SqlBool>,
): Promise<ReplyList['choices']> {
  const found = await db
    .selectFrom(
      within(db, asker, condition)
        .select(['appeal.unit_id', 'reply.author_id'])
        .limit(countedAtMost)
        .as('found'),
    )
    .innerJoin('staff', 'staff.id', 'found.author_id')
    .leftJoin('unit', 'unit.id', 'found.unit_id')
    .select(['found.unit_id', 'unit.name', 'found.author_id'])
    .select(['staff.surname', 'staff.given_name', 'staff.patronymic'])
    .distinct()
    .execute()
  const units = new Map(
    found.map(({ unit_id, name }) => [unit_id ?? ('none' as const), name as Localised | null]),
  )
  const authors = new Map(
    found.map(({ author_id, surname, given_name, patronymic }) => [
      author_id,
      shortName({ family: surname, given: given_name, patronymic }),
    ]),
  )
  return {
    units: [...units].map(([id, name]) => ({ id, name })).sort(by(({ name }) => name?.kk ?? '')),
    authors: [...authors].map(([id, name]) => ({ id, name })).sort(by(({ name }) => name)),
  }
}

const by =
  <One>(nameOf: (one: One) => string) =>
  (a: One, b: One) =>
    nameOf(a).localeCompare(nameOf(b), 'kk')

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
