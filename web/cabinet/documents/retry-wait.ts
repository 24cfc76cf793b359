/** Runs an act after some milliseconds; what it answers takes that back. */
export type Later = (act: () => void, ms: number) => () => void

/** The pause before another try: a second, two, four … half a minute; a caller who knows better wakes it. */
export class RetryWait {
  readonly #later: Later
  readonly #waiting = new Set<() => void>()

  constructor(later: Later) {
    this.#later = later
  }

  /** Resolves in time, or at once when woken or aborted; without a session only then. */
  pause(why: 'line' | 'session', failures: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const seconds = Math.min(30, 2 ** Math.min(failures - 1, 5))
      const cancel = why === 'session' ? () => {} : this.#later(() => go(), seconds * 1000)
      const go = (): void => {
        cancel()
        this.#waiting.delete(go)
        signal.removeEventListener('abort', go)
        resolve()
      }
      this.#waiting.add(go)
      signal.addEventListener('abort', go)
      if (signal.aborted) go()
    })
  }

  /** The line is back, somebody signed in, or the client wants it now. */
  wake(): void {
    for (const go of [...this.#waiting]) go()
  }
}
