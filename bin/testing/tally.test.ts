import { expect, test } from 'vitest'
import { closingLine, failureLines, sum, tallyOf, wronglySkipped } from './test-counts.ts'

const file = (status: string, ...tests: [string, string][]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
})

test('every test is counted once, the failed and skipped by name', () => {
  const report = {
    testResults: [file('failed', ['a', 'passed'], ['b', 'failed']), file('passed', ['c', 'skipped'])],
  }
  expect(tallyOf(report, 1)).toEqual({ passed: 1, failed: [{ name: 'b', said: '' }], skipped: ['c'] })
})

test('a file that does not load, and a run that fails outside its tests, are failures', () => {
  expect(tallyOf({ testResults: [file('failed')] }, 1).failed).toMatchObject([{ name: 'a.test.ts' }])
  expect(tallyOf({ testResults: [file('passed', ['a', 'passed'])] }, 1)).toMatchObject({
    passed: 1,
    failed: [{ name: expect.any(String) }],
  })
  expect(tallyOf(undefined, null).failed).toHaveLength(1)
})

test('a failure is told with how why begins', () => {
  const failureMessages = [`Error: 2 is not 3\n${'    at somewhere\n'.repeat(30)}`]
  const assertionResults = [{ fullName: ' sums', status: 'failed', failureMessages }]
  const { failed } = tallyOf({ testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults }] }, 1)
  const lines = failed.flatMap(failureLines)
  expect(lines.slice(0, 2)).toEqual(['  sums', '      Error: 2 is not 3'])
  expect(lines).toHaveLength(9)
})

test('only what needs the shared keys may be skipped, and only where they are not', () => {
  const skipped = ['real keys (shared PKI fixtures) RSA', 'something tedious']
  expect(wronglySkipped(skipped, false)).toEqual(['something tedious'])
  expect(wronglySkipped(skipped, true)).toEqual(skipped)
})

test('the closing line', () => {
  const one = { passed: 2, failed: [{ name: 'y', said: '' }], skipped: ['x'] }
  expect(closingLine(sum([one, one]))).toBe('4 passed, 2 failed, 2 skipped')
})
