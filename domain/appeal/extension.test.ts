import { describe, expect, test } from 'vitest'
import calendarFile from '../../data/calendar-kz.json' with { type: 'json' }
import { loadCalendar } from '../calendar/load-calendar.ts'
import { plainDate } from '../calendar/plain-date.ts'
import { checkExtension, extensionCap, firstExtensionDay } from './extension.ts'

const calendar = loadCalendar(calendarFile)
// The guide's own appeal: registered 12 October 2022, 15 working days, then 1 January 2023 on the page.
const guides = {
  registrationDate: plainDate('2022-10-12'),
  firstDueDate: plainDate('2022-11-03'),
  currentDueDate: plainDate('2022-11-03'),
}
const check = (newDate: string, capFrom: 'registration' | 'dueDate' = 'dueDate') =>
  checkExtension(guides, plainDate(newDate), { today: plainDate('2022-10-20'), capFrom, calendar })

describe('§10 extension by an interim reply', () => {
  test('two months on, or the working day before', () => {
    // 3 January 2023 is the substitute of the 1st, the 1st and 2nd are New Year, 31 December a Saturday
    expect(extensionCap(guides, 'dueDate', calendar)).toBe('2022-12-30')
    expect(extensionCap(guides, 'registration', calendar)).toBe('2022-12-12')
    const december = { ...guides, firstDueDate: plainDate('2025-12-31') }
    expect(extensionCap(december, 'dueDate', calendar)).toBe('2026-02-27')
  })

  test.each(['2022-11-04', '2022-12-30'])('%s may be set', (date) => expect(check(date)).toBeNull())

  test.each(['2022-11-03', '2022-11-02'])('%s is not later', (date) => {
    expect(check(date)).toEqual({ code: 'extension_not_later', params: { date: '2022-11-03' } })
  })

  test('beyond the cap, the last possible day is told', () => {
    expect(check('2023-01-04')).toEqual({ code: 'extension_over_cap', params: { date: '2022-12-30' } })
    expect(check('2022-12-13', 'registration')).toEqual({
      code: 'extension_over_cap',
      params: { date: '2022-12-12' },
    })
  })

  test('the guide’s 1 January 2023 fits the cap counted from the due date, but nobody works then', () => {
    expect(check('2023-01-01')?.code).toBe('extension_not_working_day')
    expect(check('2023-01-01', 'registration')?.code).toBe('extension_over_cap')
  })

  test('a second extension is capped by the first due date', () => {
    const again = { ...guides, currentDueDate: plainDate('2022-12-15') }
    const rules = { today: plainDate('2022-12-01'), capFrom: 'dueDate', calendar } as const
    expect(checkExtension(again, plainDate('2022-12-30'), rules)).toBeNull()
    expect(checkExtension(again, plainDate('2023-01-20'), rules)?.code).toBe('extension_over_cap')
  })

  test('a day in a year without a calendar can’t be told for sure', () => {
    const late = { ...guides, firstDueDate: plainDate('2027-12-20'), currentDueDate: plainDate('2027-12-20') }
    const rules = { today: plainDate('2027-12-01'), capFrom: 'dueDate', calendar } as const
    expect(checkExtension(late, plainDate('2028-01-20'), rules)).toEqual({
      code: 'calendar_missing',
      params: { year: 2028 },
    })
  })

  test.each([
    // Thursday 10 November, a week after the term: yesterday and today are no new term, tomorrow is.
    ['2022-11-10', '2022-11-09', 'extension_in_past'],
    ['2022-11-10', '2022-11-10', 'extension_in_past'],
    ['2022-11-10', '2022-11-11', undefined],
    // Before the term ends the term itself is the edge.
    ['2022-11-02', '2022-11-03', 'extension_not_later'],
    ['2022-11-03', '2022-11-04', undefined],
    // The last possible day is today: no day is left.
    ['2023-01-03', '2023-01-04', 'extension_over_cap'],
    ['2023-01-03', '2022-12-30', 'extension_over_cap'],
  ])('on %s, %s: %s', (today, newDate, code) => {
    const rules = { today: plainDate(today), capFrom: 'dueDate', calendar } as const
    expect(checkExtension(guides, plainDate(newDate), rules)?.code).toBe(code)
  })

  test('the first day that may be named is tomorrow, or the day after the term', () => {
    const first = (today: string) => firstExtensionDay(guides.currentDueDate, plainDate(today))
    expect(first('2022-11-02')).toBe('2022-11-04')
    expect(first('2022-11-03')).toBe('2022-11-04')
    expect(first('2022-11-04')).toBe('2022-11-05')
  })
})
