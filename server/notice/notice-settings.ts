import type { z } from 'zod'
import type { NoticeSettings, NoticeSettingsChange } from '../../wire/notice.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused } from '../refused.ts'
import { confirmationToken, tokenHashOf } from './confirmation-token.ts'
import { planConfirmationMail } from './mail-store.ts'
import {
  changeNoticeSettings,
  confirmAddress,
  confirmationsSince,
  insertConfirmation,
  newConfirmationId,
  noticeSettingsOf,
  spendConfirmation,
} from './notice-setting-store.ts'

const minuteMs = 60_000
/** docs/domain.md 4.4: how long a link sent to an address is good. */
const linkLastsMs = 24 * 60 * minuteMs
/** No more mails to one client's addresses than this in a day, nor two within a minute. */
const lettersADay = 5

export async function showNoticeSettings(
  context: Context,
  asker: Asker,
): Promise<z.input<typeof NoticeSettings>> {
  const settings = await noticeSettingsOf(context.db, asker.id)
  const { byEmail, language, email, confirmed, refused } = settings
  const since = context.now() - linkLastsMs
  const asked = await confirmationsSince(context.db, asker.id, since, email)
  return {
    byEmail,
    language,
    email,
    confirmed,
    refusedAt: refused?.at.toISOString() ?? null,
    available: context.config.mail !== null,
    linkSent: asked.lastAt !== null && (refused === null ? !confirmed : asked.lastAt > refused.at.getTime()),
  }
}

/**
 * Mails on or off, and their language. Turned on for an address not confirmed yet, a mail asks it first.
 */
export async function saveNoticeSettings(
  context: Context,
  asker: Asker,
  change: z.output<typeof NoticeSettingsChange>,
): Promise<z.input<typeof NoticeSettings>> {
  await inTransaction(context.db, async (trx) => {
    const before = await noticeSettingsOf(trx, asker.id)
    await changeNoticeSettings(trx, asker.id, change)
    const { email, confirmed, refused } = before
    const asks = change.byEmail === true && email !== null && (!confirmed || refused !== null)
    if (!asks || context.config.mail === null) return
    const { lastAt } = await confirmationsSince(trx, asker.id, context.now() - linkLastsMs, email)
    if (lastAt === null) await sendLink(trx, context, asker.id, email)
  })
  return await showNoticeSettings(context, asker)
}

/**
 * Sends a link to the profile's address, again too. Throws 409 `email_missing`, 409 `mail_unavailable`, 429.
 */
export async function askConfirmation(
  context: Context,
  asker: Asker,
): Promise<z.input<typeof NoticeSettings>> {
  if (context.config.mail === null) throw new HttpRefused(409, 'mail_unavailable')
  await inTransaction(context.db, async (trx) => {
    const { email } = await noticeSettingsOf(trx, asker.id)
    if (email === null) throw new HttpRefused(409, 'email_missing')
    // Locks the client's row, so that presses at once are counted one after another.
    await changeNoticeSettings(trx, asker.id, { byEmail: true })
    const { count, lastAt } = await confirmationsSince(trx, asker.id, context.now() - linkLastsMs, null)
    if (count >= lettersADay || (lastAt !== null && context.now() - lastAt < minuteMs)) {
      throw new HttpRefused(429, 'too_many_mails')
    }
    await sendLink(trx, context, asker.id, email)
  })
  return await showNoticeSettings(context, asker)
}

async function sendLink(trx: Db, context: Context, personId: string, email: string): Promise<void> {
  const id = newConfirmationId()
  const now = context.now()
  const tokenHash = tokenHashOf(confirmationToken(context.config.masterKey, id))
  await insertConfirmation(trx, {
    id,
    personId,
    email,
    tokenHash,
    createdAt: now,
    expiresAt: now + linkLastsMs,
  })
  await planConfirmationMail(trx, { confirmationId: id, personId, at: new Date(now) })
}

/** The link alone proves the address, signed in or not. Throws 410 `confirmation_gone`. */
export async function confirmEmail(context: Context, token: string): Promise<{ email: string }> {
  return await inTransaction(context.db, async (trx) => {
    const spent = await spendConfirmation(trx, tokenHashOf(token), context.now())
    const now = spent === null ? null : await noticeSettingsOf(trx, spent.personId)
    // An address that was changed meanwhile is nobody's to confirm.
    if (spent === null || now?.email !== spent.email) throw new HttpRefused(410, 'confirmation_gone')
    await confirmAddress(trx, spent.personId, spent.email, context.now())
    return { email: spent.email }
  })
}
