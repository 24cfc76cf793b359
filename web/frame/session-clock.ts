/** How long a session lasts, milliseconds by this page's clock. */
export interface SessionLimits {
  /** From the last answer of the server. */
  readonly idleMs: number
  /** From the first look, whatever is done. */
  readonly latestMs: number
}

export interface SessionTimes {
  /** Two minutes are left. `fixed`: nothing the client does makes them more. */
  readonly onWarn: (fixed: boolean) => void
  /** There is time again. */
  readonly onCalm: () => void
  /** The time is over; the server decides. */
  readonly onEnd: () => void
}

interface Clock {
  now(): number
  /** Does it later; gives back how to have it not done. */
  later(act: () => void, ms: number): () => void
}

export const warnBeforeMs = 2 * 60_000
// The server decides; a second later it has.
const afterEndMs = 1000

const pageClock: Clock = {
  now: () => Date.now(),
  later: (act, ms) => {
    // Longer than a timer can count is as good as never.
    const timer = setTimeout(act, Math.min(ms, 2 ** 31 - 1))
    return () => clearTimeout(timer)
  },
}

/** Counts the session's time down; `answered` says that the server has just answered, here or in another window. */
export function watchSession(
  { idleMs, latestMs }: SessionLimits,
  times: SessionTimes,
  clock: Clock = pageClock,
): { answered: () => void; stop: () => void } {
  const begun = clock.now()
  let stops: (() => void)[] = []
  const stop = () => {
    for (const one of stops) one()
    stops = []
  }
  const answered = () => {
    stop()
    const latestLeft = () => begun + latestMs - clock.now()
    const left = Math.min(idleMs, latestLeft())
    const warn = () => times.onWarn(latestLeft() <= warnBeforeMs)
    if (left <= warnBeforeMs) warn()
    else {
      times.onCalm()
      stops.push(clock.later(warn, left - warnBeforeMs))
    }
    stops.push(clock.later(times.onEnd, Math.max(0, left) + afterEndMs))
  }
  answered()
  return { answered, stop }
}
