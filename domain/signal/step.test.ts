import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import calendarFile from '../../data/calendar-kz.json' with { type: 'json' }
import { instantOf, localDate, toIso } from '../calendar/instant.ts'
import { loadCalendar } from '../calendar/load-calendar.ts'
import { addDays, type PlainDate, plainDate } from '../calendar/plain-date.ts'
import { workingCalendar } from '../calendar/working-days.ts'
import { isTakenAsWorking } from '../calendar/working-hours.ts'
import type { SignalTrack } from './kind.ts'
import { momentOfStep, type OpeningHours, planFrom, stepAfter, tellingOf } from './step.ts'

const calendar = loadCalendar(calendarFile)
const hours: OpeningHours = { calendar, opensOn: () => '09:30:00' }
const tracks: readonly SignalTrack[] = ['term', 'free', 'question']
const dayOfStep = (day: PlainDate, step: number, own: OpeningHours['calendar']) =>
  localDate(momentOfStep(day, step, { ...hours, calendar: own }))
const lastStepBy = (track: SignalTrack, day: PlainDate, now: number, within: OpeningHours) => {
  const step = stepAfter(track, Number.NEGATIVE_INFINITY) ?? 0
  return tellingOf(track, { day, step }, now, within).step
}
const at = (text: string) => {
  const [day = '', time = ''] = text.split(' ')
  return instantOf(plainDate(day), `${time}:00`)
}

describe('docs/office.md 8: when the steps of a term come', () => {
  test('5, 3 and 1 working days before, on the day, each working day after, at opening in UTC+5', () => {
    // 26 March 2026 is the first working day after Nauryz and its substitutes.
    const due = plainDate('2026-03-26')
    const days = [-5, -3, -1, 0, 1, 2, 3].map((step) => dayOfStep(due, step, calendar))
    expect(days).toEqual([
      '2026-03-16',
      '2026-03-18',
      '2026-03-20',
      '2026-03-26',
      '2026-03-27',
      '2026-03-30',
      '2026-03-31',
    ])
    expect(toIso(momentOfStep(due, 0, hours))).toBe('2026-03-26T04:30:00.000Z')
    expect(stepAfter('term', 0)).toBe(1)
    expect(stepAfter('term', 41)).toBe(42)
    expect(stepAfter('free', 2)).toBe(4)
    expect(stepAfter('free', 4)).toBeNull()
  })

  test('a day that became a day off is told the working day before, and is overdue from the next one', () => {
    const saturday = plainDate('2026-02-07')
    expect(dayOfStep(saturday, 0, calendar)).toBe('2026-02-06')
    expect(dayOfStep(saturday, -1, calendar)).toBe('2026-02-05')
    expect(dayOfStep(saturday, 1, calendar)).toBe('2026-02-09')
    expect(lastStepBy('term', saturday, at('2026-02-08 12:00'), hours)).toBe(0)
    expect(lastStepBy('term', saturday, at('2026-02-09 09:30'), hours)).toBe(1)
  })

  test('the hour of opening is that of its day', () => {
    const moved: OpeningHours = { calendar, opensOn: (day) => (day < '2026-02-05' ? '09:30:00' : '08:00:00') }
    expect(toIso(momentOfStep(plainDate('2026-02-05'), -1, moved))).toBe('2026-02-04T04:30:00.000Z')
    expect(toIso(momentOfStep(plainDate('2026-02-05'), 0, moved))).toBe('2026-02-05T03:00:00.000Z')
  })

  test('what is past when a day is settled is left out, but not a day that is here', () => {
    const due = plainDate('2026-01-30')
    expect(planFrom('term', due, at('2026-01-12 10:00'), hours)).toEqual({
      step: -5,
      dueAt: at('2026-01-23 09:30'),
    })
    expect(planFrom('term', due, at('2026-01-23 09:30'), hours)?.step).toBe(-3)
    expect(planFrom('term', due, at('2026-01-29 11:00'), hours)).toEqual({
      step: 0,
      dueAt: at('2026-01-30 09:30'),
    })
    expect(planFrom('term', due, at('2026-01-30 11:00'), hours)).toEqual({
      step: 0,
      dueAt: at('2026-01-30 11:00'),
    })
    expect(planFrom('term', due, at('2026-02-04 08:00'), hours)).toEqual({
      step: 2,
      dueAt: at('2026-02-04 08:00'),
    })
  })

  test('what was due while nothing ran is told in one', () => {
    const day = plainDate('2026-01-30')
    expect(tellingOf('term', { day, step: -5 }, at('2026-02-03 10:00'), hours)).toEqual({
      step: 2,
      merged: 5,
      next: { step: 3, dueAt: at('2026-02-04 09:30') },
    })
    expect(tellingOf('free', { day, step: 1 }, at('2026-03-03 10:00'), hours)).toEqual({
      step: 4,
      merged: 2,
      next: null,
    })
  })

  test('where the calendar moved it, it waits for its new moment', () => {
    const day = plainDate('2026-01-30')
    const off = { date: plainDate('2026-01-29'), name: { kk: '', ru: '', en: '' }, why: '', uncertain: false }
    const changed = {
      ...hours,
      calendar: workingCalendar([2026], [{ ...off, working: false }]),
    }
    expect(tellingOf('term', { day, step: -1 }, at('2026-01-28 10:00'), hours).step).toBeNull()
    expect(tellingOf('term', { day, step: -1 }, at('2026-01-28 10:00'), changed).step).toBe(-1)
  })
})

