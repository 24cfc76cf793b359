/** What waits for its turn, fairly: owners take turns with each other, each with what of theirs came first. */
export class FairQueue<Item> {
  /** The owner whose turn is next comes first; nobody is here without an item. */
  readonly #owners = new Map<string, Item[]>()
  #size = 0

  get size(): number {
    return this.#size
  }

  /** How many of this owner wait. */
  sizeOf(owner: string): number {
    return this.#owners.get(owner)?.length ?? 0
  }

  add(owner: string, item: Item): void {
    const own = this.#owners.get(owner) ?? []
    own.push(item)
    this.#owners.set(owner, own)
    this.#size += 1
  }

  /** Takes out what is next; undefined when nothing waits. */
  next(): Item | undefined {
    const [first] = this.#owners
    if (first === undefined) return undefined
    const [owner, own] = first
    const item = own.shift()
    // Behind everybody else who waits.
    this.#owners.delete(owner)
    if (own.length > 0) this.#owners.set(owner, own)
    this.#size -= 1
    return item
  }

  /** Takes out one that waits no more; nothing when it is not here. */
  remove(owner: string, item: Item): void {
    const own = this.#owners.get(owner) ?? []
    const at = own.indexOf(item)
    if (at < 0) return
    own.splice(at, 1)
    if (own.length === 0) this.#owners.delete(owner)
    this.#size -= 1
  }
}
