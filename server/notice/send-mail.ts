import { localDate } from '../../domain/calendar/instant.ts'
import type { Language } from '../../domain/language.ts'
import { nextTry } from '../../domain/notice/mail-retry.ts'
import type { MailConfig } from '../config.ts'
import type { Context, Db } from '../context.ts'
import { findEgovMobileSigning } from '../egov-mobile/egov-mobile-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { readSettings } from '../setting/setting-store.ts'
import { composeSignals, signalsLink } from '../signal/compose-signal-mail.ts'
import { contentOfMail } from '../signal/signal-mail-store.ts'
import { refuseStaffAddress, signalAddressOf, signalSettingsOf } from '../signal/signal-setting-store.ts'
import { composeConfirmation, composeNotice, settingsLink } from './compose-mail.ts'
import { confirmationToken } from './confirmation-token.ts'
import type { MailFrame } from './mail-frame.ts'
import { type DueMail, finishMail, type MailSubject, nextDueMail, postponeMail } from './mail-store.ts'
import { type AddressedMail, hostOf, type Mailer, type MailTry } from './mailer.ts'
import { confirmationById, mailAddressOf, noticeSettingsOf, refuseAddress } from './notice-setting-store.ts'
import { findNotice, type StoredNotice } from './notice-store.ts'

/** After so many tries in a row without a word from the mail server the rest waits for the next sweep. */
const silences = 3

/**
 * Sends the mails that are due, one after another. Each is locked while it is on its way and recorded when the server
 * has taken it; only a process that dies between the two makes it go twice, under the same Message-ID. Answers how many
 * were sent.
 * @param signal breaks off a mail under way: it stays due
 */
export async function sendDueMail(context: Context, mailer: Mailer, signal: AbortSignal): Promise<number> {
  const { mail } = context.config
  let sent = 0
  for (let silent = 0; mail !== null && silent < silences && !signal.aborted; ) {
    const end = await inTransaction(context.db, (trx) =>
      sendNext({ ...context, db: trx }, mailer, mail, signal),
    )
    if (end === 'none') break
    if (end === 'sent') sent += 1
    silent = end === 'failed' ? silent + 1 : 0
  }
  return sent
}

async function sendNext(
  context: Context,
  mailer: Mailer,
  config: MailConfig,
  signal: AbortSignal,
): Promise<'none' | 'sent' | 'failed' | 'over'> {
  const due = await nextDueMail(context.db, context.now())
  if (due === null) return 'none'
  const mail = await written(context, config, due)
  if (mail === null) {
    await finishMail(context.db, due.id, { outcome: 'notWanted', error: null }, context.now())
    return 'over'
  }
  const tried = await mailer.send(mail, signal)
  await record(context, due, mail.to, tried)
  return tried.kind === 'refused' ? 'over' : tried.kind
}

async function record(context: Context, due: DueMail, to: string, tried: MailTry): Promise<void> {
  const { db } = context
  const now = context.now()
  if (tried.kind === 'sent') return await finishMail(db, due.id, { outcome: 'sent', error: null }, now)
  if (tried.kind === 'refused') {
    const refused = { at: now, reply: tried.reply }
    if ('staffId' in due.subject) await refuseStaffAddress(db, due.subject.staffId, to, refused)
    else await refuseAddress(db, due.subject.personId, to, refused)
    return await finishMail(db, due.id, { outcome: 'refused', error: String(tried.reply) }, now)
  }
  const next = nextTry(due.createdAt, due.attempts + 1, now)
  context.log({ level: 'warn', message: 'a mail was not sent', mail: due.id, reason: tried.reason })
  if (next === null) await finishMail(db, due.id, { outcome: 'gaveUp', error: tried.reason }, now)
  else await postponeMail(db, due.id, next, tried.reason)
}

/** The mail in its reader's language as of now; null when it is not wanted any more. */
async function written(context: Context, config: MailConfig, due: DueMail): Promise<AddressedMail | null> {
  const host = hostOf(config.from)
  const { subject } = due
  return 'staffId' in subject
    ? await writtenToStaff(context, subject, host)
    : await writtenToClient(context, subject, host)
}

type ToClient = Extract<MailSubject, { personId: string }>
type ToStaff = Extract<MailSubject, { staffId: string }>

async function writtenToClient(context: Context, to: ToClient, host: string): Promise<AddressedMail | null> {
  const settings = await noticeSettingsOf(context.db, to.personId)
  const frame = await frameOf(context, settings.language)
  const date = new Date(context.now())
  if (to.noticeId !== null) {
    const address = mailAddressOf(settings)
    const notice = await findNotice(context.db, to.noticeId)
    if (address === null || notice === null || !(await stillHolds(context, notice))) return null
    const messageId = `<${notice.appealId}.${notice.eventSeq ?? notice.egovMobileSigningId}@${host}>`
    const unsubscribe = settingsLink(frame.site)
    return { ...composeNotice(notice, frame), to: address, messageId, date, unsubscribe }
  }
  const asked = await openConfirmation(context.db, to, settings.email, context.now())
  if (asked === null) return null
  const token = confirmationToken(context.config.masterKey, asked.id)
  const messageId = `<${asked.id}@${host}>`
  return { ...composeConfirmation(token, frame), to: asked.email, messageId, date, unsubscribe: null }
}

/** What a mail to staff says was settled when it was closed: each try says the same. */
async function writtenToStaff(context: Context, to: ToStaff, host: string): Promise<AddressedMail | null> {
  const settings = await signalSettingsOf(context.db, to.staffId)
  const address = signalAddressOf(settings)
  const content = await contentOfMail(context.db, to.signalMailId)
  if (address === null || content === null) return null
  const frame = await frameOf(context, settings.language)
  const date = new Date(context.now())
  const messageId = `<${to.signalMailId}@${host}>`
  return {
    ...composeSignals(content, frame),
    to: address,
    messageId,
    date,
    unsubscribe: signalsLink(frame.site),
  }
}

async function frameOf(context: Context, language: Language): Promise<MailFrame> {
  const settings = await readSettings(context.db, localDate(context.now()))
  return { language, site: siteOf(context), company: settings['company.shortName'][language] }
}

/** What was signed and not sent may have been sent, or changed, before the mail goes. */
async function stillHolds(context: Context, { egovMobileSigningId }: StoredNotice): Promise<boolean> {
  if (egovMobileSigningId === null) return true
  return (await findEgovMobileSigning(context.db, egovMobileSigningId, context.now()))?.state === 'signed'
}

async function openConfirmation(db: Db, { confirmationId }: ToClient, email: string | null, now: number) {
  const asked = confirmationId === null ? null : await confirmationById(db, confirmationId)
  return asked === null || asked.email !== email || asked.expiresAt <= now ? null : asked
}

/** The site as clients reach it; without PUBLIC_URL it is this machine's alone. */
const siteOf = ({ config }: Context): string => config.publicUrl ?? `http://localhost:${config.port}`
