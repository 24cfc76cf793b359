import { termsOf } from '../../domain/appeal/due-date.ts'
import type { AppealEvent } from '../../domain/appeal/event.ts'
import {
  arePapersAsked,
  type ClientEvent,
  firstDueDateOf,
  isSeenByClient,
  statusOf,
} from '../../domain/appeal/history.ts'
import { unnumberedStatuses } from '../../domain/appeal/status.ts'
import { withdrawalStateOf } from '../../domain/appeal/withdrawal.ts'
import { localDate, toIso } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { isMissingYear, skippedDays, type WorkingCalendar } from '../../domain/calendar/working-days.ts'
import { answersBeforeReopening, inThreadOrder } from '../../domain/correspondence/thread.ts'
import type { Language } from '../../domain/language.ts'
import { callLink } from '../../domain/person/executor.ts'
import { maskIin } from '../../domain/person/iin.ts'
import { fullName } from '../../domain/person/name.ts'
import { formatPhone, parsePhone } from '../../domain/person/phone.ts'
import { formatCoupon } from '../../domain/registry/coupon.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { formatRegistration } from '../../domain/registry/registration-number.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { fileRow } from '../attachment/file-store.ts'
import { readCalendar } from '../calendar/calendar-store.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Context } from '../context.ts'
import { readFrozenLetter } from '../letter/frozen-letter.ts'
import { viewsOf } from '../office/letter-view-store.ts'
import { askedAgainIn } from '../paper/paper-store.ts'
import { shownPapers } from '../paper/shown-paper-store.ts'
import { dueFrom } from '../registry/registry-rules.ts'
import { readSettings } from '../setting/setting-store.ts'
import type { Submission } from '../submission/submission-store.ts'
import { filesOf } from './appeal-files.ts'
import type { SentAppeal } from './appeal-store.ts'
import { daysLeftOf, isOverdue } from './days-left.ts'
import { historyOf } from './event-store.ts'
import { ownSignatureRow, replySignatureRow } from './reply-signature-row.ts'

/** An appeal as client and staff see it; whose it is has been asked before. */
export async function appealInFull(
  context: Context,
  appeal: SentAppeal,
  language: Language,
): Promise<Appeal> {
  const { db } = context
  const today = localDate(context.now())
  const history = await historyOf(db, appeal.id)
  const [views, calendar, settings, frozen, threads] = [
    await viewsOf(db, appeal.id),
    await readCalendar(db),
    await readSettings(db, today),
    await readFrozenLetter(context, appeal.letter.pagesFileId),
    await correspondenceRows(context, appeal, history),
  ]
  const { registrationDate, number, signature } = appeal
  const steps = history.filter(isSeenByClient).filter(isStep)
  const promisedDue = unnumberedStatuses.includes(appeal.status)
    ? await dueIfRegistered(context, appeal, calendar)
    : null
  const firstView = views.at(-1)?.at.toISOString() ?? null
  const lastView = views[0]?.at.toISOString() ?? null
  return {
    id: appeal.id,
    subject: appeal.subject,
    status: appeal.status,
    contractNumber: appeal.contract.number,
    contractDate: appeal.contract.date,
    letterLanguage: appeal.letterLanguage,
    client: { fullName: fullName(appeal.client.name), maskedIin: maskIin(appeal.client.iin) },
    coupon: { number: formatCoupon(appeal.coupon), acceptedAt: toIso(appeal.sentAt) },
    registration:
      number === null || registrationDate === null
        ? null
        : formatRegistration({ number, date: registrationDate }),
    registrationNumber: number,
    registrationDate,
    registersAt: appeal.registersAt === null ? null : toIso(appeal.registersAt),
    due: explainedDue(appeal, appeal.dueDate ?? promisedDue, { today, calendar, language }),
    dueMoved: appeal.dueDate !== firstDueDateOf(history),
    papersAsked: arePapersAsked(history),
    papers: await shownPapers(db, history, { status: appeal.status, today, calendar }),
    executor: executorRow(appeal, settings['company.callCentre']),
    executedAt: appeal.executedAt === null ? null : toIso(appeal.executedAt),
    signature: {
      result: signature.result,
      code: signature.code,
      signer: signature.signer.name,
      serial: signature.signer.serial,
      issuer: signature.signer.issuer,
      notBefore: signature.signer.notBefore,
      notAfter: signature.signer.notAfter,
      algorithm: signature.signer.algorithm,
      method: signature.method,
      receivedAt: toIso(signature.receivedAt),
      revocation: signature.revocation,
      revokedAt: signature.revokedAt === null ? null : toIso(signature.revokedAt),
      checkedAt: toIso(signature.verifiedAt),
      timestampedAt: signature.timestampedAt === null ? null : toIso(signature.timestampedAt),
    },
    returned: returnedRow(history),
    letterPages: frozen.pageCount,
    letterText: appeal.letter.text,
    history: steps.map((event, index) => historyRow(event, steps.slice(0, index + 1))),
    correspondence: inThreadOrder(
      threads.map((row) =>
        row.kind === 'appeal' ? { ...row, readAt: lastView, firstReadAt: firstView } : row,
      ),
    ),
    views: views.map(({ at, role }) => ({ at: at.toISOString(), role })),
  }
}

