import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { type WorkingCalendar, workingCalendar } from '../../../domain/calendar/working-days.ts'
import type { RefusalCode } from '../../../domain/refusal.ts'
import { refusalCodes, refuse } from '../../../domain/refusal.ts'
import type { Draft, DraftChange } from '../../../wire/appeal.ts'
import { call, ProblemError, upload } from '../../api.ts'
import { DraftSaving, type SaveAnswer } from './draft-saving.ts'
import { type Sending, UploadRefusal, Uploads } from './uploads.ts'
import { noCalendar } from './way.ts'

/** A draft under the client's hands: what is typed on its way to the server, and its files. */
export interface OpenDraft {
  readonly saving: DraftSaving
  readonly uploads: Uploads
  readonly calendar: WorkingCalendar
}

/** What became of opening: the draft, or that it was sent already, or that there is none. */
export type Opened =
  | { readonly kind: 'open'; readonly draft: OpenDraft }
  | { readonly kind: 'sent' }
  | { readonly kind: 'gone' }

// Outlives the page: what a session's end left unsaved is still here after signing in again. Memory only, and
// the server gives nobody another's draft.
const kept = new Map<string, OpenDraft>()

/** Opens a draft of the asker. Throws ProblemError when it can't be read now. */
export async function openDraft(id: string): Promise<Opened> {
  let draft: Draft
  const calendarComing = readCalendar()
  try {
    draft = await call('GET /api/drafts/:id', { params: { id } })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    if (error.code === 'already_sent') return { kind: 'sent' }
    if (error.status !== 404) throw error
    return { kind: (await isSent(id)) ? 'sent' : 'gone' }
  }
  const before = kept.get(id)
  if (before !== undefined && (before.saving.unsaved || before.uploads.snapshot().length > 0)) {
    void before.saving.flush()
    return { kind: 'open', draft: before }
  }
  const saving = new DraftSaving(draft, savingWorld(id))
  const opened = { saving, uploads: new Uploads(uploadWorld(id, saving)), calendar: await calendarComing }
  kept.set(id, opened)
  return { kind: 'open', draft: opened }
}

/** The working calendar, or one that knows no year: dates can be written without it, the server checks them again. */
async function readCalendar(): Promise<WorkingCalendar> {
  try {
    const { years, days } = await call('GET /api/calendar')
    return workingCalendar(
      years,
      Object.values(days).map((day) => ({ ...day, date: plainDate(day.date) })),
    )
  } catch {
    return noCalendar
  }
}

/** After sending: nothing of it is kept. */
export function forgetDraft(id: string): void {
  kept.delete(id)
}

async function isSent(id: string): Promise<boolean> {
  try {
    await call('GET /api/appeals/:id', { params: { id } })
    return true
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return false
    throw error
  }
}

// Browsers refuse to keep more than 64 kB alive beyond a page.
const fitsKeepalive = (change: DraftChange): boolean =>
  new TextEncoder().encode(JSON.stringify(change)).length < 60_000

function savingWorld(id: string) {
  return {
    async patch(change: DraftChange, version: number): Promise<SaveAnswer> {
      try {
        const draft = await call('PATCH /api/drafts/:id', {
          params: { id },
          body: change,
          version,
          keepalive: fitsKeepalive(change),
        })
        return { kind: 'saved', draft }
      } catch (error) {
        return answerTo(error)
      }
    },
    async read(): Promise<Draft | null> {
      try {
        return await call('GET /api/drafts/:id', { params: { id } })
      } catch {
        return null
      }
    },
    later(act: () => void, ms: number): () => void {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
  }
}

function answerTo(error: unknown): SaveAnswer {
  if (!(error instanceof ProblemError) || error.problem === null) return { kind: 'failed' }
  if (error.status === 412) return { kind: 'stale' }
  if (error.status === 401) return { kind: 'signedOut' }
  if (error.status === 404 || error.code === 'already_sent') return { kind: 'gone' }
  if (error.status === 429 || error.status >= 500) return { kind: 'failed' }
  return { kind: 'refused', problem: error.problem }
}

function uploadWorld(id: string, saving: DraftSaving) {
  return {
    async send(document: string, file: File, { replaces, onProgress, signal }: Sending) {
      try {
        await upload('POST /api/drafts/:id/attachments', {
          params: { id },
          query: replaces === undefined ? { document } : { document, replaces },
          file,
          onProgress,
          signal,
        })
      } catch (error) {
        throw uploadRefusal(error)
      }
    },
    arrived: () => saving.refresh(),
  }
}

const isRefusalCode = (code: string): code is RefusalCode =>
  (refusalCodes as readonly string[]).includes(code)

function uploadRefusal(error: unknown): UploadRefusal {
  if (!(error instanceof ProblemError) || !isRefusalCode(error.code)) {
    return new UploadRefusal(refuse('file_upload'), true)
  }
  return new UploadRefusal(refuse(error.code, error.problem?.params), error.code === 'file_upload')
}
