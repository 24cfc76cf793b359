import { replyKinds } from '../../domain/appeal/reply-kind.ts'
import { toIso } from '../../domain/calendar/instant.ts'
import type { Language } from '../../domain/language.ts'
import { fullName } from '../../domain/person/name.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { formatOutgoing } from '../../domain/registry/outgoing-number.ts'
import { isWrittenByOther } from '../../domain/reply/lease.ts'
import { approvingAs, isApprover, othersThan } from '../../domain/reply/may-approve.ts'
import { unresolvedIn } from '../../domain/reply/placeholder.ts'
import { statesFor } from '../../domain/reply/reply.ts'
import { isOvertaken, whyNotSent, whyNotWrite } from '../../domain/reply/reply-acts.ts'
import { type ReplyAct, replyActs, whyNot, writtenOf } from '../../domain/reply/why-not.ts'
import type { Replies, Reply } from '../../wire/reply.ts'
import { officeAppeal } from '../appeal/office-appeal-store.ts'
import { nearLimitsOf } from '../appeal/quota-store.ts'
import { fileRow } from '../attachment/file-store.ts'
import type { Asker, Context, Db } from '../context.ts'
import { problemWords } from '../http/problem-words.ts'
import { outgoingOf } from '../registry/outgoing-store.ts'
import { contentDigest, contentOf } from './content-digest.ts'
import { extensionOf } from './extension-of.ts'
import { historyOf, movedReply, placeOf, type ReplyInPlace, readReply, replyDay } from './held-reply.ts'
import { repliesOf } from './reply-store.ts'
import { type ShownWay, shownWays } from './step-store.ts'

/** A letter on its way, for who may read the client's. Throws NotFound. */
export async function showReply(context: Context, asker: Asker, replyId: string): Promise<Reply> {
  const place = await readReply(context, asker, replyId)
  return await replyInFull(context.db, place, await wayOf(context.db, replyId))
}

/**
 * A letter to who has just moved it. Whether they may read it is not asked again: who replaces a head sees an appeal
 * while a letter of it waits, and their own press ends that.
 */
export async function showMoved(trx: Db, place: ReplyInPlace): Promise<Reply> {
  return await replyInFull(trx, await movedReply(trx, place), await wayOf(trx, place.reply.id))
}

/** States in which somebody has to say yes, or to sign. */
const waitingForSomebody = [
  ...new Set([...statesFor('approve'), ...statesFor('freeze'), ...statesFor('sign')]),
]

const noWay: ShownWay = { steps: [], returned: null }
const wayOf = async (db: Db, replyId: string) => (await shownWays(db, [replyId])).get(replyId) ?? noWay

/** The letters of an appeal, those in work first, and what may be begun. Throws NotFound. */
export async function showReplies({ db, now }: Context, asker: Asker, appealId: string): Promise<Replies> {
  const appeal = await officeAppeal(db, asker, 'readLetter', appealId)
  const day = await replyDay(db, now())
  const kept = await repliesOf(db, appealId)
  const ways = await shownWays(
    db,
    kept.map(({ id }) => id),
  )
  const history = await historyOf(db, appealId)
  const replies: Reply[] = []
  for (const reply of kept) {
    replies.push(
      await replyInFull(db, placeOf(day, asker, reply, appeal, history), ways.get(reply.id) ?? noWay),
    )
  }
  const offered = replyKinds.map((kind) => {
    const why = whyNotWrite(asker, kind, appeal.facts) ?? whyNotSent(kind, appeal.facts)
    return {
      kind,
      may: why === null,
      why: why === null ? null : inWords(why, asker.language),
      approval: day.settings['reply.approval'][kind],
      signature: day.settings['reply.signature'],
    }
  })
  return { replies, offered }
}

const inWords = ({ code, params }: Refusal, language: Language): string => {
  const { title, detail } = problemWords(code, language, params)
  return `${title}. ${detail}`
}

