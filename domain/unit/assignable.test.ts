import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { deputyOffered, type Worker, whyMayNotHold, whyNotAssignable } from './assignable.ts'

const worker = (change: Partial<Worker>): Worker => ({
  id: 'a',
  active: true,
  roles: ['executor'],
  units: ['u'],
  unitsBelow: ['u', 'below'],
  ...change,
})
const code = (change: Partial<Worker>, unit: string | null = 'u') =>
  whyMayNotHold(worker(change), unit)?.code ?? null

test('an executor works in their own unit, a head in theirs and those below', () => {
  expect(code({})).toBeNull()
  expect(code({}, 'below')).toBe('staff_of_another_unit')
  expect(code({ roles: ['head'] }, 'below')).toBeNull()
  expect(code({ roles: ['head'] }, 'other')).toBe('staff_of_another_unit')
  expect(code({}, null)).toBe('staff_of_another_unit')
  expect(code({ roles: ['auditor', 'registrar'] })).toBe('staff_not_executor')
  expect(code({ active: false })).toBe('staff_off')
})

test('work is given to who is here; who is away is refused with the last day, and the deputy is offered', () => {
  const [first, last] = [plainDate('2026-03-10'), plainDate('2026-03-12')]
  const absences = [{ staffId: 'a', deputyId: 'b', from: first, to: last }]
  const on = (day: string) => whyNotAssignable(worker({}), 'u', absences, plainDate(day))
  expect(on('2026-03-09')).toBeNull()
  for (const day of [first, last]) expect(on(day)).toEqual({ code: 'staff_away', params: { until: last } })
  expect(on('2026-03-13')).toBeNull()

  const offered = (deputy: Partial<Worker>, day = first) =>
    deputyOffered([worker({}), worker({ id: 'b', ...deputy })], 'a', 'u', absences, day)
  expect(offered({})).toBe('b')
  expect(offered({ units: ['other'] })).toBeNull()
  expect(offered({ active: false })).toBeNull()
  expect(offered({}, plainDate('2026-03-13'))).toBeNull()
})
