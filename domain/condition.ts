/**
 * What a field or a document depends on: answers (or facts of the draft) by name. `x` is that very answer, `!x` any
 * answer but it, `contains:x` a list that holds it. All of them must be met.
 */
export type Condition = Readonly<Record<string, string>>

type Given = string | readonly unknown[] | undefined

/** Is one expectation met by what was answered? Nothing answered meets none, `!x` included. */
export function meets(expected: string, given: Given): boolean {
  if (given === undefined || given.length === 0) return false
  if (expected.startsWith('contains:')) {
    return typeof given !== 'string' && given.includes(expected.slice('contains:'.length))
  }
  if (typeof given !== 'string') return false
  const answer = given.trim()
  return expected.startsWith('!') ? answer !== '' && answer !== expected.slice(1) : answer === expected
}

/** Are all of them met? */
export function holds(condition: Condition, given: Readonly<Record<string, Given>>): boolean {
  return Object.entries(condition).every(([name, expected]) => meets(expected, given[name]))
}
