/** Whole seconds left, never below 0. Both are epoch milliseconds. */
export const secondsLeft = (expiresAt: number, now: number): number =>
  Math.max(0, Math.ceil((expiresAt - now) / 1000))

/** `4:32` */
export const clockText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** A whole number of minutes left, or the last half minute. */
export type Mark = { readonly minutes: number } | { readonly seconds: 30 }

/**
 * What a screen reader hears last with so much left: each whole minute and the last thirty seconds, so that nobody is
 * talked over every second. Null in the first minute, in which the window itself has told it.
 *
 * @param life seconds that the code lives in all
 */
export function lastMark(seconds: number, life: number): Mark | null {
  if (seconds <= 30) return { seconds: 30 }
  const minutes = Math.ceil(seconds / 60)
  return minutes * 60 < life ? { minutes } : null
}
