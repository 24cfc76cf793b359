/** Questions under way at a time. */
const atOnce = 2
/** Keys of one question. */
const mostKeys = 500

interface Waiting<Key, Found> {
  readonly key: Key
  readonly resolve: (found: Found | undefined) => void
  readonly reject: (error: unknown) => void
}

/**
 * Asks for many things in one question. Who comes when few are under way is asked for at once; who comes meanwhile is
 * asked for together with others, in a question that begins after they came.
 */
export class AskedTogether<Key, Found> {
  readonly #ask: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Found>>
  readonly #waiting: Waiting<Key, Found>[] = []
  #underWay = 0

  constructor(ask: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Found>>) {
    this.#ask = ask
  }

  /** What was found; undefined: nothing. Throws what the question threw, to all whom it was asked for. */
  find(key: Key): Promise<Found | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, resolve, reject })
      void this.#goOn()
    })
  }

  async #goOn(): Promise<void> {
    if (this.#underWay >= atOnce || this.#waiting.length === 0) return
    const asked = this.#waiting.splice(0, mostKeys)
    this.#underWay += 1
    try {
      const found = await this.#ask([...new Set(asked.map(({ key }) => key))])
      for (const { key, resolve } of asked) resolve(found.get(key))
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
    this.#underWay -= 1
    await this.#goOn()
  }
}
