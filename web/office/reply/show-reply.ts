import type { Reply, ReplyLetters } from '../../../wire/reply.ts'
import { call } from '../../api.ts'

/** A letter with what it looks like, both of one version. No letters: they can't be shown any more. */
export interface ShownReply {
  readonly reply: Reply
  readonly letters: ReplyLetters | null
}

// A draft may lack what a letter needs; what is frozen is shown with its number.
const shownStates: readonly Reply['state'][] = ['proposed', 'approved']

/** Reads facts and letters of the same version: a change in between is read once more. Throws ProblemError. */
export async function showReply(replyId: string, signal: AbortSignal): Promise<ShownReply> {
  const params = { replyId }
  for (let turn = 1; ; turn++) {
    const reply = await call('GET /api/office/replies/:replyId', { params, signal })
    if (!shownStates.includes(reply.state)) return { reply, letters: null }
    const letters = await call('GET /api/office/replies/:replyId/preview', { params, signal })
    if (letters.contentDigest === reply.contentDigest || turn === 3) return { reply, letters }
  }
}

const opened: readonly Reply['state'][] = ['approved', 'toSign']

/**
 * Whether it is another one by now than the one that is read.
 *
 * @param openedHere who reads it opens it for signing themselves: that it waits for a key then is no news to them
 */
export async function isOther({ reply }: ShownReply, openedHere: boolean): Promise<boolean> {
  const params = { replyId: reply.id }
  const now = await call('GET /api/office/replies/:replyId', { params, quiet: true })
  if (now.version !== reply.version) return true
  return now.state !== reply.state && !(openedHere && opened.includes(now.state))
}
