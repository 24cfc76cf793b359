import { inSightOf } from '../case/news-store.ts'
import type { Asker, Db } from '../context.ts'
import { staffAsker } from '../person/staff-asker-store.ts'

interface Known {
  readonly asker: Asker | null
  readonly seen: ReadonlySet<string>
  readonly administers: boolean
}

/** Who sees which of these appeals, as of now: asked once a person, and only of those who would be told. */
export class Sight {
  readonly #db: Db
  readonly #now: number
  readonly #appealIds: readonly string[]
  readonly #known = new Map<string, Known>()

  constructor(db: Db, now: number, appealIds: readonly string[]) {
    this.#db = db
    this.#now = now
    this.#appealIds = appealIds
  }

  async sees(staffId: string, appealId: string): Promise<boolean> {
    return (await this.#look(staffId)).seen.has(appealId)
  }

  /** Administrators see no appeals, and are told where nobody else is there. */
  async mayBeTold(staffId: string, appealId: string): Promise<boolean> {
    const { seen, administers } = await this.#look(staffId)
    return administers || seen.has(appealId)
  }

  /** Somebody as they would be signed in now; null: not any more. */
  async asker(staffId: string): Promise<Asker | null> {
    return (await this.#look(staffId)).asker
  }

  async #look(staffId: string): Promise<Known> {
    const known = this.#known.get(staffId)
    if (known !== undefined) return known
    const asker = await staffAsker(this.#db, staffId, this.#now)
    const seen = asker === null ? new Set<string>() : await inSightOf(this.#db, asker, this.#appealIds)
    const looked = { asker, seen, administers: asker?.roles.includes('administrator') === true }
    this.#known.set(staffId, looked)
    return looked
  }
}
