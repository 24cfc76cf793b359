import { sql } from 'kysely'
import { z } from 'zod'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { SentKind, SentLetterKind } from '../../domain/correspondence/thread.ts'
import type { LetterLanguage } from '../../domain/language.ts'
import type { OutgoingNumber } from '../../domain/registry/outgoing-number.ts'
import type { Outcome } from '../../domain/reply/reply.ts'
import { type KeptFile, keptFile } from '../attachment/file-store.ts'
import type { Db } from '../context.ts'
import { type ReplySignature, replySignatures } from '../signature/reply-signature-store.ts'

/** A letter of the company as it is written down. */
export interface NewCorrespondence {
  readonly id: string
  readonly appealId: string
  readonly kind: SentLetterKind
  readonly authorId: string
  /** Of an interim reply: the head who approved it. */
  readonly approvedBy: string | null
  readonly reason: string | null
  readonly oldDueDate: PlainDate | null
  readonly newDueDate: PlainDate | null
  /** Epoch milliseconds. */
  readonly sentAt: number
  readonly letters: readonly {
    readonly fileId: string
    readonly language: LetterLanguage
    readonly text: string
  }[]
  readonly attachedFileIds: readonly string[]
  /** The way that it came, and its line in the register of outgoing letters. */
  readonly replyId?: string
  readonly outgoingId?: string
  readonly outcome?: Outcome | null
  readonly receiver?: { readonly name: string; readonly address: string } | null
  /** The letter of the company that it corrects. */
  readonly corrects?: string | null
}

export async function insertCorrespondence(trx: Db, letter: NewCorrespondence): Promise<void> {
  await trx
    .insertInto('correspondence')
    .values({
      id: letter.id,
      appeal_id: letter.appealId,
      kind: letter.kind,
      author_id: letter.authorId,
      approved_by: letter.approvedBy,
      reason: letter.reason,
      old_due_date: letter.oldDueDate,
      new_due_date: letter.newDueDate,
      sent_at: new Date(letter.sentAt),
      reply_id: letter.replyId ?? null,
      outgoing_id: letter.outgoingId ?? null,
      outcome: letter.outcome ?? null,
      receiver: letter.receiver == null ? null : JSON.stringify(letter.receiver),
      corrects: letter.corrects ?? null,
    })
    .execute()
  const files = [
    ...letter.letters.map(({ fileId, language, text }) => ({
      file_id: fileId,
      role: 'letter' as const,
      language,
      text,
    })),
    ...letter.attachedFileIds.map((fileId) => ({
      file_id: fileId,
      role: 'attachment' as const,
      language: null,
      text: null,
    })),
  ]
  await trx
    .insertInto('correspondence_file')
    .values(files.map((file, position) => ({ correspondence_id: letter.id, position, ...file })))
    .execute()
}

/** A letter of the company with its files, in order: the letters first. */
export interface Correspondence {
  readonly id: string
  readonly kind: SentKind
  readonly sentAt: number
  /** When the client first opened the thread with it; null: not yet, or before that was kept. */
  readonly firstReadAt: number | null
  readonly reason: string | null
  /** Its line in the register of outgoing letters; null: sent before there was one. */
  readonly outgoing: (OutgoingNumber & { readonly date: PlainDate }) | null
  readonly receiver: { readonly name: string; readonly address: string } | null
  /** The letter that it corrects. */
  readonly corrects: string | null
  readonly texts: readonly { readonly language: LetterLanguage; readonly text: string }[]
  readonly files: readonly KeptFile[]
  /** Over its letters; of one that was sent before there were any, none. */
  readonly signatures: readonly ReplySignature[]
}

const receiverSchema = z.object({ name: z.string(), address: z.string() }).nullable()

function outgoingOf(row: {
  readonly prefix: string | null
  readonly year: number | null
  readonly number: number | null
  readonly date: string | null
}): Correspondence['outgoing'] {
  const { prefix, year, number, date } = row
  if (prefix === null || year === null || number === null || date === null) return null
  return { prefix, year, number, date: date as PlainDate }
}

