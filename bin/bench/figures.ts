/** A figure of one run: what was measured, against what in the same run, and what it may be. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly against?: string
  /** The most it may be; a hard budget ends the run with 1 when it is broken. */
  readonly budget?: number
  readonly hard?: boolean
  /** The least it may be, of a figure that should be large. */
  readonly atLeast?: number
  /** What the value was made from. */
  readonly from?: Readonly<Record<string, number>>
}

/** The q-quantile of a sample, 0 < q <= 1: nearest rank. */
export function quantile(sample: readonly number[], q: number): number {
  const sorted = [...sample].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

/**
 * Both, in the order that a coin chose. What one ask leaves to collect is collected in the time of another some asks
 * later, always as many: in a fixed order, however it alternates, the same side may always pay for it.
 */
export const inDrawnOrder = <Side>(both: readonly Side[]): readonly Side[] =>
  Math.random() < 0.5 ? both : both.toReversed()

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits))

export const broken = (figure: Figure): boolean =>
  (figure.budget !== undefined && !(figure.value <= figure.budget)) ||
  (figure.atLeast !== undefined && !(figure.value >= figure.atLeast))
