import type { AppealFacts } from './can.ts'
import type { AppealEvent } from './event.ts'
import { stateOf } from './history.ts'
import { type ReplyKind, sentFrom } from './reply-kind.ts'

/**
 * What a history says of the facts that `can` asks; what of them is no event is left open: the signature, and whether
 * the client is one of the staff.
 */
export function factsBy(history: readonly AppealEvent[]): AppealFacts {
  const { status, executorId, coExecutorIds, unitId, concernedIds: aboutIds } = stateOf(history)
  const asked = new Map<string, string>()
  for (const { type, data } of history) {
    if (type === 'asked') asked.set(data.questionId, data.unitId)
    else if (type === 'questionAnswered' || type === 'questionWithdrawn') asked.delete(data.questionId)
  }
  const askedUnitIds = [...asked.values()]
  return {
    status,
    executorId,
    coExecutorIds,
    unitId,
    askedUnitIds,
    aboutIds,
    replyWaits: waitingKinds(history).some((kind) => sentFrom(kind).includes(status)),
    revocation: 'not_checked',
  }
}

/** Kinds of the letters that were proposed, and neither came back nor went out. */
function waitingKinds(history: readonly AppealEvent[]): ReplyKind[] {
  const waiting = new Map<string, ReplyKind>()
  for (const { type, data } of history) {
    if (type === 'replyProposed') waiting.set(data.replyId, data.kind)
    else if (type === 'replySentBack' || type === 'replyTakenBack') waiting.delete(data.replyId)
    else if ('correspondenceId' in data && 'replyId' in data) waiting.delete(data.replyId ?? '')
  }
  return [...waiting.values()]
}
