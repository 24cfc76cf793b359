/** The least and the greatest number that may be answered, both included. */
export interface Bounds {
  readonly min?: number
  readonly max?: number
}

/** As people write it in a hint: no-break spaces between thousands. */
const spaced = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, '\u00a0')

/** Bounds as the words of a refusal name them. */
export function saidBounds(min: number, max: number): { min: string; max: string } {
  return { min: spaced(min), max: spaced(max) }
}
