import { expect, test } from 'vitest'
import { mustProve } from './prove-again.ts'

const provedForMs = 10 * 60_000
const at = Date.parse('2026-01-12T05:30:00Z')

test('ten minutes after it was proved, to the moment, it is asked again; where nothing is known, at once', () => {
  const asked = [at, at + provedForMs - 1, at + provedForMs].map((now) =>
    mustProve('changeContacts', at, now),
  )
  expect(asked).toEqual([false, false, true])
  expect(mustProve('changeContacts', null, at)).toBe(true)
  // A clock that was set back proves nothing.
  expect(mustProve('changeContacts', at, at - 1)).toBe(true)
})

test('what ends one’s own stay, or asks by itself, is never in the way', () => {
  const later = at + 10 * provedForMs
  const acts = ['endOwnSession', 'endAllSessions', 'changeOwnPassword', 'endTheirSessions'] as const
  expect(acts.filter((act) => mustProve(act, at, later))).toEqual([])
})
