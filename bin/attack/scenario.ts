import type { Answered } from './ask.ts'
import type { AttackedSite } from './attacked-site.ts'

/** What was answered to an attack, by status and code. */
export class Tally {
  readonly #counts = new Map<string, number>()
  #withoutRetry = 0
  asks = 0

  count(answer: Pick<Answered, 'status' | 'code' | 'retryAfter'>): void {
    this.asks += 1
    const { status, code, retryAfter } = answer
    const key = code === '' ? String(status) : `${status} ${code}`
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
    if ((status === 429 || status === 503) && !/^\d+$/.test(retryAfter ?? '')) this.#withoutRetry += 1
  }

  /** How often it was this: `429`, `429 too_much_today`; a status alone is all of its codes. */
  of(what: string): number {
    const matching = [...this.#counts].filter(([key]) => key === what || key.startsWith(`${what} `))
    return matching.reduce((sum, [, n]) => sum + n, 0)
  }

  /** What else was answered than what may be. */
  faults(may: readonly string[]): string[] {
    const allowed = (key: string): boolean => may.some((one) => key === one || key.startsWith(`${one} `))
    const others = [...this.#counts].filter(([key]) => !allowed(key))
    return [
      ...others.map(([key, n]) => `${n} × ${key === '0' ? 'no answer' : key}`),
      ...(this.#withoutRetry > 0 ? [`${this.#withoutRetry} refusals without Retry-After`] : []),
    ]
  }

  toString(): string {
    return [...this.#counts].map(([key, n]) => `${n} × ${key === '0' ? 'cut' : key}`).join(', ')
  }
}

/** One kind of attack, of a few seconds. */
export interface Scenario {
  readonly name: string
  /** What must hold, in words. */
  readonly holds: string
  /** What may be answered to the attack; everything else is a fault, and so is what `attack` says. */
  readonly may: readonly string[]
  /** Comes back when all that it opened is closed; says when what it needs beforehand is there. */
  attack(site: AttackedSite, tally: Tally, begins: () => void): Promise<string[]>
}

/** Longest that the acts of a flood are begun. */
const floodMs = 4000

/** `count` acts, `atOnce` at a time; what is not begun in time is left out. */
export async function flood(
  count: number,
  atOnce: number,
  act: (n: number) => Promise<void>,
  ms = floodMs,
): Promise<void> {
  const until = performance.now() + ms
  let next = 0
  const work = async (): Promise<void> => {
    while (next < count && performance.now() < until) {
      next += 1
      await act(next - 1)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work))
}

/** A fault, where it doesn't hold. */
export const must = (holds: boolean, fault: string): string[] => (holds ? [] : [fault])
