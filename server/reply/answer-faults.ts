import { actorOf } from '../../domain/appeal/actor.ts'
import { localDate, toIso } from '../../domain/calendar/instant.ts'
import { sentKindOf } from '../../domain/correspondence/thread.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { movedTo } from '../../domain/reply/reply.ts'
import type { StoredEvent } from '../appeal/event-chain.ts'
import { hexOf, readFile, sha256 } from '../attachment/file-store.ts'
import type { Context, Db } from '../context.ts'
import { remarkText } from './answer-store.ts'
import { contentDigest, contentOf } from './content-digest.ts'
import type { AnswerFault, KeptAnswer } from './kept-answer.ts'
import type { KeptReply, KeptStep } from './reply-store.ts'

/** Moments of one transaction may be so far from each other. */
const momentsMs = 60_000

type Data = Readonly<Record<string, unknown>>
const dataOf = (event: StoredEvent | undefined): Data => (event?.data ?? {}) as Data

/** The line of the register is of the day on which its number was taken, and is the one that the history names. */
export function numberFaults({ line, letters, events }: KeptAnswer): AnswerFault[] {
  const sent = dataOf(events.find(isSending))
  const frozen = events.findLast(
    ({ type, data }) => type === 'replyFrozen' && dataOf({ data } as StoredEvent).outgoingId === line.id,
  )
  const right = {
    date: localDate(line.takenAt) === line.date && letters.every((letter) => letter.localDate === line.date),
    moment: letters.every(({ frozenAt }) => Math.abs(frozenAt - line.takenAt) <= momentsMs),
    frozen: frozen === undefined || Math.abs(Date.parse(frozen.occurredAt) - line.takenAt) <= momentsMs,
    number:
      sent.outgoingId !== line.id || sent.outgoing === undefined || sent.outgoing === formatOutgoing(line),
    letters: letters.length > 0,
  }
  return named('number', right)
}

/** The events by which a letter of each kind goes out. */
const sendings: ReadonlySet<string> = new Set([
  'executed',
  'interimReplied',
  'papersAsked',
  'forwarded',
  'returnedByCompany',
  'corrected',
])
const isSending = ({ type }: Pick<StoredEvent, 'type'>): boolean => sendings.has(type)

/** Names of what is not right. */
const named = (step: AnswerFault['step'], right: Readonly<Record<string, boolean>>): AnswerFault[] =>
  Object.entries(right).flatMap(([what, isRight]) => (isRight ? [] : [{ step, what }]))

const typesOf: Readonly<Partial<Record<KeptStep['step'], StoredEvent['type']>>> = {
  proposed: 'replyProposed',
  sentBack: 'replySentBack',
  takenBack: 'replyTakenBack',
  approved: 'replyApproved',
  frozen: 'replyFrozen',
  signed: 'replySigned',
  numberAnnulled: 'numberAnnulled',
  discarded: 'replyDiscarded',
}

const voids: ReadonlySet<KeptStep['step']> = new Set(['sentBack', 'takenBack'])

/** Where each step brings a letter; with another author it stays where it is. */
const statesAfter: Readonly<Record<Exclude<KeptStep['step'], 'handedOver'>, KeptReply['state']>> = {
  takenOver: movedTo('takeOver'),
  proposed: movedTo('propose'),
  sentBack: movedTo('sendBack'),
  takenBack: movedTo('takeBack'),
  approved: movedTo('approve'),
  frozen: movedTo('freeze'),
  signed: movedTo('sign'),
  numberAnnulled: movedTo('unfreeze'),
  sent: movedTo('send'),
  discarded: movedTo('discard'),
}

/** Each step has the digest of its own snapshot and its event in the history; from the approval on nothing changes. */
export async function stepFaults(db: Db, { reply, steps, events }: KeptAnswer): Promise<AnswerFault[]> {
  const faults: AnswerFault[] = []
  const approved = steps.findLast(({ step }) => step === 'approved')
  const from = approved === undefined ? steps.length : steps.indexOf(approved)
  // Taken back or sent back it is void, and what is written then was not approved.
  const voided = steps.findIndex(({ step }, index) => index > from && voids.has(step))
  const until = voided === -1 ? steps.length : voided
  for (const [index, step] of steps.entries()) {
    const seq = index + 1
    const type = typesOf[step.step]
    const event =
      step.step === 'sent'
        ? events.find(isSending)
        : events.find(({ key }) => key === `${type}:${reply.id}:${seq}`)
    const data = dataOf(event)
    const previous = steps[index - 1]
    const wanted = type !== undefined || step.step === 'sent'
    const right = {
      snapshot: contentDigest(step.content) === step.contentDigest,
      event: !wanted || event !== undefined,
      moment: event === undefined || Date.parse(event.occurredAt) === step.at,
      version: data.version === undefined || data.version === step.version,
      digest: data.contentDigest === undefined || data.contentDigest === step.contentDigest,
      by: event === undefined || event.actor === actorOf(step.by),
      instead: event === undefined || (data.insteadOf ?? null) === step.insteadOf,
      approved:
        index <= from ||
        index >= until ||
        (step.step === 'numberAnnulled' && step.remark === 'contentChanged') ||
        step.contentDigest === approved?.contentDigest,
      order: previous === undefined || (previous.at <= step.at && previous.version <= step.version),
      remark:
        typeof data.remarkId === 'string'
          ? (await remarkText(db, data.remarkId)) === step.remark
          : step.remark === (step.step === 'numberAnnulled' ? data.why : null),
    }
    faults.push(
      ...named('way', right).map(
        ({ what }) => ({ step: 'way', what: `${seq} ${step.step}: ${what}` }) as const,
      ),
    )
  }
  const known = new Set(steps.map(({ step }, index) => `${typesOf[step]}:${reply.id}:${index + 1}`))
  const lost = events.filter(({ type, key }) => Object.values(typesOf).includes(type) && !known.has(key))
  faults.push(...lost.map(({ key }) => ({ step: 'way', what: `no step of ${key}` }) as const))
  const rowIsAsApproved =
    approved === undefined ||
    reply.state === 'draft' ||
    reply.state === 'proposed' ||
    // On the sheet of its day: a later one is of later letters.
    contentDigest({ ...contentOf(reply), sheetVersion: approved.content.sheetVersion }) ===
      approved.contentDigest
  const keptDigest = reply.contentDigest === null || reply.contentDigest === approved?.contentDigest
  const last = steps.map(({ step }) => step).findLast((step) => step !== 'handedOver')
  const row = {
    content: rowIsAsApproved,
    contentDigest: keptDigest,
    state: reply.state === (last === undefined ? 'draft' : statesAfter[last]),
    approvedBy: reply.approvedBy === null || reply.approvedBy === approved?.by,
    sent: !events.some(isSending) || steps.some(({ step }) => step === 'sent'),
  }
  return [...faults, ...named('way', row)]
}

