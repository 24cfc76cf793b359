import type { FileRow, SubmissionUploadRow } from '../../../wire/attachment.ts'
import type { SubmissionDraft, Submitted } from '../../../wire/submission.ts'
import { call, ProblemError, sendPart } from '../../api.ts'
import { inTab } from '../../tab-storage.ts'
import { sendUpload } from '../documents/send-upload.ts'
import { digestOf, uploadLine } from '../documents/upload-requests.ts'
import type { Watched } from '../documents/use-sending-files.ts'

/** One save: the same id each time it is sent, so that the server knows it after a lost answer. */
export interface Save {
  readonly id: string
  readonly text: string
  /** An earlier save that this one contains, and that may have come through. */
  readonly after?: string
}

/** One press of sending: which draft, at which version, with which words. */
export interface Sending {
  readonly id: string
  readonly version: number
  readonly text: string
}

/** What the server does not have yet, and what it was typed over: enough to go on after a reload. */
export interface Kept {
  readonly base: Pick<SubmissionDraft, 'id' | 'version' | 'text'> | null
  readonly text: string
  /** Sent, and still without an answer. */
  readonly save: Save | null
}

/** What came of one question to the server. `failed`: no answer, or a fault of the server; trying again may help. */
export type DraftAnswer =
  | { readonly kind: 'ok'; readonly draft: SubmissionDraft }
  | { readonly kind: 'failed' | 'signedOut' | 'gone' | 'over' | 'stale' }

/** What came of sending. `refused`: what was typed has to change; the fault says how. */
export type SendAnswer =
  | { readonly kind: 'sent'; readonly receipt: Submitted }
  | {
      readonly kind: Exclude<DraftAnswer['kind'], 'ok'> | 'refused'
      readonly fault: unknown
    }

/** The outside world of a message being written. Delays are milliseconds. */
export interface MessageWorld {
  begin(): Promise<DraftAnswer>
  /** @param leaving the page is going away: the request outlives it */
  save(draft: SubmissionDraft, save: Save, leaving: boolean): Promise<DraftAnswer>
  read(draftId: string): Promise<DraftAnswer>
  /** Asked again of what was sent already, the server answers the same receipt. */
  send(sending: Sending): Promise<SendAnswer>
  /** Lets go of a draft with its files; null once it is there no more, else the fault. */
  discard(draftId: string): Promise<unknown>
  later(act: () => void, ms: number): () => void
  now(): number
  /** Keeps what is unsaved on this device; null when nothing is left. */
  keep(kept: Kept | null): void
}

interface Place {
  readonly appealId: string
  readonly personId: string
  readonly now: () => number
}

const keyOf = ({ appealId, personId }: Place): string => `${inTab.writing}${personId}.${appealId}`

/** What this tab kept of a message that its server had not got; of this person alone. */
export const keptHere = (place: Place): Kept | null =>
  JSON.parse(sessionStorage.getItem(keyOf(place)) ?? 'null')

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
    save: ({ id, version }, { id: saveId, ...said }, leaving) => {
      const body = { ...said, saveId }
      return answerOf(
        call('PATCH /api/submissions/:id', { params: { id }, body, version, keepalive: leaving }),
      )
    },
    read: (id) => answerOf(call('GET /api/submissions/:id', { params: { id }, quiet: true })),
    send: ({ id, version }) =>
      call('POST /api/submissions/:id/sending', {
        params: { id },
        version,
        // Sent once by the draft's own id: another press of it gets the same receipt.
        idempotencyKey: crypto.randomUUID(),
      }).then(
        (receipt): SendAnswer => ({ kind: 'sent', receipt }),
        (fault: unknown): SendAnswer => ({ kind: sendFault(fault), fault }),
      ),
    discard: (id) =>
      call('DELETE /api/submissions/:id', { params: { id } }).then(
        () => null,
        (fault: unknown) => (fault instanceof ProblemError && fault.status === 404 ? null : fault),
      ),
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

/** No answer, or a fault of the server's: it may have come through. */
function sendFault(fault: unknown): Exclude<SendAnswer['kind'], 'sent'> {
  if (!(fault instanceof ProblemError) || fault.status === 0 || fault.status >= 500) return 'failed'
  if (fault.code === 'appeal_over') return 'over'
  const kinds = { 401: 'signedOut', 404: 'gone', 412: 'stale' } as const
  return kinds[fault.status as keyof typeof kinds] ?? 'refused'
}

/** Sends a file of a message, or for an asked paper, part by part, on after each cut. Throws UploadRefusal. */
export async function sendMessageFile(
  id: string,
  file: File,
  { wait, signal, onWay }: Watched,
  slotId?: string,
): Promise<FileRow> {
  const body = {
    ...(slotId === undefined ? {} : { slotId }),
    name: file.name,
    size: file.size,
    sha256: await digestOf(file),
  }
  let kept: FileRow | null = null
  const state = ({ file: whole, ...row }: SubmissionUploadRow) => {
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
