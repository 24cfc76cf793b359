import type { Instant } from '../calendar/instant.ts'

const minute = 60_000
const hour = 60 * minute
const waits = [minute, 5 * minute, 15 * minute, hour, 3 * hour, 6 * hour, 12 * hour]

/** How long a mail is tried: a notice older than this tells nothing new. */
const mailLastsMs = 7 * 24 * hour

/**
 * When a mail that could not be sent is tried again (epoch milliseconds), the pauses growing up to half a day; null
 * when its seven days are over and it is given up.
 * @param attempts how many times it has been tried, this one included
 */
export function nextTry(createdAt: Instant, attempts: number, now: Instant): Instant | null {
  const next = now + (waits[Math.min(attempts, waits.length) - 1] ?? minute)
  return next > createdAt + mailLastsMs ? null : next
}
