import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Language } from '../../domain/language.ts'
import type { AskedLately } from '../../domain/notice/confirmation-letter.ts'
import type { Db } from '../context.ts'

/** How a client is told of things. `language` is that of mails. */
export interface NoticeSettings {
  readonly byEmail: boolean
  readonly language: Language
  /** The profile's; null where there is none. */
  readonly email: string | null
  /** The profile's address has answered a mail. */
  readonly confirmed: boolean
  /** The mail server refused the profile's address for good. */
  readonly refused: { readonly at: Date; readonly reply: number | null } | null
}

export async function noticeSettingsOf(db: Db, personId: string): Promise<NoticeSettings> {
  const row = await db
    .selectFrom('person')
    .leftJoin('notice_setting as setting', 'setting.person_id', 'person.id')
    .select([
      'person.email',
      'person.language as screen_language',
      'setting.by_email',
      'setting.language',
      'setting.confirmed_email',
      'setting.refused_email',
      'setting.refused_at',
      'setting.refused_reply',
    ])
    .where('person.id', '=', personId)
    .executeTakeFirstOrThrow()
  const email = row.email === '' ? null : row.email
  return {
    byEmail: row.by_email ?? false,
    language: row.language ?? row.screen_language,
    email,
    confirmed: email !== null && row.confirmed_email === email,
    refused:
      email === null || row.refused_email !== email || row.refused_at === null
        ? null
        : { at: row.refused_at, reply: row.refused_reply },
  }
}

/** The address that mails go to now; null: the cabinet only. */
export function mailAddressOf(settings: NoticeSettings): string | null {
  const { byEmail, confirmed, refused, email } = settings
  return byEmail && confirmed && refused === null ? email : null
}

/** Where what is about the account goes, also where other mails are off; null: no address is known to be theirs. */
export function confirmedAddressOf({ confirmed, refused, email }: NoticeSettings): string | null {
  return confirmed && refused === null ? email : null
}

/** Who is told that it is changed: an address that answered once, also where a mail was refused since. */
export const provenAddressOf = ({ confirmed, email }: NoticeSettings): string | null =>
  confirmed ? email : null

export async function changeNoticeSettings(
  trx: Db,
  personId: string,
  change: { readonly byEmail?: boolean | undefined; readonly language?: Language | undefined },
): Promise<void> {
  const columns = {
    ...(change.byEmail === undefined ? {} : { by_email: change.byEmail }),
    ...(change.language === undefined ? {} : { language: change.language }),
  }
  await trx
    .insertInto('notice_setting')
    .values({ person_id: personId, by_email: false, ...columns })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ person_id: personId, ...columns }))
    .execute()
}

/** The client has opened the link sent to this address: from now on it is used, even where it was refused before. */
export async function confirmAddress(trx: Db, personId: string, email: string, at: number): Promise<void> {
  const confirmed = { confirmed_email: email, confirmed_at: new Date(at), by_email: true }
  const cleared = { refused_email: null, refused_at: null, refused_reply: null }
  await trx
    .insertInto('notice_setting')
    .values({ person_id: personId, ...confirmed })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ ...confirmed, ...cleared }))
    .execute()
}

/** The mail server has refused this address for good; `reply` is its code, 550 for one. */
export async function refuseAddress(
  trx: Db,
  personId: string,
  email: string,
  refused: { readonly at: number; readonly reply: number },
): Promise<void> {
  const columns = {
    refused_email: email,
    refused_at: new Date(refused.at),
    refused_reply: refused.reply,
  }
  await trx
    .insertInto('notice_setting')
    .values({ person_id: personId, by_email: false, ...columns })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(columns))
    .execute()
}

/** A link sent to an address. Instants are epoch ms. */
export interface Confirmation {
  readonly id: string
  readonly personId: string
  readonly email: string
  readonly expiresAt: number
}

export async function insertConfirmation(
  trx: Db,
  confirmation: Confirmation & { readonly tokenHash: Uint8Array; readonly createdAt: number },
): Promise<void> {
  await trx
    .insertInto('email_confirmation')
    .values({
      id: confirmation.id,
      person_id: confirmation.personId,
      email: confirmation.email,
      token_hash: Buffer.from(confirmation.tokenHash),
      created_at: new Date(confirmation.createdAt),
      expires_at: new Date(confirmation.expiresAt),
    })
    .execute()
}

export const newConfirmationId = (): string => randomUUID()

export async function confirmationById(db: Db, id: string): Promise<Confirmation | null> {
  const row = await db
    .selectFrom('email_confirmation')
    .select(['id', 'person_id', 'email', 'expires_at'])
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return row === undefined
    ? null
    : { id: row.id, personId: row.person_id, email: row.email, expiresAt: row.expires_at.getTime() }
}

/** Uses a link: the one with this token, not used and not lapsed; null when there is none. */
export async function spendConfirmation(
  trx: Db,
  tokenHash: Uint8Array,
  now: number,
): Promise<Confirmation | null> {
  const row = await trx
    .updateTable('email_confirmation')
    .set({ used_at: new Date(now) })
    .where('token_hash', '=', Buffer.from(tokenHash))
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .returning(['id', 'person_id', 'email', 'expires_at'])
    .executeTakeFirst()
  return row === undefined
    ? null
    : { id: row.id, personId: row.person_id, email: row.email, expiresAt: row.expires_at.getTime() }
}

/** Letters with links since then, sent for a client or to an address, or for a client to an address. */
export async function confirmationsSince(
  db: Db,
  since: number,
  of: { readonly personId?: string; readonly email?: string },
): Promise<AskedLately> {
  let query = db
    .selectFrom('email_confirmation')
    .select((row) => [row.fn.countAll<number>().as('n'), row.fn.max('created_at').as('last')])
    .where('created_at', '>', new Date(since))
  if (of.personId !== undefined) query = query.where('person_id', '=', of.personId)
  if (of.email !== undefined) query = query.where(sql`lower(email)`, '=', of.email.toLowerCase())
  const row = await query.executeTakeFirstOrThrow()
  return { count: row.n, lastAt: row.last?.getTime() ?? null }
}

/** Lets acts that would send to this address wait for each other, until the transaction ends. */
export async function lockAddress(trx: Db, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`address ${email.toLowerCase()}`}, 0))`.execute(
    trx,
  )
}

/** Deletes links a week after they lapsed; mails that carried them go with them. */
export async function forgetConfirmations(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('email_confirmation')
    .where('expires_at', '<', new Date(now - 7 * 86_400_000))
    .where(sql<boolean>`not exists (
      select from mail where mail.confirmation_id = email_confirmation.id and mail.done_at is null)`)
    .execute()
}
