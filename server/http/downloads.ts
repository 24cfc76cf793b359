import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { HttpRefused } from '../refused.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { countedBy } from './client-address.ts'
import { Places } from './places.ts'

/** How long a download waits for its turn before it is refused. */
const waitMs = 5000
/** More than these of one person don't even wait. */
const mostWaiting = 30

/**
 * A few downloads at a time for each person, or each address where nobody is signed in; the rest waits for its turn.
 * What is held for each is little, but a few people who take nothing must not hold everything open.
 */
export class Downloads {
  readonly #context: Context
  readonly #waitMs: number
  readonly #places = new Places()

  constructor(context: Context, longestWaitMs = waitMs) {
    this.#context = context
    this.#waitMs = longestWaitMs
  }

  /** Takes a place until the answer has gone, or its caller. Throws 429 `too_many_downloads`. */
  async takePlace(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { 'files.downloadsAtOnce': most } = await currentSettings(this.#context)
    const whose = request.caller?.asker?.id ?? countedBy(request)
    const turns = { most, mostWaiting, waitMs: this.#waitMs }
    const leave = await this.#places.take(whose, turns)
    if (leave === null) throw new HttpRefused(429, 'too_many_downloads')
    if (reply.raw.closed) leave()
    else reply.raw.once('close', leave)
  }
}
