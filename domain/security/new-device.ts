import type { Instant } from '../calendar/instant.ts'

/** Browser and system in two words, and the network that it came from: as much of a place as is known. */
export interface SignInPlace {
  readonly device: string | null
  /** What its address is counted by. */
  readonly network: string
}

/** So long one place is told once: a private window, or cookies that are cleared each time, are a new device each. */
export const onceMs = 3_600_000

/**
 * ASVS 6.3.5: whether somebody is told of a sign-in. Not by a browser that is known to be theirs (its signed cookie
 * says so, and says it of each account apart: a colleague at the same computer is news), and not of their first ever.
 */
export function isNewDevice(
  signIn: SignInPlace & { readonly known: boolean; readonly signedInBefore: boolean },
  toldLately: readonly (SignInPlace & { readonly at: Instant })[],
  now: Instant,
): boolean {
  if (signIn.known || !signIn.signedInBefore) return false
  return !toldLately.some(
    ({ device, network, at }) =>
      device === signIn.device && network === signIn.network && at <= now && now < at + onceMs,
  )
}
