import type { Holder } from './authority.ts'
import { writeList } from './revocation-list.ts'
import type { Revocation, RevocationRegister } from './revocation-register.ts'

const hour = 3_600_000
const day = 24 * hour
/**
 * Deltas count hours from here, whole lists count seconds from 1970: two rows, and the delta's number is the
 * lesser.
 */
const deltasSince = Date.parse('2020-01-01T00:00:00Z')

/** What an authority's list said when it was issued. */
interface Issued {
  readonly thisUpdate: number
  readonly number: number
  readonly revoked: ReadonlyMap<string, Revocation>
  readonly bytes: Promise<Uint8Array>
}

/**
 * Lists as the national authority issues them: a whole one once a day, and at every question a delta on it,
 * numbered in a row of its own.
 */
export class ListService {
  readonly #register: RevocationRegister
  readonly #now: () => number
  readonly #issued = new Map<Holder, Issued>()

  constructor(register: RevocationRegister, now: () => number) {
    this.#register = register
    this.#now = now
  }

  async whole(issuer: Holder): Promise<Uint8Array> {
    return await this.#current(issuer).bytes
  }

  async delta(issuer: Holder): Promise<Uint8Array> {
    const base = this.#current(issuer)
    const thisUpdate = this.#now()
    const known = this.#register.revoked
    const news = [...known].filter(([serial, { at, reason }]) => {
      const before = base.revoked.get(serial)
      return before?.at !== at || before.reason !== reason
    })
    const lifted = [...base.revoked.keys()]
      .filter((serial) => !known.has(serial))
      .map((serial) => [serial, { at: thisUpdate, reason: 'removeFromCRL' }] as const)
    return await writeList(issuer, {
      revoked: new Map([...news, ...lifted]),
      number: Math.floor((thisUpdate - deltasSince) / hour),
      deltaOf: base.number,
      thisUpdate,
      nextUpdate: thisUpdate + 7.5 * hour,
    })
  }

  #current(issuer: Holder): Issued {
    const now = this.#now()
    const last = this.#issued.get(issuer)
    // A clock that was moved back issues again too.
    if (last !== undefined && now >= last.thisUpdate && now < last.thisUpdate + day) return last
    const order = {
      thisUpdate: now,
      number: Math.floor(now / 1000),
      revoked: new Map(this.#register.revoked),
    }
    const issued = { ...order, bytes: writeList(issuer, { ...order, nextUpdate: now + 27 * hour }) }
    this.#issued.set(issuer, issued)
    return issued
  }
}
