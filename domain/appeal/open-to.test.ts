import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { isOpenTo, toldOf } from './open-to.ts'
import { sentStatuses, statuses } from './status.ts'

const today = plainDate('2026-02-10')
const mandates = [{ validFrom: plainDate('2026-02-01'), validTo: today }]

test('what was sent is open to everybody who may act for its party, a draft to its writer while they may', () => {
  const open = (isWriter: boolean, isOneself: boolean, held: typeof mandates) =>
    statuses.filter((status) => isOpenTo({ status, isWriter, isOneself, mandates: held }, today))
  for (const [isOneself, held] of [
    [true, []],
    [false, mandates],
  ] as const) {
    expect(open(true, isOneself, [...held])).toEqual(statuses)
    expect(open(false, isOneself, [...held])).toEqual(sentStatuses)
  }
  expect(open(true, false, [])).toEqual([])
  expect(
    isOpenTo({ status: 'draft', isWriter: true, isOneself: false, mandates }, plainDate('2026-02-11')),
  ).toBe(false)
})

test('told are its writer alone while they may act, and then everybody who may', () => {
  expect(toldOf('writer', ['accountant', 'writer'])).toEqual(['writer'])
  expect(toldOf('writer', ['accountant', 'director'])).toEqual(['accountant', 'director'])
  expect(toldOf('writer', [])).toEqual([])
})
