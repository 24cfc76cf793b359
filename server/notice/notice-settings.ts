import type { z } from 'zod'
import { linkLastsMs, mayAskAddress } from '../../domain/notice/confirmation-letter.ts'
import type { NoticeSettings, NoticeSettingsChange } from '../../wire/notice.ts'
import type { Asker, Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused } from '../refused.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { confirmationToken, tokenHashOf } from './confirmation-token.ts'
import { planConfirmationMail } from './mail-store.ts'
import {
  changeNoticeSettings,
  confirmAddress,
  confirmationsSince,
  insertConfirmation,
  lockAddress,
  newConfirmationId,
  noticeSettingsOf,
  spendConfirmation,
} from './notice-setting-store.ts'

export async function showNoticeSettings(
  context: Context,
  asker: Asker,
): Promise<z.input<typeof NoticeSettings>> {
  const settings = await noticeSettingsOf(context.db, asker.id)
  const { byEmail, language, email, confirmed, refused } = settings
  const since = context.now() - linkLastsMs
  const asked =
    email === null
      ? { count: 0, lastAt: null }
      : await confirmationsSince(context.db, since, { personId: asker.id, email })
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
    const since = context.now() - linkLastsMs
    const { lastAt } = await confirmationsSince(trx, since, { personId: asker.id, email })
    // What was chosen is kept all the same; the page then offers the link, and says when there were too many.
    if (lastAt === null && (await mayAsk(trx, context, asker.id, email))) {
      await sendLink(trx, context, asker.id, email)
    }
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
    if (!(await mayAsk(trx, context, asker.id, email))) throw new HttpRefused(429, 'too_many_mails')
    await sendLink(trx, context, asker.id, email)
  })
  return await showNoticeSettings(context, asker)
}

async function mayAsk(trx: Db, context: Context, personId: string, email: string): Promise<boolean> {
  const now = context.now()
  const since = now - linkLastsMs
  await lockAddress(trx, email)
  const byClient = await confirmationsSince(trx, since, { personId })
  return mayAskAddress(byClient, await confirmationsSince(trx, since, { email }), now)
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
  return await inLoggedTransaction(context, async (trx, tell) => {
    const spent = await spendConfirmation(trx, tokenHashOf(token), context.now())
    const now = spent === null ? null : await noticeSettingsOf(trx, spent.personId)
    // An address that was changed meanwhile is nobody's to confirm.
    if (spent === null || now?.email !== spent.email) throw new HttpRefused(410, 'confirmation_gone')
    await confirmAddress(trx, spent.personId, spent.email, context.now())
    await tell('mailAddressConfirmed', null, { person: spent.personId })
    return { email: spent.email }
  })
}
