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
import { showInOffice } from '../signal/signal-store.ts'
import { composeConfirmation, composeNotice, settingsLink } from './compose-mail.ts'
import { confirmationToken } from './confirmation-token.ts'
import type { MailFrame } from './mail-frame.ts'
import {
  type DueMail,
  finishMail,
  giveMailBack,
  type MailOutcome,
  type MailSubject,
  postponeMail,
  takeDueMail,
} from './mail-store.ts'
import { type AddressedMail, hostOf, type Mailer, type MailTry } from './mailer.ts'
import { confirmationById, mailAddressOf, noticeSettingsOf, refuseAddress } from './notice-setting-store.ts'
import { findNotice, type StoredNotice } from './notice-store.ts'

/** After so many tries in a row without a word from the mail server the rest waits for the next sweep. */
const silences = 3
/** How long one mail may be on its way, whatever the server drips meanwhile. Less than its lease (mail-store.ts). */
const patienceMs = 30_000

/**
 * Sends the mails that are due, one after another. Each is taken first, in a transaction of its own, and recorded when
 * the server has taken it: none is open while the server is talked to. Only a process that dies in between makes a mail
 * go twice, under the same Message-ID, once its lease has passed. Answers how many were sent.
 * @param signal breaks off a mail under way: it stays due
 */
export async function sendDueMail(
  context: Context,
  mailer: Mailer,
  signal: AbortSignal,
  patience = patienceMs,
): Promise<number> {
  const { mail } = context.config
  let sent = 0
  for (let silent = 0; mail !== null && silent < silences && !signal.aborted; ) {
    const due = await inTransaction(context.db, (trx) => takeDueMail(trx, context.now()))
    if (due === null) break
    const end = await sendTaken(context, due, (text) => tryToSend(mailer, text, signal, patience), mail)
    if (end === 'sent') sent += 1
    silent = end === 'failed' ? silent + 1 : 0
  }
  return sent
}

async function sendTaken(
  context: Context,
  due: DueMail,
  send: (mail: AddressedMail) => Promise<MailTry>,
  config: MailConfig,
): Promise<MailTry['kind'] | 'notWanted'> {
  const mail = await written(context, config, due)
  if (mail === null) {
    await inTransaction(context.db, (trx) => endUnsent(trx, due, 'notWanted', null, context.now()))
    return 'notWanted'
  }
  const tried = await send(mail).catch(async (error: unknown) => {
    await giveMailBack(context.db, due)
    throw error
  })
  await inTransaction(context.db, (trx) => record({ ...context, db: trx }, due, mail.to, tried))
  return tried.kind
}

/** Throws when our own end broke it off; a server that did not come to an end in time has failed. */
async function tryToSend(
  mailer: Mailer,
  mail: AddressedMail,
  signal: AbortSignal,
  patience: number,
): Promise<MailTry> {
  const late = AbortSignal.timeout(patience)
  try {
    return await mailer.send(mail, AbortSignal.any([signal, late]))
  } catch (error) {
    if (!late.aborted || signal.aborted) throw error
    return { kind: 'failed', reason: 'deadline' }
  }
}

async function record(context: Context, due: DueMail, to: string, tried: MailTry): Promise<void> {
  const { db } = context
  const now = context.now()
  if (tried.kind === 'sent') return await finishMail(db, due, { outcome: 'sent', error: null }, now)
  if (tried.kind === 'refused') {
    const refused = { at: now, reply: tried.reply }
    if ('staffId' in due.subject) await refuseStaffAddress(db, due.subject.staffId, to, refused)
    else await refuseAddress(db, due.subject.personId, to, refused)
    return await endUnsent(db, due, 'refused', String(tried.reply), now)
  }
  const next = nextTry(due.createdAt, due.attempts + 1, now)
  context.log({ level: 'warn', message: 'a mail was not sent', mail: due.id, reason: tried.reason })
  if (next === null) await endUnsent(db, due, 'gaveUp', tried.reason, now)
  else await postponeMail(db, due, next, tried.reason)
}

/** A mail that reaches nobody. What staff would have read in it is in the office from now on, whatever they chose. */
async function endUnsent(
  trx: Db,
  due: DueMail,
  outcome: Exclude<MailOutcome, 'sent'>,
  error: string | null,
  now: number,
): Promise<void> {
  await finishMail(trx, due, { outcome, error }, now)
  if ('staffId' in due.subject) await showInOffice(trx, due.subject.signalMailId)
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
