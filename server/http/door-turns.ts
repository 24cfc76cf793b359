import { Places, type Turns } from './places.ts'

/** Of one browser that is known, or of one address: what more of them come at once waits for its turn. */
const ofOne: Turns = { most: 1, mostWaiting: 500, waitMs: 30_000 }
/** Of all together, known browsers apart. The database has twenty connections in this process, for everybody. */
const ofAll: Turns = { most: 2, mostWaiting: 1000, waitMs: 30_000 }

export type Lane = 'known' | 'others'

/**
 * Tries are counted a few at a time, so that a thousand at once don't take every connection to the database and with it
 * everybody's time. Each address has its own queue and one place in the next one: who comes alone passes a crowd. Known
 * browsers have places that nobody else takes (docs/decisions/0044).
 */
export class DoorTurns {
  readonly #places = new Places()

  /** Throws 429 `too_much_at_once` where too many wait, or the turn doesn't come in time. */
  async inTurn<Result>(lane: Lane, whose: string, work: () => Promise<Result>): Promise<Result> {
    const inLane = () => this.#places.during(lane, ofAll, work)
    return await this.#places.during(`${lane} ${whose}`, ofOne, inLane)
  }
}
