/** Work of which one run at a time is enough, however often it is asked for. */
export interface OneAtATime {
  /** Runs it; while a run is under way, that one looks once more before it ends, and this call answers at once. */
  run(): Promise<void>
  /** Lets the run under way end, or tells it to stop after the grace (milliseconds). */
  stop(graceMs: number): Promise<void>
}

/**
 * So a kind of work never holds more than one of the worker's places, whatever hangs in it. `work` hears by the
 * signal that the process stops.
 */
export function oneAtATime(work: (stopping: AbortSignal) => Promise<unknown>): OneAtATime {
  const stopping = new AbortController()
  let running = false
  let again = false
  let last: Promise<void> = Promise.resolve()

  const runAll = async (): Promise<void> => {
    running = true
    const faults: unknown[] = []
    do {
      again = false
      try {
        await work(stopping.signal)
      } catch (error) {
        // Who asked meanwhile was answered already: for them it is tried once more.
        faults.push(error)
      }
    } while (again && !stopping.signal.aborted)
    running = false
    // Broken off is no fault: what was under way is due again.
    if (faults.length > 0 && !stopping.signal.aborted) throw faults[0]
  }
  return {
    run: async () => {
      if (running) {
        again = true
        return
      }
      if (stopping.signal.aborted) return
      last = runAll()
      await last
    },
    stop: async (graceMs) => {
      const timer = setTimeout(() => stopping.abort(new Error('the worker stops')), graceMs)
      await last.catch(() => undefined)
      clearTimeout(timer)
      stopping.abort(new Error('the worker stops'))
    },
  }
}
