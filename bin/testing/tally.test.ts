import { expect, test } from 'vitest'
import { closingLine, sum, tallyOf, wronglySkipped } from './test-counts.ts'

const file = (status: string, ...tests: [string, string][]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
})

test('every test is counted once, the failed and skipped by name', () => {
  const report = {
    testResults: [file('failed', ['a', 'passed'], ['b', 'failed']), file('passed', ['c', 'skipped'])],
  }
  expect(tallyOf(report, 1)).toEqual({ passed: 1, failed: ['b'], skipped: ['c'] })
})

test('a file that does not load, and a run that fails outside its tests, are failures', () => {
  expect(tallyOf({ testResults: [file('failed')] }, 1).failed).toEqual(['a.test.ts'])
  expect(tallyOf({ testResults: [file('passed', ['a', 'passed'])] }, 1)).toMatchObject({
    passed: 1,
    failed: [expect.any(String)],
  })
  expect(tallyOf(undefined, null).failed).toHaveLength(1)
})

test('only what needs the shared keys may be skipped, and only where they are not', () => {
  const skipped = ['real keys (shared PKI fixtures) RSA', 'something tedious']
  expect(wronglySkipped(skipped, false)).toEqual(['something tedious'])
  expect(wronglySkipped(skipped, true)).toEqual(skipped)
})

test('the closing line', () => {
  const one = { passed: 2, failed: ['y'], skipped: ['x'] }
  expect(closingLine(sum([one, one]))).toBe('4 passed, 2 failed, 2 skipped')
})
