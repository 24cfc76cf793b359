import { expect, test, vi } from 'vitest'
import { carrying, verdictOn } from './move-and-nest.ts'
import { runFuzz } from './run-fuzz.ts'
import { makeSamples } from './samples.ts'

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

test('another’s key file, whole but for what is around it, opens as theirs', async () => {
  // Of a million runs this one puts the other's file in the place of the whole, and something after its MAC.
  expect((await runFuzz(1, 806_825_475)).faults).toEqual([])
})

test('unbroken, what is moved and nested passes: by the issuer’s own list, given or carried', async () => {
  const samples = await makeSamples(Date.parse('2026-11-23T06:00:00Z'))
  for (const sample of samples.signers) {
    expect(await verdictOn(sample.attached, sample, samples, [sample.crl, sample.rootCrl])).toBe('valid')
    expect(await verdictOn(carrying(sample.attached, sample.crl), sample, samples, [sample.rootCrl])).toBe(
      'valid',
    )
    expect(await verdictOn(sample.attached, sample, samples, [sample.rootCrl])).toBe('unknown')
  }
})
