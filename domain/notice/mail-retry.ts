import type { Instant } from '../calendar/instant.ts'

const minute = 60_000
const hour = 60 * minute
const waits = [minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 12 * hour]

/** How long a mail is tried: a notice older than this tells nothing new. */
const mailLastsMs = 7 * 24 * hour

/** RFC 5321 4.5.4.1: half an hour at the least. Here it has most likely arrived, and hurry would only double it. */
export const unsureWaitMs = 30 * minute

/**
 * When a mail that could not be sent is tried again (epoch milliseconds), the pauses growing up to half a day; null
 * when its seven days are over and it is given up.
 * @param attempts how many times it has been tried, this one included
 */
export function nextTry(createdAt: Instant, attempts: number, now: Instant): Instant | null {
  return within(createdAt, now + (waits[Math.min(attempts, waits.length) - 1] ?? minute))
}

/**
 * When a mail is sent once more that was handed over whole, and the server said nothing (RFC 5321 6.1 asks for it: a
 * mail twice is better than none); null when that has been done already (docs/decisions/0045).
 * @param unsure how many tries have ended so, this one included
 */
export function nextTryUnsure(createdAt: Instant, unsure: number, now: Instant): Instant | null {
  return isOftenEnough(unsure) ? null : within(createdAt, now + unsureWaitMs)
}

/** Whether a mail has been handed over so often without a word that it is not sent again. */
export const isOftenEnough = (unsure: number): boolean => unsure >= 2

const within = (createdAt: Instant, next: Instant): Instant | null =>
  next > createdAt + mailLastsMs ? null : next
