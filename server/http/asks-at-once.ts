import type { FastifyRequest } from 'fastify'
import type { Route } from '../../wire/route.ts'
import { Places, type Turns } from './places.ts'

/** Of one account: nobody looks at many pages at once, and each takes a few milliseconds. */
const ofAccount: Turns = { most: 4, mostWaiting: 200, waitMs: 20_000 }
/** Of one address at which nobody is signed in, or of one known browser; an office may be behind an address. */
const ofNobody: Turns = { most: 8, mostWaiting: 1000, waitMs: 20_000 }

/**
 * What is asked for is worked at a few at a time for each account, else for each address: who asks a hundred things at
 * once waits for their own, and nobody else does. What lasts has limits of its own: streams, files, heavy work and the
 * doors.
 */
export class AsksAtOnce {
  readonly #places = new Places()
  readonly #askedBy: (request: FastifyRequest) => string

  /** @param askedBy whose an ask is where nobody is signed in (server/http/attempts.ts) */
  constructor(askedBy: (request: FastifyRequest) => string) {
    this.#askedBy = askedBy
  }

  /** Looks up who asks, a few at a time for each address or known browser. Throws 429, and what `look` throws. */
  async lookUp(request: FastifyRequest, look: () => Promise<void>): Promise<void> {
    await this.#places.during(`look-up ${this.#askedBy(request)}`, ofNobody, look)
  }

  /** Answers what gives the place back. Throws 429 `too_much_at_once`. */
  async takePlace(route: Route, request: FastifyRequest): Promise<() => void> {
    const { events, file, part, multipart, signIn, heavy } = route
    if (events || file || part || multipart || signIn || heavy !== undefined) return () => {}
    const asker = request.caller?.asker ?? null
    return asker === null
      ? await this.#places.takeOrRefuse(`nobody ${this.#askedBy(request)}`, ofNobody)
      : await this.#places.takeOrRefuse(asker.id, ofAccount)
  }
}