const days = fc.integer({ min: 0, max: 1400 }).map((n) => addDays(plainDate('2023-02-01'), n))
const moments = fc.tuple(days, fc.integer({ min: 0, max: 86_399 })).map(([day, second]) => {
  const time = new Date(second * 1000).toISOString().slice(11, 19)
  return instantOf(day, time)
})
/** Within forty days of a day: the slow count takes its time. */
const near = fc.integer({ min: -40 * 86_400_000, max: 40 * 86_400_000 })
const calendars = fc.array(fc.tuple(days, fc.boolean()), { maxLength: 40 }).map((marks) =>
  workingCalendar(
    [2023, 2024, 2025, 2026],
    marks.map(([date, working]) => ({
      date,
      working,
      name: { kk: '', ru: '', en: '' },
      why: '',
      uncertain: false,
    })),
  ),
)

/** The same said slowly: step by step from the first. */
function slowLast(track: SignalTrack, day: PlainDate, now: number, within: OpeningHours) {
  let last: number | null = null
  const first = stepAfter(track, Number.NEGATIVE_INFINITY)
  for (
    let step = first;
    step !== null && momentOfStep(day, step, within) <= now;
    step = stepAfter(track, step)
  ) {
    last = step
  }
  return last
}

describe('for every calendar', () => {
  test('the last step is the one that counting from the first finds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tracks), days, near, calendars, (track, day, away, own) => {
        const within = { ...hours, calendar: own }
        const now = instantOf(day, '00:00:00') + away
        expect(lastStepBy(track, day, now, within)).toBe(slowLast(track, day, now, within))
      }),
    )
  })

  test('every step is on a working day, in order, at opening', () => {
    fc.assert(
      fc.property(days, calendars, fc.integer({ min: -6, max: 12 }), (day, own, step) => {
        const on = dayOfStep(day, step, own)
        expect(isTakenAsWorking(on, own)).toBe(true)
        expect(on < dayOfStep(day, step + 1, own)).toBe(true)
        if (step > 0) expect(on > day).toBe(true)
        else expect(on <= day).toBe(true)
        expect(localDate(momentOfStep(day, step, { ...hours, calendar: own }))).toBe(on)
      }),
    )
  })

  test('under a clock that jumps forward and back, every step that came is told once, alone or in a later one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...tracks),
        days,
        moments,
        fc.array(moments, { maxLength: 25 }),
        calendars,
        (track, day, settled, looks, own) => {
          const within = { ...hours, calendar: own }
          const told: number[] = []
          let planned = planFrom(track, day, settled, within)
          const first = planned?.step ?? null
          let latest = settled
          for (const now of looks) {
            latest = Math.max(latest, now)
            if (planned === null || planned.dueAt > now) continue
            const { step, merged, next } = tellingOf(track, { day, step: planned.step }, now, within)
            if (step === null) {
              expect(next?.dueAt).toBeGreaterThan(now)
            } else {
              let one: number | null = planned.step
              for (let count = 0; count <= merged; count += 1) {
                told.push(one ?? Number.NaN)
                one = stepAfter(track, one ?? 0)
              }
              expect(told.at(-1)).toBe(step)
            }
            planned = next
          }
          const expected: number[] = []
          const last = lastStepBy(track, day, latest, within)
          for (let one = first; one !== null && last !== null && one <= last; one = stepAfter(track, one)) {
            expected.push(one)
          }
          // What was planned for the moment of settling is told by the first look after it.
          const looked = looks.some((now) => now >= settled) || told.length > 0
          if (looked || expected.length === 0) expect(told).toEqual(expected)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
