import { describe, expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { workingCalendar } from '../calendar/working-days.ts'
import { planWork } from './plan-work.ts'
import type { OfficeDay, Work } from './work.ts'

const name = { family: 'Сынақ', given: 'Адам', patronymic: null }
const worker = (id: string, units: string[], roles: string[] = ['executor'], active = true) => ({
  id,
  name,
  active,
  roles,
  units,
  unitsBelow: units,
})
const today = plainDate('2026-01-12')
const office: OfficeDay = {
  today,
  calendar: { days: {}, from: 2026, to: 2026 } as unknown as OfficeDay['calendar'],
  workers: [
    worker('x', ['a']),
    worker('both', ['a', 'b']),
    worker('off', ['a'], ['executor'], false),
    worker('away', ['a']),
  ],
  absences: [{ staffId: 'away', deputyId: 'x', from: today, to: today }],
  units: [
    { id: 'a', closed: false },
    { id: 'b', closed: false },
  ],
}
const work = (change: Partial<Work>): Work => ({
  unitId: 'b',
  executorId: null,
  coExecutorIds: [],
  internalDay: null,
  instruction: null,
  ...change,
})
const registrar = {
  id: 'r',
  roles: ['registrar'],
  duty: { units: [], unitsBelow: [], insteadOf: [], unitsFor: [], atTop: false, seesAll: false },
} as const
const facts = {
  status: 'awaitingExecution',
  executorId: null,
  coExecutorIds: [],
  unitId: 'b',
  askedUnitIds: [],
  aboutIds: [],
  replyWaits: false,
  revocation: 'good',
} as const
const undone = (now: Partial<Work>, before: Partial<Work>) => {
  const order = { act: 'undo', undone: 'route', before: work(before), reason: 'Қате болды' } as const
  const is = work(now)
  const { executorId, coExecutorIds } = is
  const appeal = { facts: { ...facts, executorId, coExecutorIds }, work: is, dueDate: null }
  const plan = planWork(registrar, appeal, order, office)
  return 'refusal' in plan ? plan.refusal.code : plan
}

describe('an undoing', () => {
  test('gives nothing back to who can’t hold it there any more, though they have it still', () => {
    expect(undone({ executorId: 'both' }, { executorId: 'both', unitId: 'a' })).toMatchObject({ unitId: 'a' })
    const one = { executorId: 'x', unitId: 'a' }
    expect(undone({ ...one }, { executorId: 'x', unitId: 'b' })).toBe('staff_of_another_unit')
    expect(undone({}, { executorId: 'off', unitId: 'a' })).toBe('staff_off')
    expect(undone({}, { executorId: 'away', unitId: 'a' })).toBe('deputy_instead')
  })

  test('leaves out who helped then and can’t now', () => {
    const before = { unitId: 'a', coExecutorIds: ['both', 'off', 'away'] }
    expect(undone({}, before)).toMatchObject({ coExecutorIds: ['both'] })
    // Who helps still is not sent away by it.
    expect(undone({ coExecutorIds: ['away'] }, before)).toMatchObject({ coExecutorIds: ['both', 'away'] })
  })
})

test('an internal day that has passed, or is later than what the client was told, does not come back', () => {
  const days = { ...office, calendar: workingCalendar([2026], []) }
  const dueDate = plainDate('2026-02-02')
  const after = (internalDay: string) => {
    const before = work({ executorId: 'both', internalDay: plainDate(internalDay) })
    const order = { act: 'undo', undone: 'assign', before, reason: 'Қате болды' } as const
    return planWork(registrar, { facts, work: work({}), dueDate }, order, days)
  }
  expect(after('2026-01-09')).toMatchObject({ executorId: 'both', internalDay: null })
  expect(after('2026-02-03')).toMatchObject({ executorId: 'both', internalDay: null })
  expect(after('2026-01-20')).toMatchObject({ executorId: 'both', internalDay: '2026-01-20' })
})

test('who gave back their help and undoes that, helps again; nobody else is brought back so', () => {
  const helper = {
    ...registrar,
    id: 'both',
    roles: ['executor'],
    duty: { ...registrar.duty, units: ['a', 'b'] },
  } as const
  const now = work({ executorId: 'someone' })
  const appeal = { facts: { ...facts, executorId: 'someone' }, work: now, dueDate: null }
  const undo = (coExecutorIds: string[]) =>
    planWork(
      helper,
      appeal,
      { act: 'undo', undone: 'giveBack', before: { ...now, coExecutorIds }, reason: 'Қате болды' },
      office,
    )
  expect(undo(['both'])).toMatchObject({ executorId: 'someone', coExecutorIds: ['both'] })
  expect(undo(['x'])).toMatchObject({ refusal: { code: 'not_the_executor' } })
})

test('who has lost the right since they were asked takes nothing', () => {
  const asker = {
    ...registrar,
    id: 'off',
    roles: ['executor'],
    duty: { ...registrar.duty, units: ['a'] },
  } as const
  const appeal = { facts: { ...facts, unitId: 'a' }, work: work({ unitId: 'a' }), dueDate: null }
  expect(planWork(asker, appeal, { act: 'takeIntoWork' }, office)).toMatchObject({
    refusal: { code: 'staff_off' },
  })
})
