import { expect, test } from 'vitest'
import { parseInstant } from '../calendar/instant.ts'
import { plainDate } from '../calendar/plain-date.ts'
import { workingCalendar } from '../calendar/working-days.ts'
import { isTimeToRemind } from './reminding.ts'

const calendar = workingCalendar([2026], [])
const at = (iso: string) => parseInstant(iso) ?? 0

// Friday 16 January is the working day before Monday the 19th; Astana is five hours ahead.
test.each([
  ['2026-01-15T09:00:00Z', false],
  ['2026-01-16T03:59:00Z', false],
  ['2026-01-16T04:00:00Z', true],
  ['2026-01-17T00:00:00Z', true],
  ['2026-01-19T18:59:00Z', true],
  ['2026-01-19T19:00:00Z', false],
])('at %s: %s', (now, isTime) => {
  const asked = { by: plainDate('2026-01-19'), told: at('2026-01-12T05:00:00Z') }
  expect(isTimeToRemind(asked, at(now), calendar)).toBe(isTime)
  expect(isTimeToRemind({ ...asked, told: at(now) }, at(now), calendar)).toBe(false)
})
