import { expect, test } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { workingCalendar } from '../calendar/working-days.ts'
import { checkAnswerDay, unitsToAsk } from './question.ts'

const calendar = workingCalendar([2026], [])
const day = plainDate
// 2026-01-16 is a Friday.
const rules = { today: day('2026-01-14'), dueDate: day('2026-01-20'), calendar }

test('a working day from today to the told day', () => {
  const said = (on: string, more = {}) => checkAnswerDay(day(on), { ...rules, ...more })?.code ?? null
  expect(said('2026-01-13')).toBe('date_too_early')
  expect(said('2026-01-14')).toBeNull()
  expect(said('2026-01-17')).toBe('date_not_working')
  expect(said('2026-01-20')).toBeNull()
  expect(said('2026-01-21')).toBe('date_too_late')
  expect(said('2027-01-05', { dueDate: null })).toBe('calendar_missing')
})

test('after the told day only today is left, a day off too', () => {
  const late = { ...rules, today: day('2026-01-24') }
  expect(checkAnswerDay(day('2026-01-24'), late)).toBeNull()
  expect(checkAnswerDay(day('2026-01-25'), late)).toEqual({
    code: 'date_too_late',
    params: { max: '2026-01-24' },
  })
})

test('neither its own unit, nor a closed one, nor one that has not answered yet', () => {
  const unit = (id: string, closed = false) => ({ id, closed })
  const units = [unit('own'), unit('asked'), unit('shut', true), unit('other')]
  expect(unitsToAsk(units, { unitId: 'own', askedUnitIds: ['asked'] }).map(({ id }) => id)).toEqual(['other'])
})
