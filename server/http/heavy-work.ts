import type { FastifyReply, FastifyRequest } from 'fastify'
import { localDate } from '../../domain/calendar/instant.ts'
import type { HeavyKind } from '../../wire/route.ts'
import type { Context } from '../context.ts'
import { HttpRefused } from '../refused.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { askedBy } from './attempts.ts'
import { countedBy } from './client-address.ts'
import { countOfToday, minutesLeftToday } from './day-use-store.ts'
import type { StreamAnswer } from './handler.ts'
import { Places } from './places.ts'

/** How long work waits for its turn before it is refused. */
const longestWaitMs = 20_000
/** More than these don't even wait: of one person, and of an address, behind which an office may sit. */
const mostWaiting = 30
const mostWaitingOfAddress = 200

/**
 * Work that costs much is done a few at a time for each account and each address, so that nobody's share is eaten by
 * somebody else; the rest waits for its turn. What runs at once is counted in this process, since it is this process's
 * time; how much a day is counted in the database, by all of them (docs/decisions/0047).
 */
export class HeavyWork {
  readonly #context: Context
  readonly #waitMs: number
  readonly #askedBy: (request: FastifyRequest) => string
  readonly #places = new Places()

  constructor(context: Context, waitMs = longestWaitMs) {
    this.#context = context
    this.#askedBy = askedBy(context)
    this.#waitMs = waitMs
  }

  /**
   * Takes a place until the work has ended and the answer has gone, and one of the day's. What is refused afterwards
   * counts too: it was as much work. Throws 429 `too_much_at_once`, `too_much_today`.
   */
  async takePlace(kind: HeavyKind, request: FastifyRequest, reply: FastifyReply): Promise<HeavyPlace> {
    const settings = await currentSettings(this.#context)
    const asker = request.caller?.asker ?? null
    const waitMs = this.#waitMs
    const owners: [string, number, number][] = [
      [
        `address ${asker === null ? this.#askedBy(request) : countedBy(request)}`,
        settings['work.atOnceOfAddress'],
        mostWaitingOfAddress,
      ],
    ]
    // The account first: what waits there takes no place of others at its address.
    if (asker !== null) owners.unshift([asker.id, settings['work.atOnce'], mostWaiting])
    const place = new HeavyPlace()
    try {
      for (const [whose, most, waiting] of owners) {
        const turns = { most, mostWaiting: waiting, waitMs }
        place.holds(await this.#places.takeOrRefuse(`${kind} ${whose}`, turns))
      }
      if (asker !== null && !request.raw.socket.destroyed) {
        await this.#countToday(kind, `${asker.kind}:${asker.id}`, settings['work.perDay'][kind])
      }
    } catch (error) {
      place.leave()
      throw error
    }
    place.until(sent(reply))
    return place
  }

  async #countToday(kind: HeavyKind, owner: string, most: number): Promise<void> {
    const now = this.#context.now()
    const use = { owner, what: kind, day: localDate(now) }
    if (await countOfToday(this.#context.db, use, most)) return
    throw new HttpRefused(429, 'too_much_today', { minutes: minutesLeftToday(now) })
  }
}

/**
 * A place while somebody's work goes on. Who hangs up does not end it: else one who asks and hangs up, over and over,
 * had any number at work.
 */
export class HeavyPlace {
  readonly #leaves: (() => void)[] = []
  #open = 1

  holds(leave: () => void): void {
    this.#leaves.push(leave)
  }

  /** Held until this has ended too, well or not. */
  until(work: Promise<unknown>): void {
    this.#open += 1
    const ended = () => this.#end()
    work.then(ended, ended)
  }

  /** The handler has settled; called once. The place is free when nothing else goes on either. */
  settled(): void {
    this.#end()
  }

  leave(): void {
    for (const leave of this.#leaves) leave()
  }

  #end(): void {
    this.#open -= 1
    if (this.#open === 0) this.leave()
  }
}

/** The answer has gone whole, or its caller has. */
async function sent({ raw }: FastifyReply): Promise<void> {
  if (raw.closed) return
  await new Promise<void>((resolve) => {
    raw.once('close', resolve)
    raw.once('finish', resolve)
  })
}

/** An answer that is made while it goes: it has ended when its stream has, and what fills it. */
export async function made({ stream, filling }: StreamAnswer): Promise<void> {
  if (!stream.closed) await new Promise<void>((resolve) => stream.once('close', resolve))
  await filling
}
