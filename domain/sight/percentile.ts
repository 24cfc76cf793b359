/** How many answers took so many working days. */
export type Histogram = ReadonlyMap<number, number>

/**
 * The q-quantile by nearest rank, 0 < q <= 1: a number of days that some answer really took, so that it can be found.
 * Null: there is none.
 */
export function percentile(histogram: Histogram, q: number): number | null {
  const rows = [...histogram].filter(([, answers]) => answers > 0).sort(([a], [b]) => a - b)
  const all = rows.reduce((sum, [, answers]) => sum + answers, 0)
  const rank = Math.max(1, Math.ceil(q * all))
  let passed = 0
  for (const [days, answers] of rows) {
    passed += answers
    if (passed >= rank) return days
  }
  return null
}
