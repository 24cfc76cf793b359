import { localDate } from '../../domain/calendar/instant.ts'
import type { Language } from '../../domain/language.ts'
import { isOftenEnough, nextTry, nextTryUnsure } from '../../domain/notice/mail-retry.ts'
import type { MailConfig } from '../config.ts'
import type { Context, Db } from '../context.ts'
import { findEgovMobileSigning } from '../egov-mobile/egov-mobile-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { readSettings } from '../setting/setting-store.ts'
import { composeSignals, signalsLink } from '../signal/compose-signal-mail.ts'
import { contentOfMail } from '../signal/signal-mail-store.ts'
import {
  acceptStaffAddress,
  refuseStaffAddress,
  signalAddressOf,
  signalSettingsOf,
} from '../signal/signal-setting-store.ts'
import { showInOffice } from '../signal/signal-store.ts'
import { composeAccountNotices, composeConfirmation, composeNotice, settingsLink } from './compose-mail.ts'
import { confirmationToken } from './confirmation-token.ts'
import type { MailFrame } from './mail-frame.ts'
import {
  type DueMail,
  type FormerAddress,
  finishMail,
  giveMailBack,
  handOver,
  type MailOutcome,
  type MailSubject,
  postponeMail,
  takeDueMail,
} from './mail-store.ts'
import {
  type AddressedMail,
  hostOf,
  type Mailer,
  type MailPatience,
  type MailTry,
  type MailWay,
} from './mailer.ts'
import {
  confirmationById,
  confirmedAddressOf,
  mailAddressOf,
  noticeSettingsOf,
  refuseAddress,
} from './notice-setting-store.ts'
import { findNotice, noticesOfMail, ownsNotice, type StoredNotice } from './notice-store.ts'

/** After so many tries in a row without a good word from the mail server the rest waits for the next sweep. */
const silences = 3
/**
 * Half a minute until all of a mail is with the server: less than its lease (mail-store.ts). Then ten minutes: RFC 5321
 * 4.5.3.2.6, since a server that works on what it has got would get it twice.
 */
const usualPatience: MailPatience = { wayMs: 30_000, replyMs: 600_000 }

/**
 * Sends the mails that are due, one after another. Each is taken first, in a transaction of its own, and recorded when
 * the server has answered: none is open while the server is talked to. Before its end is handed over, that is written
 * down, so that it is known of each mail whether it can have arrived (docs/decisions/0045). Answers how many were sent.
 * @param stopping breaks off a mail under way: it stays due, or it is not known whether it arrived
 */
export async function sendDueMail(
  context: Context,
  mailer: Mailer,
  stopping: AbortSignal,
  patience = usualPatience,
): Promise<number> {
  const { mail } = context.config
  let sent = 0
  for (let silent = 0; mail !== null && silent < silences && !stopping.aborted; ) {
    const due = await inTransaction(context.db, (trx) => takeDueMail(trx, context.now()))
    if (due === null) break
    const end = await sendTaken(context, due, mailer, { stopping, ...patience }, mail)
    if (end === 'sent') sent += 1
    // Who took a whole mail and says nothing is waited for once.
    silent = end === 'unknown' ? silences : end === 'failed' ? silent + 1 : 0
  }
  return sent
}

async function sendTaken(
  context: Context,
  due: DueMail,
  mailer: Mailer,
  way: Omit<MailWay, 'mayEnd'>,
  config: MailConfig,
): Promise<MailTry['kind'] | 'notWanted'> {
  const mail = await written(context, config, due)
  if (mail === null) {
    await inTransaction(context.db, (trx) => endUnsent(trx, due, 'notWanted', null, context.now()))
    return 'notWanted'
  }
  let taken = due
  const mayEnd = async (): Promise<boolean> => {
    const handed = await handOver(context.db, taken)
    taken = handed ?? taken
    return handed !== null
  }
  const tried = isOftenEnough(due.unsure)
    ? ({ kind: 'unknown', reason: 'died' } as const)
    : await mailer.send(mail, { ...way, mayEnd }).catch(async (error: unknown) => {
        await giveMailBack(context.db, taken)
        throw error
      })
  await inTransaction(context.db, (trx) => record({ ...context, db: trx }, taken, mail, tried))
  return tried.kind
}

