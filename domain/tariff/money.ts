/** Money is whole tiyn, a hundredth of a tenge; safe integers only (docs/domain.md 4.4). */
export type Tiyn = number

/** Whole tenge as tiyn. Throws RangeError for a fraction or what no safe integer holds. */
export function tiynOfTenge(tenge: number): Tiyn {
  const tiyn = tenge * 100
  if (!Number.isInteger(tenge) || !Number.isSafeInteger(tiyn))
    throw new RangeError(`not whole tenge: ${tenge}`)
  return tiyn
}

/**
 * A sum as a person types it: `12 345,67`, `12345.6`, `5000`. Null when it is not one, is negative or has three
 * decimals.
 */
export function parseTenge(text: string): Tiyn | null {
  const match = /^(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (match === null) return null
  const whole = Number((match[1] ?? '').replace(/\D/g, ''))
  const tiyn = whole * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return Number.isSafeInteger(tiyn) ? tiyn : null
}