/** A letter as the asker sees it now. */
export async function replyInFull(db: Db, place: ReplyInPlace, way: ShownWay): Promise<Reply> {
  const { reply, sent, asker, day } = place
  const { lease, texts } = reply
  const name = (id: string | null) => (id === null ? '' : (day.names.get(id) ?? ''))
  const outgoing = await outgoingOf(db, reply.id)
  const near = reply.state === 'draft' ? await nearLimitsOf(db, asker, day.now) : []
  const writing = lease.writerId !== null && lease.until !== null && lease.until > day.now ? lease : null
  return {
    id: reply.id,
    appealId: reply.appealId,
    appeal: {
      number: sent.number === null ? '' : String(sent.number),
      client: fullName(sent.client.name),
      due: sent.dueDate,
    },
    kind: reply.kind,
    state: reply.state,
    version: reply.version,
    language: sent.letterLanguage,
    texts,
    reason: reply.reason === '' ? null : reply.reason,
    newDueDate: reply.newDueDate,
    papers: reply.papers === null ? null : { by: reply.papers.by, slots: [...reply.papers.slots] },
    outcome: reply.outcome,
    receiver: reply.receiver,
    corrects: reply.corrects,
    files: reply.files.map(fileRow),
    ...(near.length > 0 ? { nearLimits: near } : {}),
    author: { id: reply.authorId, name: name(reply.authorId) },
    writer:
      writing === null || writing.writerId === null
        ? null
        : {
            id: writing.writerId,
            name: name(writing.writerId),
            mine: writing.writerId === asker.id,
            until: toIso(writing.until ?? 0),
          },
    lease: lease.writerId === asker.id ? lease.token : null,
    contentDigest: contentDigest(contentOf(reply)),
    approval: place.approval,
    signature: place.signature,
    late: place.late,
    extension: await extensionOf(db, place),
    steps: way.steps.map(({ step, by, insteadOf, at, version, remark, author }) => ({
      step,
      by: { name: name(by), insteadOf: insteadOf === null ? null : name(insteadOf) },
      at: toIso(at),
      version,
      remark,
      author: author == null ? null : { before: name(author.before), after: name(author.after) },
    })),
    returned: returnedOf(place, way, name),
    overtaken: isOvertaken(reply, sent.facts),
    deciders: decidersOf(place).map(name),
    unresolved: [...new Set([texts.kk, texts.ru, reply.reason].flatMap(unresolvedIn))],
    outgoing: outgoing === null ? null : { number: formatOutgoing(outgoing), date: outgoing.date },
    ...mayOf(place),
  }
}

/** Who says yes to a letter that waits today, or signs it, each once. */
function decidersOf(place: ReplyInPlace): string[] {
  const { reply, sent, approvers, sentAway } = place
  if (isOvertaken(reply, sent.facts) || !waitingForSomebody.includes(reply.state)) return []
  const ids = new Set(approvers.map(({ id }) => id))
  return [...ids].filter((id) => isApprover(approvingAs(id, writtenOf(place), approvers, sentAway)))
}

/** What it was when it was last sent back, until it has gone: what has changed since is marked. */
function returnedOf(
  { reply }: ReplyInPlace,
  { returned }: ShownWay,
  name: (id: string | null) => string,
): Reply['returned'] {
  if (returned === null || reply.state === 'sent') return null
  const { texts, remark, by, at } = returned
  return { texts, remark, by: name(by), at: toIso(at) }
}

// What a state has no place for is neither offered nor explained.
const offeredIn: Readonly<Record<Reply['state'], readonly ReplyAct[]>> = {
  draft: ['save', 'takeOver', 'becomeAuthor', 'discard', 'propose'],
  proposed: ['takeBack', 'becomeAuthor', 'approve', 'sendBack'],
  approved: ['takeBack', 'becomeAuthor', 'sendBack', 'sign'],
  toSign: ['sign'],
  sending: [],
  sent: [],
  discarded: [],
}

function mayOf(place: ReplyInPlace): Pick<Reply, 'may' | 'whyNot'> {
  const { reply, asker, day } = place
  const may: ReplyAct[] = []
  const refused: Partial<Record<ReplyAct, string>> = {}
  for (const act of replyActs.filter((one) => offeredIn[reply.state].includes(one))) {
    if (act === 'takeOver' && !isWrittenByOther(reply.lease, asker.id, day.now)) continue
    if (act === 'becomeAuthor' && place.author === 'here') continue
    const refusal = whyNot(act, place)
    if (refusal === null) may.push(act)
    else refused[act] = inWords(told(refusal, place), asker.language)
  }
  return { may, whyNot: refused }
}

/** The refusal with the names that its words have. */
export function told(refusal: Refusal, place: ReplyInPlace): Refusal {
  const { reply, day, approvers, sentAway, asker } = place
  const name = (id: string | null) => (id === null ? '' : (day.names.get(id) ?? ''))
  switch (refusal.code) {
    case 'reply_being_written':
      return { ...refusal, params: { name: name(reply.lease.writerId) } }
    case 'reply_not_author':
    case 'reply_author_here':
    case 'reply_author_away':
      return { ...refusal, params: { name: name(reply.authorId) } }
    case 'reply_writer_approves': {
      const others = othersThan(asker.id, writtenOf(place), approvers, sentAway)
      return { ...refusal, params: { names: [...new Set(others.map(({ id }) => name(id)))].join(', ') } }
    }
    default:
      return refusal
  }
}
