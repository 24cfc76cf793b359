import type { FileRow, ReplyUploadRow } from '../../../wire/attachment.ts'
import type { SubmissionDraft } from '../../../wire/submission.ts'
import { call, ProblemError, sendPart } from '../../api.ts'
import type { RetryWait } from '../documents/retry-wait.ts'
import { sendUpload, type Way } from '../documents/send-upload.ts'
import { digestOf, uploadLine } from '../documents/upload-requests.ts'
import type { DraftAnswer, MessageWorld } from './message-saving.ts'

interface Place {
  readonly appealId: string
  readonly personId: string
  readonly now: () => number
}

const keyOf = ({ appealId, personId }: Place): string => `otinish.message.${personId}.${appealId}`

/** What this tab kept of a message that its server had not got; of this person alone. */
export const keptHere = (place: Place): string | null => sessionStorage.getItem(keyOf(place))

/** The server over HTTP, this page's timers, and what this tab keeps. */
export function messageWorld(place: Place): MessageWorld {
  const { appealId, now } = place
  return {
    begin: () =>
      answerOf(
        call('POST /api/appeals/:id/submissions', {
          params: { id: appealId },
          body: { kind: 'message' },
          // Begun twice it is the same: the server has one of a kind each.
          idempotencyKey: crypto.randomUUID(),
        }),
      ),
    save: ({ id, version }, body, leaving) =>
      answerOf(call('PATCH /api/submissions/:id', { params: { id }, body, version, keepalive: leaving })),
    read: (id) => answerOf(call('GET /api/submissions/:id', { params: { id }, quiet: true })),
    later: (act, ms) => {
      const timer = window.setTimeout(act, ms)
      return () => window.clearTimeout(timer)
    },
    now,
    keep: (text) => {
      if (text === null) sessionStorage.removeItem(keyOf(place))
      else sessionStorage.setItem(keyOf(place), text)
    },
  }
}

function answerOf(asked: Promise<SubmissionDraft>): Promise<DraftAnswer> {
  return asked.then(
    (draft): DraftAnswer => ({ kind: 'ok', draft }),
    (error: unknown): DraftAnswer => {
      if (!(error instanceof ProblemError) || error.status === 0) return { kind: 'failed' }
      const kinds = { 401: 'signedOut', 404: 'gone', 409: 'over', 412: 'stale' } as const
      return { kind: kinds[error.status as keyof typeof kinds] ?? 'failed' }
    },
  )
}

interface Watched {
  readonly wait: RetryWait
  readonly signal: AbortSignal
  readonly onWay: (way: Way) => void
}

/** Sends a file that goes with a message, part by part, on after each cut. Throws UploadRefusal. */
export async function sendMessageFile(
  id: string,
  file: File,
  { wait, signal, onWay }: Watched,
): Promise<FileRow> {
  const body = { name: file.name, size: file.size, sha256: await digestOf(file) }
  let kept: FileRow | null = null
  const state = ({ file: whole, ...row }: ReplyUploadRow) => {
    kept = whole
    return { ...row, attached: whole !== null }
  }
  const line = uploadLine({
    begin: (idempotencyKey) =>
      call('POST /api/submissions/:id/uploads', { params: { id }, body, idempotencyKey }).then(state),
    ask: (uploadId, ending) =>
      call('GET /api/submissions/:id/uploads/:uploadId', { params: { id, uploadId }, signal: ending }).then(
        state,
      ),
    send: (uploadId, sent) =>
      sendPart('PATCH /api/submissions/:id/uploads/:uploadId', { params: { id, uploadId }, ...sent }).then(
        state,
      ),
  })
  const pause = (why: 'line' | 'session', failures: number) => wait.pause(why, failures, signal)
  await sendUpload(line, file, { signal, onWay, onBegun: () => {}, pause })
  if (kept === null) throw new Error('sent, and no file')
  return kept
}
