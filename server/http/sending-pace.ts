/** How slowly somebody may take what is sent to them. Times in milliseconds. */
export interface SendingPace {
  /** What is waited at the least, from the beginning. */
  readonly firstMs: number
  /** Bytes a second that they must take, over all of it. */
  readonly perSecond: number
  /** Who took much at once has no longer pause than this. */
  readonly pauseMs: number
  /** The longest that one answer may take. */
  readonly wholeMs: number
}

/** A phone at the edge of a village has some 4 kB a second; 100 MB take an hour at 30. */
export const sendingPace: SendingPace = {
  firstMs: 60_000,
  perSecond: 2048,
  pauseMs: 10 * 60_000,
  wholeMs: 2 * 3_600_000,
}

/**
 * Until when somebody must have taken more. The machine's buffers take megabytes at once and then nothing for minutes,
 * so each byte that was taken buys its time, and no window is counted by itself: who takes `perSecond` is never cut.
 */
export class SendingDeadline {
  readonly #pace: SendingPace
  readonly #wholeEndsAt: number
  #endsAt: number
  #taken = 0

  /** @param now milliseconds of any clock that does not jump */
  constructor(pace: SendingPace, now: number) {
    this.#pace = pace
    this.#wholeEndsAt = now + pace.wholeMs
    this.#endsAt = now + pace.firstMs
  }

  /** So many bytes have been taken until now, in all. */
  took(bytes: number, now: number): void {
    const { perSecond, pauseMs } = this.#pace
    this.#endsAt += ((bytes - this.#taken) / perSecond) * 1000
    this.#endsAt = Math.min(this.#endsAt, now + pauseMs)
    this.#taken = bytes
  }

  isOver(now: number): boolean {
    return now >= this.#endsAt || now >= this.#wholeEndsAt
  }
}
