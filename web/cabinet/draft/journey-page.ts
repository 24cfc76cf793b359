import { createContext, use, useSyncExternalStore } from 'react'
import { useLocation, useSearch } from 'wouter'
import { type Journey, mayVisit, type Step } from '../../../domain/appeal/journey.ts'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import type { WorkingCalendar } from '../../../domain/calendar/working-days.ts'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import type { Upload, Uploads } from '../documents/uploads.ts'
import type { DraftView } from './draft-change.ts'
import { wayOf } from './draft-journey.ts'
import type { DraftSaving, SavingNews, SavingState } from './draft-saving.ts'
import type { OpenDraft } from './open-draft.ts'

/** What every step of an open draft works with. */
export interface JourneyPage {
  readonly draft: DraftView
  readonly state: SavingState
  readonly news: SavingNews
  readonly saving: DraftSaving
  readonly uploads: Uploads
  readonly sending: readonly Upload[]
  readonly way: Journey
  readonly today: ReturnType<typeof plainDate>
  /** The working calendar; empty where it could not be had. */
  readonly calendar: WorkingCalendar
}

const Context = createContext<OpenDraft | null>(null)
/** Puts an open draft around its steps. */
export const JourneyProvider = Context

/** The open draft as it is now: with everything typed, and the way it has taken. */
export function useJourney(): JourneyPage {
  const open = use(Context)
  if (open === null) throw new Error('no open draft around this component')
  const { saving, uploads } = open
  const { draft, state, news } = useSyncExternalStore(saving.subscribe, saving.snapshot)
  const sending = useSyncExternalStore(uploads.subscribe, uploads.snapshot)
  const today = plainDate(useSession().session.today)
  const calendar = open.calendar
  return { draft, state, news, saving, uploads, sending, today, calendar, way: wayOf(draft, today, calendar) }
}

/** Ways on and back from a step. */
export interface StepMoves {
  /** To the next step; back to the check where the client came from it to change one thing. */
  readonly next: (way: Journey) => void
  readonly to: (step: Step) => void
}

export function useMoves(step: Step): StepMoves {
  const [, navigate] = useLocation()
  const { draft } = useJourney()
  const returning = new URLSearchParams(useSearch()).get('then') === 'sign'
  const to = (target: Step) => {
    const keep = returning && target !== 'sign' ? '?then=sign' : ''
    navigate(`${paths.draftStep(draft.id, target)}${keep}`)
  }
  return {
    to,
    next: (way) => {
      if (returning) return to(way.current)
      const after = way.steps[way.steps.indexOf(step) + 1]
      to(after !== undefined && mayVisit(after, way) ? after : way.current)
    },
  }
}

/** The way to change one thing from the check, and to come back. */
export function changePath(draftId: string, step: Step, field?: string): string {
  return `${paths.draftStep(draftId, step)}?then=sign${field === undefined ? '' : `#${field}`}`
}
