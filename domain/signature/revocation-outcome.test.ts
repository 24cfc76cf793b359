import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recheckAfterMs, revocationOutcome } from './revocation-outcome.ts'

const day = 86_400_000

test.each([
  ['valid', [], 0, 'good'],
  ['unknown', ['revocation_unavailable'], 400 * day, 'wait'],
  ['invalid', ['revoked'], 0, 'revoked'],
  ['invalid', ['on_hold'], 10 * day - 1, 'wait'],
  ['invalid', ['on_hold'], 10 * day, 'revoked'],
  ['invalid', ['not_known_to_ca'], 0, 'wait'],
  ['invalid', ['not_known_to_ca'], 10 * day, 'revoked'],
  // Roots taken away since, or anything else: never a reason to return what was accepted.
  ['invalid', ['chain_unknown'], 400 * day, 'wait'],
] as const)('%s %o after %i ms: %s', (result, codes, waitedMs, kind) => {
  expect(
    revocationOutcome({ result, codes, waitedMs, onlyLists: false, before: '', answerBeforeReceipt: false })
      .kind,
  ).toBe(kind)
})

test('lists know no number that was never issued: they wait for the responder', () => {
  const never = { onlyLists: true, before: 'not_known_to_ca', answerBeforeReceipt: false } as const
  const check = { codes: [], waitedMs: 400 * day, ...never } as const
  expect(revocationOutcome({ ...check, result: 'valid' })).toEqual({ kind: 'wait', code: 'not_known_to_ca' })
  expect(revocationOutcome({ ...check, result: 'unknown' }).kind).toBe('wait')
  expect(revocationOutcome({ ...check, result: 'valid', onlyLists: false }).kind).toBe('good')
  expect(revocationOutcome({ ...check, result: 'invalid', codes: ['revoked'] }).kind).toBe('revoked')
})

test('a word from before the receipt is good for now only', () => {
  const check = { codes: [], waitedMs: 0, onlyLists: true, before: '', result: 'valid' } as const
  expect(revocationOutcome({ ...check, answerBeforeReceipt: true })).toEqual({ kind: 'good', final: false })
  expect(revocationOutcome({ ...check, answerBeforeReceipt: false })).toEqual({ kind: 'good', final: true })
  const revoked = { ...check, result: 'invalid', codes: ['revoked'], answerBeforeReceipt: true } as const
  expect(revocationOutcome(revoked).kind).toBe('revoked')
})

test('the wait grows to six hours and no further', () => {
  fc.assert(
    fc.property(fc.nat({ max: 10_000 }), (checks) => {
      expect(recheckAfterMs(checks + 1)).toBeGreaterThanOrEqual(recheckAfterMs(checks))
      expect(recheckAfterMs(checks)).toBeLessThanOrEqual(6 * 3_600_000)
    }),
  )
  expect(recheckAfterMs(0)).toBe(60_000)
})
