import { HttpRefused } from '../refused.ts'
import { FairQueue } from './fair-queue.ts'
import { type Asked, ThreadInHand, ThreadLost } from './thread-in-hand.ts'

/** How many threads there may be, and how long and how many wait. Times in milliseconds. */
export interface ThreadsPace {
  /** Path of the program that each runs (server/threads/thread.ts, built). */
  readonly program: string
  readonly most: number
  /** As much JavaScript may hold in each, MiB; what Typst lays out is beside it. */
  readonly heapMb: number
  readonly mostWaiting: number
  readonly mostWaitingOfOwner: number
  readonly waitMs: number
  /** One that takes longer never comes to an end: its thread is ended, and another begun. */
  readonly longestMs: number
  /** A thread that has had nothing to do for so long ends, and gives its memory back. */
  readonly idleMs: number
}

/** Whose work it is. */
export interface Asking {
  /** Whose turn it takes. */
  readonly owner: string
  /** Whether nobody waits for it any more: then it is not begun. */
  isGone(): boolean
}

interface Job extends Asking {
  readonly asked: Asked
  readonly begin: (thread: ThreadInHand) => void
  readonly refuse: (error: Error) => void
}

/**
 * Threads for work that would keep this process's own one to itself: begun when there is work, as many as `most`, and
 * ended when there is none. What waits is taken by owner in turn.
 */
export class Threads {
  readonly #pace: ThreadsPace
  readonly #waiting = new FairQueue<Job>()
  /** Those with nothing to do, by what ends them. */
  readonly #idle = new Map<ThreadInHand, NodeJS.Timeout>()
  readonly #all = new Set<ThreadInHand>()
  #ending = false

  constructor(pace: ThreadsPace) {
    this.#pace = pace
  }

  /** How many there are now. */
  get size(): number {
    return this.#all.size
  }

  /**
   * Has a thread do it. Throws what the work throws; 429 `too_much_at_once` when too much of this owner waits, 503
   * `unavailable` when too much of everybody does, or too long; ThreadLost when its thread ended: it is not done again.
   */
  async run(asked: Asked, asking: Asking): Promise<unknown> {
    const thread = await this.#turn(asked, asking)
    const late = setTimeout(() => thread.end('it took too long'), this.#pace.longestMs)
    try {
      return await thread.do(asked)
    } finally {
      clearTimeout(late)
      this.#rest(thread)
    }
  }

  /** Ends all of them; what waits or is under way is refused. */
  async end(): Promise<void> {
    this.#ending = true
    for (let job = this.#waiting.next(); job !== undefined; job = this.#waiting.next()) job.refuse(ended())
    for (const timer of this.#idle.values()) clearTimeout(timer)
    await Promise.all([...this.#all].map((thread) => thread.end('the process ends')))
  }

  async #turn(asked: Asked, asking: Asking): Promise<ThreadInHand> {
    const { mostWaiting, mostWaitingOfOwner, waitMs } = this.#pace
    if (this.#ending) throw ended()
    if (this.#waiting.sizeOf(asking.owner) >= mostWaitingOfOwner)
      throw new HttpRefused(429, 'too_much_at_once')
    if (this.#waiting.size >= mostWaiting) throw new HttpRefused(503, 'unavailable')
    return await new Promise((resolve, reject) => {
      const job: Job = {
        ...asking,
        isGone: () => asking.isGone(),
        asked,
        begin: (thread) => {
          clearTimeout(timer)
          resolve(thread)
        },
        refuse: (error) => {
          clearTimeout(timer)
          reject(error)
        },
      }
      const timer = setTimeout(() => {
        this.#waiting.remove(job.owner, job)
        reject(new HttpRefused(503, 'unavailable'))
      }, waitMs)
      this.#waiting.add(job.owner, job)
      this.#distribute()
    })
  }

  /** Gives what waits to who has nothing to do, and begins threads while there may be more. */
  #distribute(): void {
    while (this.#waiting.size > 0 && !this.#ending) {
      const [idle] = this.#idle.keys()
      if (idle === undefined && this.#all.size >= this.#pace.most) return
      const job = this.#waiting.next()
      if (job === undefined) return
      if (job.isGone()) job.refuse(new HttpRefused(429, 'too_much_at_once'))
      else job.begin(idle === undefined ? this.#begin() : this.#wake(idle))
    }
  }

  #begin(): ThreadInHand {
    const thread = new ThreadInHand(this.#pace.program, this.#pace.heapMb, (lost) => {
      this.#forget(lost)
      this.#distribute()
    })
    this.#all.add(thread)
    return thread
  }

  #wake(thread: ThreadInHand): ThreadInHand {
    clearTimeout(this.#idle.get(thread))
    this.#idle.delete(thread)
    return thread
  }

  #rest(thread: ThreadInHand): void {
    // One that was lost meanwhile is here no more.
    if (this.#all.has(thread)) {
      const timer = setTimeout(() => thread.end('nothing to do'), this.#pace.idleMs)
      timer.unref()
      this.#idle.set(thread, timer)
    }
    this.#distribute()
  }

  #forget(thread: ThreadInHand): void {
    this.#wake(thread)
    this.#all.delete(thread)
  }
}

const ended = (): Error => new ThreadLost('the process ends')
