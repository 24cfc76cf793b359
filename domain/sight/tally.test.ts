import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figures, flowCounters } from './figure.ts'
import { percentile } from './percentile.ts'
import { countsOfFlow, type Flow, groupsOf, shareOf, sumOfDays, sumOfFlow } from './tally.ts'

const some = fc.array(fc.record({ days: fc.nat(60), answers: fc.integer({ min: 1, max: 5 }) }), {
  maxLength: 20,
})

describe('percentiles', () => {
  test('are what the sorted answers say at that rank', () => {
    fc.assert(
      fc.property(some, fc.constantFrom(0.5, 0.9, 1), (cells, q) => {
        const sorted = cells
          .flatMap(({ days, answers }) => Array.from({ length: answers }, () => days))
          .sort((a, b) => a - b)
        const expected = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? null
        expect(percentile(sumOfDays(cells), q)).toBe(expected)
      }),
    )
  })

  test('what was taken back counts no more', () => {
    expect(
      percentile(
        sumOfDays([
          { days: 3, answers: 1 },
          { days: 3, answers: -1 },
        ]),
        0.5,
      ),
    ).toBeNull()
  })
})

test('groups hold every cell once, so that they add up', () => {
  const cell = fc.record(Object.fromEntries(flowCounters.map((name) => [name, fc.nat(9)])))
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', ''), cell)), (cells) => {
      const flows = cells.map(([, flow]) => flow as Flow)
      const groups = groupsOf(
        cells.map(([at, flow]) => ({ at, ...(flow as Flow) })),
        ({ at }) => at,
      )
      const parts = [...groups.values()].map((group) => sumOfFlow(group))
      expect(sumOfFlow(parts)).toEqual(sumOfFlow(flows))
    }),
  )
})

test('in time is answered and not late; without an outcome is the rest', () => {
  const none = Object.fromEntries(flowCounters.map((name) => [name, 0])) as unknown as Flow
  const counts = countsOfFlow({ ...none, answered: 9, late: 2, satisfied: 3, refused: 1 })
  expect(counts).toMatchObject({ inTime: 7, unsaid: 5 })
  expect(shareOf(counts.inTime, counts.answered)).toBe(77.8)
  expect(shareOf(0, 0)).toBeNull()
})

test('the figures are twelve, each by its own name', () => {
  expect(new Set(figures.map(({ code }) => code)).size).toBe(12)
})
