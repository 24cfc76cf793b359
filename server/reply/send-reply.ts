import { randomUUID } from 'node:crypto'
import { actorOf } from '../../domain/appeal/actor.ts'
import type { EventData } from '../../domain/appeal/event.ts'
import { keptUntil } from '../../domain/appeal/retention.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { sentKindOf } from '../../domain/correspondence/thread.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { movedTo } from '../../domain/reply/reply.ts'
import { setRetention } from '../appeal/appeal-store.ts'
import { appendEvent } from '../appeal/event-store.ts'
import type { Db } from '../context.ts'
import { insertCorrespondence } from '../correspondence/correspondence-store.ts'
import { insertPaperRequest } from '../paper/paper-store.ts'
import type { Outgoing } from '../registry/outgoing-store.ts'
import { withdrawQuestions } from '../unit/withdraw-questions.ts'
import { contentDigest, contentOf } from './content-digest.ts'
import type { ReplyInPlace } from './held-reply.ts'
import { keepCorrectorsOut } from './keep-out.ts'
import { insteadOf } from './record-move.ts'
import type { KeptReplyLetter } from './reply-letter-store.ts'
import { addStep, setReplyState } from './reply-store.ts'

type AskedByLetter = EventData['papersAsked']['papers']

/** A letter that is ready to go. */
export interface ReadyReply {
  readonly place: ReplyInPlace
  readonly outgoing: Outgoing
  readonly letters: readonly KeptReplyLetter[]
  /** Who said yes to it, and whom they replaced. */
  readonly approvedBy: string
  readonly insteadOf: string | null
  /** Whose press sends it: a member of the staff; null: it goes by itself, once what it waited for has come. */
  readonly by: string | null
}

/**
 * docs/office.md 6: the letter goes to the client: correspondence, the act that it is, the letter's last step. All of
 * it in the transaction of the caller, who has checked the letter in it and holds it.
 */
export async function sendReply(trx: Db, ready: ReadyReply): Promise<void> {
  const { place, outgoing, letters, approvedBy, by } = ready
  const { reply, sent, now } = place
  const content = contentOf(reply)
  const digest = contentDigest(content)
  const correspondenceId = randomUUID()
  await insertCorrespondence(trx, {
    id: correspondenceId,
    appealId: sent.id,
    kind: sentKindOf[reply.kind],
    authorId: reply.authorId,
    approvedBy,
    reason: reply.reason === '' ? null : reply.reason,
    oldDueDate: reply.kind === 'interim' ? sent.dueDate : null,
    newDueDate: reply.kind === 'interim' ? reply.newDueDate : null,
    sentAt: now,
    letters,
    attachedFileIds: reply.files.map(({ id }) => id),
    replyId: reply.id,
    outgoingId: outgoing.id,
    outcome: reply.outcome,
    receiver: reply.receiver,
    corrects: reply.corrects,
  })
  const way = {
    replyId: reply.id,
    outgoingId: outgoing.id,
    outgoing: formatOutgoing(outgoing),
    contentDigest: digest,
    letterDigests: letters.map(({ sha256 }) => sha256),
    ...insteadOf(ready.insteadOf),
  }
  const papers = await keepPapers(trx, place, correspondenceId)
  await tellClient(trx, ready, { correspondenceId, ...way }, papers)
  await setReplyState(trx, reply.id, movedTo('send'), {
    by: approvedBy,
    contentDigest: reply.contentDigest ?? digest,
  })
  await addStep(trx, reply.id, {
    step: 'sent',
    version: reply.version,
    content,
    contentDigest: digest,
    by,
    insteadOf: ready.insteadOf,
    remark: null,
    at: now,
  })
  await keepCorrectorsOut(trx, place)
}

/** What its sending does to the appeal, as the client is told of it. */
async function tellClient(
  trx: Db,
  { place, approvedBy, by }: ReadyReply,
  sentBy: EventData['executed'],
  papers: AskedByLetter | null,
): Promise<void> {
  const { reply, sent, now } = place
  const common = {
    appealId: sent.id,
    occurredAt: now,
    recordedAt: now,
    actor: actorOf(by),
    source: 'office',
  } as const
  switch (reply.kind) {
    case 'answer':
      await withdrawQuestions(trx, sent.id, by, now)
      await appendEvent(trx, { ...common, type: 'executed', key: `executed:${reply.id}`, data: sentBy })
      return await keepFromToday(trx, place)
    case 'forwarding':
      await withdrawQuestions(trx, sent.id, by, now)
      await appendEvent(trx, { ...common, type: 'forwarded', key: `forwarded:${reply.id}`, data: sentBy })
      return await keepFromToday(trx, place)
    case 'return': {
      await withdrawQuestions(trx, sent.id, by, now)
      const key = `returnedByCompany:${reply.id}`
      await appendEvent(trx, { ...common, type: 'returnedByCompany', key, data: sentBy })
      return await keepFromToday(trx, place)
    }
    case 'correction': {
      if (reply.corrects === null) throw new Error(`correction ${reply.id} corrects nothing`)
      const data = { ...sentBy, corrects: reply.corrects }
      return await appendEvent(trx, { ...common, type: 'corrected', key: `corrected:${reply.id}`, data })
    }
    case 'papers': {
      if (papers === null) throw new Error(`request ${reply.id} asks for nothing`)
      const data = { ...sentBy, papers }
      return await appendEvent(trx, { ...common, type: 'papersAsked', key: `papersAsked:${reply.id}`, data })
    }
    case 'interim': {
      if (reply.newDueDate === null) throw new Error(`interim reply ${reply.id} has no day`)
      const dates = { approvedBy, oldDueDate: sent.dueDate, newDueDate: reply.newDueDate }
      const asked = reply.papersAsked ? ({ papersAsked: true } as const) : {}
      const data = { ...sentBy, ...dates, ...asked, ...(papers === null ? {} : { papers }) }
      return await appendEvent(trx, {
        ...common,
        type: 'interimReplied',
        key: `interimReplied:${sentBy.correspondenceId}`,
        data,
      })
    }
  }
}

/** What the letter asks for is written down, slot by slot; null: it asks for nothing. */
async function keepPapers(
  trx: Db,
  { reply: { papers }, sent, now }: ReplyInPlace,
  correspondenceId: string,
): Promise<AskedByLetter | null> {
  if (papers === null || papers.by === null) return null
  const request = { appealId: sent.id, correspondenceId, askedAt: now }
  return { ...(await insertPaperRequest(trx, request, papers.slots)), by: papers.by }
}

/** The appeal is over: how long it is kept counts from here. */
async function keepFromToday(trx: Db, { sent, day, now }: ReplyInPlace): Promise<void> {
  const years = day.settings['retention.years']
  await setRetention(trx, sent.id, keptUntil(localDate(now), sent.contract.closedOn, years))
}