/** §10: the due date that goes with the registration date promised to an appeal still waiting for its number. */
async function dueIfRegistered(
  context: Context,
  { typeId, registrationDate, contract }: SentAppeal,
  calendar: WorkingCalendar,
): Promise<PlainDate | null> {
  const version = await typeById(context.db, typeId)
  return version === null || registrationDate === null
    ? null
    : dueFrom(registrationDate, termsOf(version.type, contract.kind), calendar)
}

/** A due date with its reasons; in a year without a calendar there is none. */
function explainedDue(
  appeal: SentAppeal,
  dueDate: PlainDate | null,
  { today, calendar, language }: { today: PlainDate; calendar: WorkingCalendar; language: Language },
): Appeal['due'] {
  const { registrationDate } = appeal
  if (dueDate === null || registrationDate === null) return null
  const skipped = skippedDays(registrationDate, dueDate, calendar)
  return {
    date: dueDate,
    workingDaysLeft: daysLeftOf(appeal.status, today, dueDate, calendar),
    overdue: isOverdue(appeal.status, today, dueDate),
    skipped: isMissingYear(skipped)
      ? []
      : skipped.map(({ date, why }) => ({ date, why: why === 'weekend' ? why : why[language] })),
  }
}

function executorRow(appeal: SentAppeal, callCentre: string): Appeal['executor'] {
  if (appeal.executor === null) return null
  const { name, extension } = appeal.executor
  const phone = parsePhone(callCentre)
  return {
    fullName: fullName(name),
    extension: extension ?? '',
    callCentre: phone === null ? callCentre : formatPhone(phone),
    tel: phone === null || extension === null ? `tel:${callCentre}` : callLink(phone, extension),
  }
}

/** What the history of statuses shows: messages and papers are in the thread alone, and move none. */
const besideStatuses = [
  'submitted',
  'messaged',
  'papersAsked',
  'paperSettled',
  'paperAskedAgain',
  'papersReminded',
  'withdrawalDeclined',
] as const
type Step = Exclude<ClientEvent, { readonly type: (typeof besideStatuses)[number] }>
const isStep = (event: ClientEvent): event is Step => !besideStatuses.some((type) => type === event.type)

function historyRow(event: Step, upToHere: readonly Step[]): Appeal['history'][number] {
  const row = {
    status: statusOf(upToHere),
    at: event.occurredAt,
    coupon: null,
    number: null,
    dueDate: null,
    newDueDate: null,
    besides: isBesides(event.type) ? event.type : null,
  }
  switch (event.type) {
    case 'sent':
      return {
        ...row,
        coupon: formatCoupon({ year: event.data.couponYear, number: event.data.couponNumber }),
      }
    case 'registered':
      return { ...row, number: formatRegistration(event.data), dueDate: event.data.dueDate }
    case 'dueDateTold':
      return { ...row, dueDate: event.data.dueDate }
    case 'interimReplied':
      return { ...row, newDueDate: event.data.newDueDate }
    case 'takenIntoWork':
    case 'executorChanged':
    case 'executed':
    case 'forwarded':
    case 'corrected':
    case 'reopened':
    case 'returned':
    case 'returnedByCompany':
    case 'withdrawn':
      return row
  }
}

