import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ReplyKind } from '../../domain/appeal/reply-kind.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { fullName, shortName } from '../../domain/person/name.ts'
import type { ReplyState } from '../../domain/reply/reply.ts'
import { scopeOf } from '../appeal/scope-store.ts'
import type { Asker, Db } from '../context.ts'

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

/**
 * The letters in work that a condition over `reply` and `appeal` names, within what the asker lists; nearest due first.
 */
export async function listedReplies(
  db: Db,
  asker: Asker,
  condition: RawBuilder<SqlBool>,
): Promise<ListedReply[]> {
  const rows = await db
    .selectFrom('reply')
    .innerJoin('appeal', 'appeal.id', 'reply.appeal_id')
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
    .where(scopeOf(asker, 'list'))
    .where(condition)
    .orderBy(sql`appeal.due_date asc nulls last`)
    .orderBy('proposed_at')
    .orderBy('reply.id')
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
