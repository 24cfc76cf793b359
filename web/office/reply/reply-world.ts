import type { Reply } from '../../../wire/reply.ts'
import { call, ProblemError } from '../../api.ts'
import type { KeptReply, ReplyAnswer, ReplyWorld } from './reply-saving.ts'

interface Place {
  readonly appealId: string
  readonly kind: Reply['kind']
  readonly personId: string
  readonly now: () => number
}

const keyOf = ({ appealId, kind, personId }: Place): string => `otinish.reply.${personId}.${appealId}.${kind}`

/** What this tab kept of a reply that its server had not got; of this person alone. */
export function keptHere(place: Place): KeptReply | null {
  const kept = sessionStorage.getItem(keyOf(place))
  if (kept === null) return null
  try {
    return JSON.parse(kept)
  } catch {
    return null
  }
}

/** The server over HTTP, this page's timers, and what this tab keeps. */
export function replyWorld(place: Place): ReplyWorld {
  const { appealId, kind, now } = place
  // The same for as long as it is not begun: no lost answer begins a second one.
  let beginning = crypto.randomUUID()
  return {
    create: async () => {
      const answer = await answerOf(
        call('POST /api/office/appeals/:id/replies', {
          params: { id: appealId },
          body: { kind },
          idempotencyKey: beginning,
        }),
      )
      if (answer.kind === 'ok') beginning = crypto.randomUUID()
      return answer
    },
    lease: (replyId, takeOver) =>
      answerOf(call('POST /api/office/replies/:replyId/lease', { params: { replyId }, body: { takeOver } })),
    put: (replyId, body, leaving) =>
      answerOf(call('PUT /api/office/replies/:replyId', { params: { replyId }, body, keepalive: leaving })),
    read: (replyId) =>
      answerOf(call('GET /api/office/replies/:replyId', { params: { replyId }, quiet: true })),
    later: (act, ms) => {
      const timer = window.setTimeout(act, ms)
      return () => window.clearTimeout(timer)
    },
    now,
    keep: (kept) => {
      if (kept === null) sessionStorage.removeItem(keyOf(place))
      else sessionStorage.setItem(keyOf(place), JSON.stringify(kept))
    },
  }
}

function answerOf(asked: Promise<Reply>): Promise<ReplyAnswer> {
  return asked.then(
    (reply): ReplyAnswer => ({ kind: 'ok', reply }),
    (error: unknown): ReplyAnswer => {
      if (!(error instanceof ProblemError) || error.status === 0 || error.status >= 500)
        return { kind: 'failed' }
      if (error.status === 401) return { kind: 'signedOut' }
      if (error.status === 404) return { kind: 'gone' }
      return { kind: error.status === 409 ? 'clash' : 'refused', problem: error.problem }
    },
  )
}
