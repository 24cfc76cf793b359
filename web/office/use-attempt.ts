import { useMemo } from 'react'

/** The key of an act that is pressed again when no answer came. */
export interface Attempt {
  /** The same for the same words; a refused act leaves nothing behind, so it may be tried with it again. */
  keyOf(said: unknown): string
  /** It was done: the same said once more is another act. */
  done(): void
}

export function makeAttempt(): Attempt {
  let last = { said: '', key: '' }
  return {
    keyOf(said) {
      const now = JSON.stringify(said)
      if (last.said !== now) last = { said: now, key: crypto.randomUUID() }
      return last.key
    },
    done() {
      last = { said: '', key: '' }
    },
  }
}

/** Pressed twice is done once: the server answers a key that it knows with what it answered before. */
export const useAttempt = (): Attempt => useMemo(makeAttempt, [])
