import { sql } from 'kysely'
import { z } from 'zod'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import { readFile } from '../attachment/file-store.ts'
import type { Context, Db } from '../context.ts'

/** A letter of the company as it was frozen with number and date: the bytes that are signed and sent. */
export interface FrozenReplyLetter {
  readonly id: string
  readonly replyId: string
  readonly appealId: string
  readonly language: LetterLanguage
  readonly fileId: string
  readonly text: string
  readonly sha256: string
  /** The day of the letter; it waits for a signature until the midnight that ends it. */
  readonly localDate: PlainDate
  readonly outgoing: {
    readonly id: string
    readonly prefix: string
    readonly year: number
    readonly number: number
  }
  /** Its number still holds, and nobody has signed it yet. */
  readonly open: boolean
}

const isSigned = sql<boolean>`exists (select 1 from signature
  where signature.reply_letter_id = letter.id and signature.staff_id is not null)`

const frozenLetters = (db: Db) =>
  db
    .selectFrom('reply_letter as letter')
    .innerJoin('outgoing', 'outgoing.id', 'letter.outgoing_id')
    .select(['letter.id', 'letter.reply_id', 'letter.language', 'letter.file_id', 'letter.text'])
    .select(['letter.sha256', 'letter.local_date', 'letter.outgoing_id'])
    .select([
      'outgoing.appeal_id',
      'outgoing.year',
      'outgoing.number',
      'outgoing.prefix',
      'outgoing.annulled_at',
    ])
    .select(isSigned.as('signed'))

type Row = Awaited<ReturnType<ReturnType<typeof frozenLetters>['executeTakeFirstOrThrow']>>

const frozenLetter = (row: Row): FrozenReplyLetter => ({
  id: row.id,
  replyId: row.reply_id,
  appealId: row.appeal_id,
  language: row.language,
  fileId: row.file_id,
  text: row.text,
  sha256: row.sha256,
  localDate: row.local_date as PlainDate,
  outgoing: { id: row.outgoing_id, prefix: row.prefix, year: row.year, number: row.number },
  open: row.annulled_at === null && !row.signed,
})

/** One frozen letter; null where there is none. */
export async function frozenReplyLetter(db: Db, id: string): Promise<FrozenReplyLetter | null> {
  const row = await frozenLetters(db).where('letter.id', '=', id).executeTakeFirst()
  return row === undefined ? null : frozenLetter(row)
}

/** The letters of a reply under the number that it has now, in the order of their languages. */
export async function frozenReplyLetters(db: Db, replyId: string): Promise<FrozenReplyLetter[]> {
  const rows = await frozenLetters(db)
    .where('letter.reply_id', '=', replyId)
    .where('outgoing.annulled_at', 'is', null)
    .orderBy('letter.language')
    .execute()
  return rows.map(frozenLetter)
}

/** Keeps the pages of a letter (SVG, a file of the appeal) as they are shown for signing. */
export async function keepPages(trx: Db, replyLetterId: string, fileId: string): Promise<void> {
  await trx
    .insertInto('reply_letter_pages')
    .values({ reply_letter_id: replyLetterId, file_id: fileId })
    .execute()
}

const Pages = z.array(z.string())

/** The pages that were drawn with a letter's bytes; none where it was not opened for signing. */
export async function pagesOf(context: Context, replyLetterId: string): Promise<string[]> {
  const row = await context.db
    .selectFrom('reply_letter_pages')
    .select('file_id')
    .where('reply_letter_id', '=', replyLetterId)
    .executeTakeFirst()
  if (row === undefined) return []
  const { bytes } = await readFile(context, row.file_id)
  return Pages.parse(JSON.parse(new TextDecoder().decode(bytes)))
}