/** The bytes of each letter are those that its row, its number's events and the approved text say. */
export async function letterFaults(
  context: Context,
  { letters, events, line, steps }: KeptAnswer,
): Promise<AnswerFault[]> {
  const faults: AnswerFault[] = []
  const texts = steps.findLast(({ step }) => step === 'approved')?.content.texts
  for (const { language, fileId, sha256: digest, text } of letters) {
    const bytes = await bytesOf(context, fileId)
    const right = {
      bytes: bytes !== null && hexOf(sha256(bytes)) === digest,
      text: line.annulledWhy !== null || texts?.[language].trim() === text,
    }
    faults.push(
      ...named('letter', right).map(
        ({ what }) => ({ step: 'letter', what: `${language}: ${what}` }) as const,
      ),
    )
  }
  const digests = letters.map(({ sha256: digest }) => digest).join()
  const wrong = events.filter((event) => {
    const { outgoingId, letterDigests } = dataOf(event)
    return outgoingId === line.id && Array.isArray(letterDigests) && letterDigests.join() !== digests
  })
  return [...faults, ...wrong.map(({ seq }) => ({ step: 'letter', what: `event ${seq}` }) as const)]
}

/** What the client has is what was approved: letters, files, words, days. */
export async function sentFaults(
  context: Context,
  { sent, steps, letters, events, line, reply }: KeptAnswer,
): Promise<AnswerFault[]> {
  const event = events.find(isSending)
  if (sent === null) {
    const gone = reply.state === 'sent' && line.annulledWhy === null
    return gone || (event !== undefined && dataOf(event).outgoingId === line.id)
      ? [{ step: 'sending', what: 'correspondence' }]
      : []
  }
  const { row, files } = sent
  const content = steps.findLast(({ step }) => step === 'approved')?.content
  const data = dataOf(event)
  const attached = files.filter(({ role }) => role === 'attachment')
  const shown = files.filter(({ role }) => role === 'letter')
  const right = {
    event: event !== undefined && data.correspondenceId === row.id && data.outgoingId === line.id,
    moment: event !== undefined && toIso(row.sent_at.getTime()) === event.occurredAt,
    kind: row.kind === sentKindOf[reply.kind],
    number: row.outgoing_id === line.id,
    reason: (row.reason ?? '') === (content?.reason ?? ''),
    outcome: row.outcome === (content?.outcome ?? null),
    newDueDate: row.new_due_date === (reply.kind === 'interim' ? (content?.newDueDate ?? null) : null),
    oldDueDate: data.oldDueDate === undefined || row.old_due_date === data.oldDueDate,
    receiver: sameReceiver(row.receiver, content?.receiver ?? null),
    corrects: row.corrects === (content?.corrects ?? null),
    author: row.author_id === reply.authorId,
    approvedBy: row.approved_by === steps.findLast(({ step }) => step === 'approved')?.by,
    letters:
      shown.map(({ file_id }) => file_id).join() === letters.map(({ fileId }) => fileId).join() &&
      shown.every(({ language, text }) =>
        letters.some((letter) => letter.language === language && letter.text === text),
      ),
  }
  const digests: (string | null)[] = []
  for (const { file_id } of attached) {
    const bytes = await bytesOf(context, file_id)
    digests.push(bytes === null ? null : hexOf(sha256(bytes)))
  }
  const asApproved = digests.join() === (content?.files ?? []).join()
  return [...named('sending', right), ...named('file', { attached: asApproved })]
}

const sameReceiver = (kept: unknown, approved: unknown): boolean => {
  const one = (value: unknown) => {
    const { name = null, address = null } = (value ?? {}) as Data
    return JSON.stringify([name, address])
  }
  return one(kept) === one(approved)
}

/** The kept bytes; null where they can't be had as they were kept. */
async function bytesOf(context: Context, fileId: string): Promise<Uint8Array | null> {
  try {
    return (await readFile(context, fileId)).bytes
  } catch {
    return null
  }
}
