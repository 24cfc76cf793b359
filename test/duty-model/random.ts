/** Numbers that look random and come again from the same seed (mulberry32). */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number from 0, below `below`. */
  below(below: number): number {
    return Math.floor(this.next() * below)
  }

  chance(part: number): boolean {
    return this.next() < part
  }

  pick<One>(some: readonly One[]): One {
    const one = some[this.below(some.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }

  /** One of them by its weight. */
  weighted<One>(some: readonly { readonly weight: number; readonly one: One }[]): One {
    let left = this.next() * some.reduce((sum, { weight }) => sum + weight, 0)
    for (const { weight, one } of some) {
      left -= weight
      if (left < 0) return one
    }
    return this.pick(some).one
  }
}
