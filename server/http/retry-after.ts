import type { Problem } from '../../wire/problem.ts'

/** When a page or a robot may come again, in seconds, where the refusal itself does not know better. */
const secondsOf: Readonly<Record<string, number>> = {
  unavailable: 5,
  restarting: 10,
  not_ready: 5,
  master_key_refused: 60,
  authority_unreachable: 60,
  too_many_requests: 60,
  too_many_downloads: 10,
  too_much_at_once: 10,
  too_many_mails: 60,
}

/** Of a refusal that nobody gave a time. */
const usually = 60

/** `Retry-After` (RFC 9110, 10.2.3) in seconds: every 429 and 503 has one, other answers have none. */
export function retryAfterOf({ status, code, params }: Problem): number | null {
  if (status !== 429 && status !== 503) return null
  const { minutes, seconds } = params ?? {}
  if (typeof minutes === 'number') return minutes * 60
  if (typeof seconds === 'number') return seconds
  return secondsOf[code] ?? usually
}
