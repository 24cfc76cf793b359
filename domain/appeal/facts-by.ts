import type { AppealFacts } from './can.ts'
import { type AppealEvent, stateOf } from './history.ts'

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
    replyWaits: waitingReplies(history) > 0,
    revocation: 'not_checked',
  }
}

/** Letters that were proposed, and neither came back nor went out. */
function waitingReplies(history: readonly AppealEvent[]): number {
  const waiting = new Set<string>()
  for (const { type, data } of history) {
    if (type === 'replyProposed') waiting.add(data.replyId)
    else if (type === 'replySentBack' || type === 'replyTakenBack') waiting.delete(data.replyId)
    else if ('correspondenceId' in data) waiting.delete(data.replyId ?? '')
  }
  return waiting.size
}
