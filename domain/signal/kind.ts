import type { SecurityEvent } from '../security/security-event.ts'

/** What they are told of their own account: of no appeal, always in the office and by mail. */
export const accountSignals = ['newDevice', 'accessChanged'] as const
export type AccountSignal = (typeof accountSignals)[number]

/** Acts of the security log that somebody is told of as `accessChanged`: who did it, them or another, the act says. */
export const accessActs = [
  'passwordChanged',
  'passwordReset',
  'codeReset',
  'keyChanged',
  'mailAddressChanged',
  'sessionsEnded',
  'roleGranted',
  'roleWithdrawn',
  'unitJoined',
  'unitLeft',
  'staffEnabled',
] as const satisfies readonly SecurityEvent[]
export type AccessAct = (typeof accessActs)[number]

/**
 * docs/office.md 8: what somebody of the staff is told of their work. The first seven come of days, the rest of events:
 * which event gives which is one table, domain/signal/event-signals.ts.
 */
export const workSignals = [
  'dueSoon',
  'dueToday',
  'overdue',
  'free',
  'questionDue',
  'papersDue',
  'withdrawalDue',
  'assigned',
  'asked',
  'answered',
  'clientWrote',
  'papersCame',
  'withdrawalAsked',
  'toApprove',
  'toSign',
  'sentBack',
  'approved',
  'numberAnnulled',
] as const
export type WorkSignal = (typeof workSignals)[number]

export const signalKinds = [...workSignals, ...accountSignals] as const
export type SignalKind = (typeof signalKinds)[number]

/**
 * What a day is the day of: the appeal's term, since when it is nobody's, by when a question is to be answered, a
 * withdrawal decided on, or the client gives what is asked of them.
 */
export type SignalTrack = 'term' | 'free' | 'question' | 'papers' | 'withdrawal'

/** What is told at a step of a track: working days before the day (less than 0), on it, after it. */
export function kindOfStep(track: SignalTrack, step: number): WorkSignal {
  if (track === 'free') return 'free'
  if (track === 'question') return 'questionDue'
  if (track === 'papers') return 'papersDue'
  if (track === 'withdrawal') return 'withdrawalDue'
  return step < 0 ? 'dueSoon' : step === 0 ? 'dueToday' : 'overdue'
}