async function record(context: Context, due: DueMail, mail: AddressedMail, tried: MailTry): Promise<void> {
  const { db } = context
  const now = context.now()
  if (tried.kind === 'sent') {
    if ('staffId' in due.subject && due.former === null) {
      await acceptStaffAddress(db, due.subject.staffId, mail.to)
    }
    return await finishMail(db, due, { outcome: 'sent', error: null }, now)
  }
  if (tried.kind === 'refused') {
    const refused = { at: now, reply: tried.reply }
    // An address that was theirs says nothing of the one that is; the mail itself keeps it (former-address-store.ts).
    if (due.former === null) {
      if ('staffId' in due.subject) await refuseStaffAddress(db, due.subject.staffId, mail.to, refused)
      else await refuseAddress(db, due.subject.personId, mail.to, refused)
    }
    return await endUnsent(db, due, 'refused', String(tried.reply), now)
  }
  const { kind, reason } = tried
  const unsure = due.unsure + (kind === 'unknown' ? 1 : 0)
  const next =
    kind === 'unknown'
      ? nextTryUnsure(due.createdAt, unsure, now)
      : nextTry(due.createdAt, due.attempts + 1, now)
  const message = kind === 'unknown' ? 'it is not known whether a mail arrived' : 'a mail was not sent'
  context.log({ level: 'warn', message, mail: due.id, messageId: mail.messageId, reason })
  if (next !== null) return await postponeMail(db, { ...due, unsure }, next, reason)
  await endUnsent(db, { ...due, unsure }, unsure > 0 ? 'unknown' : 'gaveUp', reason, now)
}

/**
 * A mail that reaches nobody, or perhaps nobody. What staff would have read in it is in the office from now on,
 * whatever they chose.
 */
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
    ? await writtenToStaff(context, subject, host, due.former)
    : await writtenToClient(context, subject, host, due.former)
}

type ToClient = Extract<MailSubject, { personId: string }>
type ToStaff = Extract<MailSubject, { staffId: string }>

async function writtenToClient(
  context: Context,
  to: ToClient,
  host: string,
  former: FormerAddress,
): Promise<AddressedMail | null> {
  const settings = await noticeSettingsOf(context.db, to.personId)
  const frame = await frameOf(context, settings.language)
  const date = new Date(context.now())
  if (to.noticeId !== null) {
    const notice = await findNotice(context.db, to.noticeId)
    if (notice !== null && notice.appealId === null) {
      const account = former ?? confirmedAddressOf(settings)
      if (account === null) return null
      const told = await noticesOfMail(context.db, to.personId, notice)
      const mail = composeAccountNotices(told, frame)
      return { ...mail, to: account, messageId: `<${notice.id}@${host}>`, date, unsubscribe: null }
    }
    const address = mailAddressOf(settings)
    if (address === null || notice === null || !(await stillHolds(context, to.personId, notice))) return null
    const messageId = `<${notice.id}@${host}>`
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
async function writtenToStaff(
  context: Context,
  to: ToStaff,
  host: string,
  former: FormerAddress,
): Promise<AddressedMail | null> {
  const settings = await signalSettingsOf(context.db, to.staffId)
  const address = former ?? signalAddressOf(settings)
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

/**
 * What was signed and not sent may have been sent, or changed, before the mail goes, and the reader's mandate may have
 * ended.
 */
async function stillHolds(
  context: Context,
  personId: string,
  { id, egovMobileSigningId }: StoredNotice,
): Promise<boolean> {
  if (!(await ownsNotice(context.db, personId, id, localDate(context.now())))) return false
  if (egovMobileSigningId === null) return true
  return (await findEgovMobileSigning(context.db, egovMobileSigningId, context.now()))?.state === 'signed'
}

async function openConfirmation(db: Db, { confirmationId }: ToClient, email: string | null, now: number) {
  const asked = confirmationId === null ? null : await confirmationById(db, confirmationId)
  return asked === null || asked.email !== email || asked.expiresAt <= now ? null : asked
}

/** The site as clients reach it; without PUBLIC_URL it is this machine's alone. */
const siteOf = ({ config }: Context): string => config.publicUrl ?? `http://localhost:${config.port}`
