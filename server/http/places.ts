import { HttpRefused } from '../refused.ts'

/** How many of one owner may be under way, and how many more may wait for their turn. Times in milliseconds. */
export interface Turns {
  readonly most: number
  readonly mostWaiting: number
  readonly waitMs: number
}

interface Queue {
  under: number
  readonly waiting: (() => void)[]
}

/** Places of owners in this process: a few at a time for each, the rest waits for its turn, in order. */
export class Places {
  readonly #queues = new Map<string, Queue>()

  /** Answers what gives the place back, once; null when too many wait, or the turn did not come in time. */
  async take(whose: string, { most, mostWaiting, waitMs }: Turns): Promise<(() => void) | null> {
    const queue = this.#queues.get(whose) ?? { under: 0, waiting: [] }
    this.#queues.set(whose, queue)
    if (queue.under < most) queue.under += 1
    else if (queue.waiting.length >= mostWaiting || !(await turn(queue, waitMs))) return null
    let left = false
    return () => {
      if (left) return
      left = true
      const next = queue.waiting.shift()
      if (next !== undefined) return next()
      queue.under -= 1
      if (queue.under === 0) this.#queues.delete(whose)
    }
  }

  /** The same; throws 429 `too_much_at_once` where there is no place. */
  async takeOrRefuse(whose: string, turns: Turns): Promise<() => void> {
    const leave = await this.take(whose, turns)
    if (leave === null) throw new HttpRefused(429, 'too_much_at_once')
    return leave
  }

  /** Works at a place. Throws 429 `too_much_at_once`, and what `work` throws. */
  async during<Result>(whose: string, turns: Turns, work: () => Promise<Result>): Promise<Result> {
    const leave = await this.takeOrRefuse(whose, turns)
    try {
      return await work()
    } finally {
      leave()
    }
  }
}

/** Whether the place of one who leaves came in time. */
async function turn({ waiting }: Queue, waitMs: number): Promise<boolean> {
  return await new Promise<boolean>((resolve) => {
    const take = (): void => {
      clearTimeout(timer)
      resolve(true)
    }
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(take), 1)
      resolve(false)
    }, waitMs)
    waiting.push(take)
  })
}
