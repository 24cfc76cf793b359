/**
 * docs/office.md 8: what somebody of the staff is told. The first five come of days, the rest of events: which event
 * gives which is one table, domain/signal/event-signals.ts.
 */
export const signalKinds = [
  'dueSoon',
  'dueToday',
  'overdue',
  'free',
  'questionDue',
  'assigned',
  'asked',
  'answered',
  'toApprove',
  'toSign',
  'sentBack',
  'approved',
  'numberAnnulled',
] as const
export type SignalKind = (typeof signalKinds)[number]

/** What a day is the day of: the appeal's term, since when it is nobody's, by when a question is to be answered. */
export type SignalTrack = 'term' | 'free' | 'question'

/** What is told at a step of a track: working days before the day (less than 0), on it, after it. */
export function kindOfStep(track: SignalTrack, step: number): SignalKind {
  if (track === 'free') return 'free'
  if (track === 'question') return 'questionDue'
  return step < 0 ? 'dueSoon' : step === 0 ? 'dueToday' : 'overdue'
}
