const firstPass = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const secondPass = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]

/**
 * The control digit of the first eleven digits, the same rule for IIN and BIN (docs/domain.md 4.1); null for a number
 * that is never issued because both passes give 10.
 */
function controlDigit(digits: string): number | null {
  for (const weights of [firstPass, secondPass]) {
    const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
    if (sum % 11 < 10) return sum % 11
  }
  return null
}

/** Twelve digits whose last is the control digit of the rest. `number` must be twelve digits. */
export function hasControlDigit(number: string): boolean {
  return controlDigit(number) === Number(number[11])
}
