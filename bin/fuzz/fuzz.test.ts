import { expect, test, vi } from 'vitest'
import { runFuzz } from './run-fuzz.ts'

vi.setConfig({ testTimeout: 300_000 })

test('3,000 broken signatures, certificates, answers, tokens, key files and packages: none passes, none crashes, none is slow', async () => {
  const before = process.memoryUsage().rss
  const report = await runFuzz(3000, 20_261_123)
  expect((process.memoryUsage().rss - before) / 2 ** 20, 'MB more than before').toBeLessThan(256)
  expect(report.faults).toEqual([])
  expect(report.runs).toBe(3000)
  // Too few would mean that the breaking is too coarse to try the checks behind the reading.
  expect(report.reachedSignature / report.signatures).toBeGreaterThan(0.3)
})
