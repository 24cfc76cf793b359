import { type RefusalCode, refusalCodes, refuse } from '../../../domain/refusal.ts'
import type { UploadRow } from '../../../wire/attachment.ts'
import { call, ProblemError, sendPart } from '../../api.ts'
import type { DraftSaving } from '../draft/draft-saving.ts'
import {
  LineCut,
  OutOfStep,
  sendUpload,
  type UploadLine,
  UploadRefusal,
  type UploadState,
} from './send-upload.ts'
import type { UploadWorld } from './uploads.ts'

/** The uploads of a draft against our own server. */
export function uploadWorld(id: string, saving: Pick<DraftSaving, 'refresh'>): UploadWorld {
  return {
    async send(document, file, replaces, patience) {
      const said = { document, name: file.name, size: file.size, sha256: await digestOf(file) }
      const line = lineOf(id, replaces === undefined ? said : { ...said, replaces })
      await sendUpload(line, file, patience)
    },
    forget: (uploadId) =>
      call('DELETE /api/drafts/:id/uploads/:uploadId', { params: { id, uploadId } }).then(
        () => undefined,
        () => undefined,
      ),
    async unfinished() {
      const { uploads } = await call('GET /api/drafts/:id/uploads', { params: { id } })
      return uploads.filter(({ offset }) => offset > 0)
    },
    arrived: () => saving.refresh(),
    later: (act, ms) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
  }
}

/** SHA-256, lower-case hexadecimal. A file that has been moved or changed since it was chosen can't be read. */
export async function digestOf(file: File): Promise<string> {
  try {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
    return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  } catch {
    throw new UploadRefusal(refuse('file_upload'), true)
  }
}

interface SaidFile {
  readonly document: string
  readonly name: string
  readonly size: number
  readonly sha256: string
  readonly replaces?: string
}

function lineOf(id: string, body: SaidFile): UploadLine {
  const state = ({ attachment, ...row }: UploadRow) => ({ ...row, attached: attachment !== null })
  return uploadLine({
    begin: (idempotencyKey) =>
      call('POST /api/drafts/:id/uploads', { params: { id }, body, idempotencyKey }).then(state),
    ask: (uploadId, signal) =>
      call('GET /api/drafts/:id/uploads/:uploadId', { params: { id, uploadId }, signal }).then(state),
    send: (uploadId, sent) =>
      sendPart('PATCH /api/drafts/:id/uploads/:uploadId', { params: { id, uploadId }, ...sent }).then(state),
  })
}

/** The requests of a way to the server, by their routes; each throws ProblemError. */
interface UploadCalls {
  begin(idempotencyKey: string): Promise<UploadState>
  ask(uploadId: string, signal: AbortSignal): Promise<UploadState>
  send(
    uploadId: string,
    sent: { offset: number; part: Blob; signal: AbortSignal; onSent: (bytes: number) => void },
  ): Promise<UploadState>
}

/** A way to our own server. */
export function uploadLine({ begin, ask, send }: UploadCalls): UploadLine {
  // One press is one upload, however often its answer is lost; one that the server has forgotten is another.
  let idempotencyKey = crypto.randomUUID()
  return {
    begin: () => answered(begin(idempotencyKey), false),
    async ask(uploadId, signal) {
      try {
        return await answered(ask(uploadId, signal))
      } catch (error) {
        if (!(error instanceof OutOfStep)) throw error
        idempotencyKey = crypto.randomUUID()
        return null
      }
    },
    send: (uploadId, offset, part, signal, onSent) =>
      answered(send(uploadId, { offset, part, signal, onSent })),
  }
}

/** `begun`: what is asked of has been begun, so a 404 means that the server has forgotten it. */
async function answered(asking: Promise<UploadState>, begun = true): Promise<UploadState> {
  try {
    return await asking
  } catch (error) {
    throw begun && error instanceof ProblemError && error.status === 404 ? new OutOfStep() : faultOf(error)
  }
}

const isRefusalCode = (code: string): code is RefusalCode =>
  (refusalCodes as readonly string[]).includes(code)

/** `file_upload` is the server's word for a line that broke; only for a whole file it is one against the file. */
function faultOf(error: unknown): Error {
  if (!(error instanceof ProblemError)) return new LineCut()
  const { code, status, problem } = error
  if (status === 401) return new LineCut('session')
  if (code === 'upload_offset') return new OutOfStep()
  if (status === 0 || status === 408 || status === 429 || status >= 500 || problem === null) {
    return new LineCut()
  }
  if (isRefusalCode(code)) return new UploadRefusal(refuse(code, problem.params), code === 'file_upload')
  return new UploadRefusal(refuse('file_upload'), true)
}
