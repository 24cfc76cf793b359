import { sql } from 'kysely'
import { z } from 'zod'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Language } from '../../domain/language.ts'
import { choicesOf, type SignalChoices } from '../../domain/signal/choice.ts'
import type { Db } from '../context.ts'

const Ways = z.record(z.string(), z.unknown())

/** How somebody of the staff is told of things. */
export interface SignalSettings {
  readonly choices: SignalChoices
  readonly email: string | null
  /** The mail server refused the address for good. */
  readonly refused: { readonly at: Date; readonly reply: number | null } | null
  /** A mail to the address was accepted since it was entered. */
  readonly accepted: boolean
  readonly language: Language
  readonly active: boolean
}

export async function signalSettingsOf(db: Db, staffId: string): Promise<SignalSettings> {
  const row = await db
    .selectFrom('staff')
    .leftJoin('signal_setting as setting', 'setting.staff_id', 'staff.id')
    .select(['staff.email', 'staff.language', 'staff.active'])
    .select(['setting.ways', 'setting.refused_email', 'setting.refused_at', 'setting.refused_reply'])
    .select('setting.accepted_email')
    .where('staff.id', '=', staffId)
    .executeTakeFirstOrThrow()
  const isRefused = row.email !== null && row.refused_email === row.email && row.refused_at !== null
  return {
    choices: choicesOf(Ways.catch({}).parse(row.ways ?? {})),
    email: row.email,
    refused: isRefused && row.refused_at !== null ? { at: row.refused_at, reply: row.refused_reply } : null,
    accepted: row.email !== null && row.accepted_email === row.email,
    language: row.language,
    active: row.active,
  }
}

/** Where mails go now; null: nowhere. */
export const signalAddressOf = ({ active, email, refused }: SignalSettings): string | null =>
  active && refused === null ? email : null

/**
 * The address that is told when it is changed, also where a mail was refused since it took one: one that nobody
 * confirms may be a stranger's, or nobody's.
 */
export const reachedAddressOf = ({ active, accepted, email }: SignalSettings): string | null =>
  active && accepted ? email : null

export async function keepSignalChoices(trx: Db, staffId: string, choices: SignalChoices): Promise<void> {
  const ways = JSON.stringify(choices)
  await trx
    .insertInto('signal_setting')
    .values({ staff_id: staffId, ways })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet({ ways }))
    .execute()
}

/**
 * An address that is entered once more is tried once more, also where it was refused before. Another one has taken no
 * mail yet.
 */
export async function keepStaffEmail(trx: Db, staffId: string, email: string | null): Promise<void> {
  await trx.updateTable('staff').set({ email }).where('id', '=', staffId).execute()
  await trx
    .updateTable('signal_setting')
    .set({ refused_email: null, refused_at: null, refused_reply: null })
    .set({ accepted_email: sql<string | null>`case when accepted_email = ${email} then accepted_email end` })
    .where('staff_id', '=', staffId)
    .execute()
}

/** The mail server has taken a mail to this address. */
export async function acceptStaffAddress(trx: Db, staffId: string, email: string): Promise<void> {
  await trx
    .insertInto('signal_setting')
    .values({ staff_id: staffId, accepted_email: email })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet({ accepted_email: email }))
    .execute()
}

/** The mail server has refused this address for good; `reply` is its code. */
export async function refuseStaffAddress(
  trx: Db,
  staffId: string,
  email: string,
  refused: { readonly at: number; readonly reply: number },
): Promise<void> {
  const columns = {
    refused_email: email,
    refused_at: new Date(refused.at),
    refused_reply: refused.reply,
  }
  await trx
    .insertInto('signal_setting')
    .values({ staff_id: staffId, ...columns })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(columns))
    .execute()
}

/** Those whom a digest of this day may reach and who have had none: they may sign in and have an address. */
export async function staffToDigest(db: Db, day: PlainDate): Promise<string[]> {
  const rows = await db
    .selectFrom('staff')
    .leftJoin('signal_setting as setting', 'setting.staff_id', 'staff.id')
    .select('staff.id')
    .where('staff.active', '=', true)
    .where('staff.email', 'is not', null)
    .where(sql<boolean>`setting.ways ->> 'digest' is distinct from 'none'`)
    .where(sql<boolean>`setting.refused_email is distinct from staff.email`)
    .where(
      sql<boolean>`not exists (select from signal_mail
        where signal_mail.staff_id = staff.id and kind = 'digest' and signal_mail.day = ${day})`,
    )
    .orderBy('staff.id')
    .execute()
  return rows.map(({ id }) => id)
}
