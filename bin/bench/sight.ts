import { type Figure, inDrawnOrder, quantile, round } from './figures.ts'
import { onStage, type Stage } from './stage.ts'
import { asking, fillYear, lookers, openAppeals, openWork, sizes } from './year.ts'

const rounds = 600
const warmUp = 10
/** Ten times the year with ten times the open work: a larger company, not an older one. */
const openInLarger = 10 * openAppeals

/** A year of the company; the auditor lists all of it, the head what is of two units, by contract nothing is folded. */
const looks = {
  year: { role: 'auditor', path: 'figures?period=2025' },
  'year of a head': { role: 'head', path: 'figures?period=2025' },
} as const
const byContract = { role: 'auditor', path: 'figures?period=2025&contractKind=RENT_BUYOUT' } as const
type Look = (typeof looks)[keyof typeof looks] | typeof byContract

/**
 * The figures of a year in which 10,000 and in which 100,000 appeals came: with the same open work, then with ten times
 * of it too. Asked in turn, so that a slower minute slows both.
 */
export async function sightFigures(): Promise<Figure[]> {
  return await onStage(async (small) => await onStage(async (large) => await compare(small, large)))
}

async function compare(small: Stage, large: Stage): Promise<Figure[]> {
  await fillYear(small, sizes.few)
  await fillYear(large, sizes.many)
  const ask = [asking(small, await lookers(small)), asking(large, await lookers(large))] as const
  const figures: Figure[] = []
  const measure = async (name: string, { role, path }: Look, times: number, budget: object) => {
    const [few, many]: [number[], number[]] = [[], []]
    for (let n = -warmUp; n < times; n += 1) {
      const both = [[ask[0], few] as const, [ask[1], many] as const]
      for (const [asked, sample] of inDrawnOrder(both)) {
        const { ms } = await asked(role, path)
        if (n >= 0) sample.push(ms)
      }
    }
    figures.push({ ...ratio(name, few, many), ...budget })
  }
  const hard = { budget: 1.5, hard: true }
  for (const [name, look] of Object.entries(looks)) await measure(`figures of a ${name}`, look, rounds, hard)
  // What the sums do not know is counted from the appeals, and grows with them.
  await measure('figures of a year by contract', byContract, 20, {})
  await openWork(large, openInLarger)
  for (const [name, look] of Object.entries(looks))
    await measure(`figures of a ${name}, with ten times the open work`, look, rounds, hard)
  return figures
}

/** In so many stretches the p99 is compared; the middle ratio counts, so that one bad moment decides nothing. */
const stretches = 3

/** Of the server's own time at 100,000 and at 10,000, both in the order in which they were taken. */
export function ratio(name: string, few: readonly number[], many: readonly number[]): Figure {
  const length = Math.ceil(few.length / stretches)
  const ratios = Array.from({ length: stretches }, (_, n) => {
    const [a, b] = [few, many].map((all) => quantile(all.slice(n * length, (n + 1) * length), 0.99))
    return (b ?? Number.NaN) / (a ?? Number.NaN)
  })
  return {
    name: `${name} at 100,000 appeals, server p99`,
    value: round(quantile(ratios, 0.5)),
    unit: 'ratio of p99, the middle one of three',
    against: 'itself at 10,000',
    from: {
      manyMs: round(quantile(many, 0.99)),
      fewMs: round(quantile(few, 0.99)),
      ofMedians: round(quantile(many, 0.5) / quantile(few, 0.5)),
      manyMedianMs: round(quantile(many, 0.5)),
      fewMedianMs: round(quantile(few, 0.5)),
    },
  }
}