const besides = ['executorChanged', 'corrected', 'reopened'] as const
const isBesides = (type: string): type is (typeof besides)[number] => besides.some((one) => one === type)

function returnedRow(history: readonly AppealEvent[]): Appeal['returned'] {
  const event = history.find(({ type }) => type === 'returned' || type === 'returnedByCompany')
  if (event?.type === 'returnedByCompany') {
    return { at: event.occurredAt, reason: 'notConsidered', revokedAt: null }
  }
  if (event?.type !== 'returned') return null
  const { reason, revokedAt = null } = event.data
  return { at: event.occurredAt, reason, revokedAt }
}

/** What became of a withdrawal; null for whatever else was sent. */
function withdrawalRow(
  { id, decision }: Submission,
  history: readonly AppealEvent[],
): Appeal['correspondence'][number]['withdrawal'] {
  const event = history.find((one) => one.type === 'submitted' && one.data.submissionId === id)
  if (event?.type !== 'submitted' || event.data.decideBy === undefined) return null
  return {
    state: withdrawalStateOf(history, id),
    decideBy: event.data.decideBy,
    decidedAt: decision === null ? null : toIso(decision.at),
    reason: decision?.reason ?? null,
  }
}

/** What the client sent after the letter, in the language of the appeal as far as anybody has said. */
function submissionRow(
  submission: Submission,
  { letterLanguage }: SentAppeal,
  history: readonly AppealEvent[],
): Appeal['correspondence'][number] {
  const { id, text, sentAt, firstReadAt, sender, signature } = submission
  const readAt = firstReadAt === null ? null : toIso(firstReadAt)
  return {
    id,
    kind: 'submission',
    sentAt: toIso(sentAt),
    readAt,
    firstReadAt: readAt,
    texts: text === '' ? [] : [{ language: letterLanguage, text }],
    reason: null,
    files: [...submission.files, ...(signature === null ? [] : [signature.letter])].map(fileRow),
    signatures: signature === null ? [] : [ownSignatureRow(signature, sender.name, letterLanguage)],
    outgoing: null,
    receiver: null,
    corrects: null,
    sender: fullName(sender.name),
    beforeReopening: false,
    askedAgain: [],
    withdrawal: withdrawalRow(submission, history),
  }
}

/**
 * §10: the whole correspondence: the client's letter, what they sent after it and everything the company wrote, with
 * full file names.
 */
async function correspondenceRows(
  context: Context,
  appeal: SentAppeal,
  history: readonly AppealEvent[],
): Promise<Appeal['correspondence']> {
  const { own, submissions, correspondence } = await filesOf(context.db, appeal)
  const again = await askedAgainIn(context.db, appeal.id)
  const readUpTo = appeal.clientReadAt
  const superseded = answersBeforeReopening(history)
  return [
    {
      id: appeal.letter.id,
      kind: 'appeal',
      sentAt: toIso(appeal.sentAt),
      readAt: null,
      firstReadAt: null,
      texts: [{ language: appeal.letterLanguage, text: appeal.letter.text }],
      reason: null,
      files: own.map(fileRow),
      signatures: [],
      outgoing: null,
      receiver: null,
      corrects: null,
      sender: null,
      beforeReopening: false,
      askedAgain: [],
      withdrawal: null,
    },
    ...submissions.map((one) => submissionRow(one, appeal, history)),
    ...correspondence.map((letter) => ({
      id: letter.id,
      kind: letter.kind,
      sentAt: toIso(letter.sentAt),
      readAt: readUpTo !== null && readUpTo >= letter.sentAt ? toIso(readUpTo) : null,
      firstReadAt: letter.firstReadAt === null ? null : toIso(letter.firstReadAt),
      texts: [...letter.texts],
      reason: letter.reason,
      files: letter.files.map(fileRow),
      signatures: letter.signatures.map(replySignatureRow),
      outgoing:
        letter.outgoing === null
          ? null
          : { number: formatOutgoing(letter.outgoing), date: letter.outgoing.date },
      receiver: letter.receiver,
      corrects: letter.corrects,
      sender: null,
      beforeReopening: superseded.has(letter.id),
      askedAgain: again
        .filter(({ correspondenceId }) => correspondenceId === letter.id)
        .map(({ at, name, reason }) => ({ at: toIso(at), name, reason })),
      withdrawal: null,
    })),
  ]
}