/** A message of the company: words alone, known to the history by its salted commitment. */
export async function insertMessage(
  trx: Db,
  message: {
    readonly id: string
    readonly appealId: string
    readonly authorId: string
    readonly text: string
    readonly salt: Uint8Array
    readonly sentAt: number
  },
): Promise<void> {
  await trx
    .insertInto('correspondence')
    .values({
      id: message.id,
      appeal_id: message.appealId,
      kind: 'message',
      author_id: message.authorId,
      text: message.text,
      salt: Buffer.from(message.salt),
      sent_at: new Date(message.sentAt),
    })
    .execute()
}

/** What the company has written on an appeal, oldest first. */
export async function correspondenceOf(db: Db, appealId: string): Promise<Correspondence[]> {
  const letters = await db
    .selectFrom('correspondence')
    .leftJoin('outgoing', 'outgoing.id', 'correspondence.outgoing_id')
    .select(['correspondence.id', 'correspondence.kind', 'sent_at', 'first_read_at', 'reason', 'outgoing_id'])
    .select(['receiver', 'corrects', 'prefix', 'year', 'number', 'date', 'text'])
    // A message is in the language of the appeal, as far as anybody has said.
    .select((eb) =>
      eb
        .selectFrom('appeal')
        .select('letter_language')
        .whereRef('appeal.id', '=', 'correspondence.appeal_id')
        .as('appeal_language'),
    )
    .where('correspondence.appeal_id', '=', appealId)
    .orderBy('sent_at')
    // Two of one moment keep the order of the history, after a restored backup too.
    .orderBy(
      sql`(select seq from event where event.appeal_id = correspondence.appeal_id
        and event.data ->> 'correspondenceId' = correspondence.id::text)`,
    )
    .execute()
  if (letters.length === 0) return []
  const files = await db
    .selectFrom('correspondence_file')
    .innerJoin('file', 'file.id', 'correspondence_file.file_id')
    .selectAll('file')
    .select(['correspondence_id', 'language', 'text'])
    .where(
      'correspondence_id',
      'in',
      letters.map(({ id }) => id),
    )
    .orderBy('position')
    .execute()
  const numbered = letters.flatMap(({ outgoing_id }) => (outgoing_id === null ? [] : [outgoing_id]))
  const signatures = await replySignatures(db, numbered)
  return letters.map((letter) => {
    const mine = files.filter((file) => file.correspondence_id === letter.id)
    return {
      id: letter.id,
      kind: letter.kind,
      sentAt: letter.sent_at.getTime(),
      firstReadAt: letter.first_read_at?.getTime() ?? null,
      reason: letter.reason,
      outgoing: outgoingOf(letter),
      receiver: receiverSchema.parse(letter.receiver),
      corrects: letter.corrects,
      texts:
        letter.text !== null && letter.appeal_language !== null
          ? [{ language: letter.appeal_language, text: letter.text }]
          : mine.flatMap(({ language, text }) =>
              language === null || text === null ? [] : [{ language, text }],
            ),
      files: mine.map(keptFile),
      signatures: signatures.filter(({ outgoingId }) => outgoingId === letter.outgoing_id),
    }
  })
}

/** The client has opened the thread: letters that they had not opened before were opened then (epoch milliseconds). */
export async function markLettersRead(trx: Db, appealId: string, at: number): Promise<void> {
  await trx
    .updateTable('correspondence')
    .set({ first_read_at: new Date(at) })
    .where('appeal_id', '=', appealId)
    .where('first_read_at', 'is', null)
    // Letters opened before this was kept have a last reading alone.
    .where(({ eb, selectFrom }) =>
      eb.not(
        eb.exists(
          selectFrom('appeal')
            .select('appeal.id')
            .whereRef('appeal.id', '=', 'correspondence.appeal_id')
            .whereRef('appeal.client_read_at', '>=', 'correspondence.sent_at'),
        ),
      ),
    )
    .execute()
}
