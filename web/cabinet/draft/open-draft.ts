import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { type WorkingCalendar, workingCalendar } from '../../../domain/calendar/working-days.ts'
import type { Draft, DraftChange } from '../../../wire/appeal.ts'
import { call, ProblemError } from '../../api.ts'
import { forgetEgovMobile, letterPlace } from '../../signing/egov-mobile/egov-mobile-here.ts'
import { uploadWorld } from '../documents/upload-requests.ts'
import { Uploads } from '../documents/uploads.ts'
import { forgetSigned } from '../sign/kept-signature.ts'
import { isNothing, mergeChanges } from './draft-change.ts'
import { noCalendar } from './draft-journey.ts'
import { DraftSaving, type Save, type SaveAnswer, type SavingWorld } from './draft-saving.ts'
import { isOpenElsewhere, pageId } from './page-id.ts'
import { forgetAllHere, forgetHere, type KeptHere, keepHere, keptOf } from './unsaved-changes.ts'

/** A draft under the client's hands: what is typed on its way to the server, and its files. */
export interface OpenDraft {
  readonly saving: DraftSaving
  readonly uploads: Uploads
  readonly calendar: WorkingCalendar
}

/** What became of opening: the draft, or that it was sent already, or that there is none. */
export type Opened =
  | { readonly kind: 'open'; readonly draft: OpenDraft }
  /** `lost`: what this device had typed that never reached the draft. */
  | { readonly kind: 'sent'; readonly lost: DraftChange }
  | { readonly kind: 'gone'; readonly lost: DraftChange }
  /** Never seen by this person on this page: somebody else's, or none. */
  | { readonly kind: 'missing' }

// Outlives the page: what a session's end left unsaved is still here after signing in again, for the same person.
const opened = new Map<string, OpenDraft>()
const keyOf = (id: string, personId: string): string => `${personId} ${id}`

/**
 * Opens a draft of the asker, with what this device still has of it from before. Throws ProblemError when it can't
 * be read now.
 */
export async function openDraft(id: string, personId: string): Promise<Opened> {
  let draft: Draft
  const calendarComing = readCalendar()
  try {
    draft = await call('GET /api/drafts/:id', { params: { id } })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    if (error.code !== 'already_sent' && error.status !== 404) throw error
    const sent = error.code === 'already_sent' || (await isSent(id))
    const lost = lostOf(id, personId)
    const known = opened.has(keyOf(id, personId)) || !isNothing(lost)
    forgetDraft(id, personId)
    if (!sent && !known) return { kind: 'missing' }
    return { kind: sent ? 'sent' : 'gone', lost }
  }
  const before = opened.get(keyOf(id, personId))
  // Never a second one beside it: somebody may be typing into it at this moment.
  if (before !== undefined) return { kind: 'open', draft: await looked(before) }
  const [calendar, kept] = await Promise.all([calendarComing, keptFrom(id, personId)])
  const meanwhile = opened.get(keyOf(id, personId))
  if (meanwhile !== undefined) return { kind: 'open', draft: meanwhile }
  const saving = new DraftSaving(draft, savingWorld(id, personId), kept?.unsaved ?? null)
  const now = { saving, uploads: new Uploads(uploadWorld(id, saving)), calendar }
  opened.set(keyOf(id, personId), now)
  if (kept !== null) {
    // First the new page's own mark, then the old one's goes: at no time is it nowhere.
    keepHere(localStorage, { ...kept, pageId })
    forgetHere(localStorage, kept)
    void saving.flush()
  }
  return { kind: 'open', draft: now }
}

async function looked(draft: OpenDraft): Promise<OpenDraft> {
  if (draft.saving.unsaved) void draft.saving.flush()
  else await draft.saving.refresh()
  return draft
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

/** After sending or deleting: nothing of it is kept, in memory or on this device. */
export function forgetDraft(id: string, personId: string): void {
  opened.delete(keyOf(id, personId))
  forgetAllHere(localStorage, personId, id)
  forgetSigned(personId, id)
  forgetEgovMobile(letterPlace(personId, id))
}

/** What a page that is gone left unsaved of this draft; what other open windows are at is theirs. */
async function keptFrom(id: string, personId: string): Promise<KeptHere | null> {
  for (const kept of keptOf(localStorage, personId, Date.now())) {
    if (kept.draftId === id && !(await isOpenElsewhere(kept.pageId))) return kept
  }
  return null
}

function lostOf(id: string, personId: string): DraftChange {
  const kept = keptOf(localStorage, personId, Date.now()).filter(({ draftId }) => draftId === id)
  return kept.reduce<DraftChange>(
    (lost, { unsaved }) => mergeChanges(lost, mergeChanges(unsaved.sent?.change ?? {}, unsaved.pending)),
    {},
  )
}

/**
 * Before signing out: everything this person typed on this device is saved, and nothing of it stays. False when
 * something can't be saved now; then it stays.
 */
export async function leaveNothing(personId: string): Promise<boolean> {
  const ids = new Set(keptOf(localStorage, personId, Date.now()).map(({ draftId }) => draftId))
  for (const id of ids) {
    const found = await openDraft(id, personId).catch(() => null)
    if (found === null) return false
    if (found.kind === 'open' && !(await found.draft.saving.flush())) return false
  }
  return true
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

/** A network that answers nothing is no better than none. */
const patience = 20_000

function savingWorld(id: string, personId: string): SavingWorld {
  return {
    async patch({ id: saveId, change, after }: Save, version: number): Promise<SaveAnswer> {
      try {
        const draft = await call('PATCH /api/drafts/:id', {
          params: { id },
          body: { ...change, saveId, ...(after === undefined ? {} : { after }) },
          version,
          signal: AbortSignal.timeout(patience),
          keepalive: fitsKeepalive(change),
        })
        return { kind: 'saved', draft }
      } catch (error) {
        return answerTo(error)
      }
    },
    async read(): Promise<Draft | null> {
      try {
        return await call('GET /api/drafts/:id', { params: { id }, signal: AbortSignal.timeout(patience) })
      } catch {
        return null
      }
    },
    later(act: () => void, ms: number): () => void {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
    newId: () => crypto.randomUUID(),
    keep(unsaved) {
      const mark = { personId, draftId: id, pageId }
      if (unsaved === null) forgetHere(localStorage, mark)
      else keepHere(localStorage, { ...mark, at: Date.now(), unsaved })
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
