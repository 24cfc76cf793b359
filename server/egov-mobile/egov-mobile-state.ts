import type { EgovMobileState } from '../../wire/egov-mobile.ts'

/** A signature for which nobody has pressed «Жіберу» yet is kept so long (docs/decisions/0011). */
export const signedKeptMs = 24 * 3_600_000
/** One person opens at most so many codes within ten minutes. */
export const mostOpened = 30
export const countedMs = 10 * 60_000
/** The life of a code. */
export const codeLifeMs = 5 * 60_000

/** What is stored of a code, as far as its state needs it; instants are epoch milliseconds. */
export interface StoredState {
  readonly state: Exclude<EgovMobileState, 'expired'>
  readonly expiresAt: number
  readonly signedAt: number | null
  /** What was to be signed is still what is wanted: the letter unchanged and unsent, the sign-in open. */
  readonly holds: boolean
}

/** §8.2: how far a code is at a moment. That it is over is not stored: no clock has to have struck. */
export function stateAt({ state, expiresAt, signedAt, holds }: StoredState, now: number): EgovMobileState {
  if (state === 'used' || state === 'cancelled') return state
  if (!holds) return 'expired'
  if (state === 'signed') return now < (signedAt ?? 0) + signedKeptMs ? 'signed' : 'expired'
  return now < expiresAt ? state : 'expired'
}

/** May a phone still come with this code? */
export const isOpen = (state: EgovMobileState): boolean =>
  state === 'waiting' || state === 'fetched' || state === 'refused'
