import { randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { firstPassword, firstPasswordUntil, isFirstPasswordOver } from './first-password.ts'
import { whyNotPassword } from './password.ts'

test('it is long enough, has no signs that look alike, and is one that anybody might choose', () => {
  const made = Array.from({ length: 500 }, () => firstPassword((n) => randomInt(n)))
  for (const one of made) {
    expect(one).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/)
    expect(
      whyNotPassword(one, { isCommon: (word) => word.length <= 2, own: ['saule', 'Иманбекова'] }),
    ).toBeNull()
  }
  expect(new Set(made).size).toBe(500)
  // Every sign comes up, the first and the last too.
  const signs = new Set(made.join('').replaceAll('-', ''))
  expect(16 * Math.log2(signs.size)).toBeGreaterThan(79)
})

test('it is over a week after it was made, to the moment; one that was chosen never is', () => {
  const until = firstPasswordUntil(Date.parse('2026-01-12T05:30:00Z'))
  expect(new Date(until).toISOString()).toBe('2026-01-19T05:30:00.000Z')
  expect([until - 1, until].map((now) => isFirstPasswordOver(until, now))).toEqual([false, true])
  expect(isFirstPasswordOver(null, until)).toBe(false)
})
