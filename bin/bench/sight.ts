import { type Figure, quantile, round } from './figures.ts'
import { onStage, type Stage } from './stage.ts'
import { asking, fillYear, lookers, openAppeals, openWork, sizes } from './year.ts'

const rounds = 200
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
      for (const [at, sample] of [few, many].entries()) {
        const { ms } = (await ask[at]?.(role, path)) ?? { ms: Number.NaN }
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

/** Of the server's own time at 100,000 and at 10,000. */
export function ratio(name: string, few: readonly number[], many: readonly number[]): Figure {
  const [p99, median] = [0.99, 0.5].map((q) => ({ few: quantile(few, q), many: quantile(many, q) }))
  if (p99 === undefined || median === undefined) throw new TypeError('two quantiles')
  return {
    name: `${name} at 100,000 appeals, server p99`,
    value: round(p99.many / p99.few),
    unit: 'ratio of p99',
    against: 'itself at 10,000',
    from: {
      manyMs: round(p99.many),
      fewMs: round(p99.few),
      ofMedians: round(median.many / median.few),
      manyMedianMs: round(median.many),
      fewMedianMs: round(median.few),
    },
  }
}
