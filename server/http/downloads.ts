import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { HttpRefused } from '../refused.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { countedBy } from './client-address.ts'

/** How long a download waits for its turn before it is refused. */
const waitMs = 5000
/** More than these of one person don't even wait. */
const mostWaiting = 30

/** Downloads of one person in this process. */
interface Queue {
  under: number
  readonly waiting: (() => void)[]
}

/**
 * A few downloads at a time for each person, or each address where nobody is signed in; the rest waits for its turn.
 * What is held for each is little, but a few people who take nothing must not hold everything open.
 */
export class Downloads {
  readonly #context: Context
  readonly #waitMs: number
  readonly #queues = new Map<string, Queue>()

  constructor(context: Context, longestWaitMs = waitMs) {
    this.#context = context
    this.#waitMs = longestWaitMs
  }

  /** Takes a place until the answer has gone, or its caller. Throws 429 `too_many_downloads`. */
  async takePlace(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { 'files.downloadsAtOnce': most } = await currentSettings(this.#context)
    const whose = request.caller?.asker?.id ?? countedBy(request)
    const queue = this.#queues.get(whose) ?? { under: 0, waiting: [] }
    this.#queues.set(whose, queue)
    if (queue.under >= most) await this.#turn(queue)
    else queue.under += 1
    const leave = () => {
      const next = queue.waiting.shift()
      if (next !== undefined) return next()
      queue.under -= 1
      if (queue.under === 0) this.#queues.delete(whose)
    }
    if (reply.raw.closed) leave()
    else reply.raw.once('close', leave)
  }

  /** Resolves with the place of one who leaves. */
  async #turn({ waiting }: Queue): Promise<void> {
    const tooMany = new HttpRefused(429, 'too_many_downloads')
    if (waiting.length >= mostWaiting) throw tooMany
    await new Promise<void>((resolve, reject) => {
      const take = (): void => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(take), 1)
        reject(tooMany)
      }, this.#waitMs)
      waiting.push(take)
    })
  }
}
