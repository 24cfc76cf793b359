/**
 * ASVS 6.4.1: so long a password that was made for somebody opens anything. A week: who is entered on the eve of the
 * longest holidays still comes in, and a note found later is of no use.
 */
export const firstPasswordDays = 7

/** Small letters and figures that nobody mistakes for another, on paper or when they are read aloud. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'
const groups = 4
const inGroup = 4

/**
 * `k7mp-3xqt-9bwe-hf5d`: sixteen of 31 signs, which are 79 bits. `below(n)`: a random whole number from 0 to n - 1,
 * from a source that can't be guessed.
 */
export function firstPassword(below: (n: number) => number): string {
  const group = (): string => Array.from({ length: inGroup }, () => signs[below(signs.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** From when on it opens nothing; epoch ms. */
export const firstPasswordUntil = (madeAt: number): number => madeAt + firstPasswordDays * 86_400_000

/** Is it over? Null: a password that somebody chose themselves never is. */
export const isFirstPasswordOver = (until: number | null, now: number): boolean =>
  until !== null && now >= until
