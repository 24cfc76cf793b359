import { describe, expect, test } from 'vitest'
import { type HandingChoice, handTo } from './handing.ts'

const one = (id: string, open: number, at: number | null = null, times = 1): HandingChoice => ({
  id,
  open,
  last: at === null ? null : { at, times },
})

describe('docs/office.md 4: to whom of a unit', () => {
  test('by load: who has least, and of equals who waited longest', () => {
    expect(handTo('byLoad', [one('a', 3), one('b', 1, 500), one('c', 1, 400)])).toBe('c')
    expect(handTo('byLoad', [one('a', 0, 900), one('b', 1)])).toBe('a')
  })

  test('by turn: who was given one longest ago, never first of all, whatever they have', () => {
    expect(handTo('byTurn', [one('a', 0, 500), one('b', 9, 400), one('c', 5)])).toBe('c')
    expect(handTo('byTurn', [one('a', 0, 500), one('b', 9, 400)])).toBe('b')
    // Within one moment it goes on too.
    expect(handTo('byTurn', [one('a', 0, 500, 2), one('b', 9, 500, 1)])).toBe('b')
  })

  test('free, or nobody is here: nobody', () => {
    expect(handTo('free', [one('a', 0)])).toBeNull()
    expect(handTo('byLoad', [])).toBeNull()
    expect(handTo('byTurn', [])).toBeNull()
  })
})
