import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import {
  addDays,
  addMonths,
  monthLength,
  type PlainDate,
  partsOf,
  plainDateOf,
  weekday,
} from '../../domain/calendar/plain-date.ts'
import { formatLongDate } from '../../words/dates.ts'
import { useLanguage, useWords } from '../words.ts'
import { Icon } from './Icon.tsx'

interface CalendarProps {
  readonly chosen: PlainDate | null
  /** Marked, and where the calendar opens when nothing is chosen. */
  readonly today: PlainDate
  readonly min?: PlainDate | undefined
  readonly max?: PlainDate | undefined
  readonly dayOff?: ((date: PlainDate) => string | null) | undefined
  readonly workingDaysOnly?: boolean
  readonly onChoose: (date: PlainDate) => void
}

/** One month, Monday first. Arrows move by days and weeks, Page Up and Down by months, Home and End within a week. */
export function Calendar(props: CalendarProps) {
  const words = useWords('site')
  const [day, setDay] = useState(() => within(props.chosen ?? props.today, props))
  const grid = useRef<HTMLTableElement>(null)
  const byKeyboard = useRef(true)
  useEffect(() => {
    if (!byKeyboard.current) return
    // A frame later: when the calendar appears, its window is not open yet and nothing in it takes the focus.
    const frame = requestAnimationFrame(() =>
      grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus(),
    )
    return () => cancelAnimationFrame(frame)
  }, [day])
  const move = (to: PlainDate, keyboard: boolean) => {
    byKeyboard.current = keyboard
    setDay(to)
  }
  const onKey = (event: KeyboardEvent) => {
    const to = moves[event.key]?.(day)
    if (to === undefined) return
    event.preventDefault()
    move(to, true)
  }
  const { year, month } = partsOf(day)
  return (
    <div>
      <div className="month-head">
        <button
          type="button"
          className="close"
          aria-label={words.previousMonth}
          onClick={() => move(addMonths(day, -1), false)}
        >
          <Icon name="left" />
        </button>
        <h3 aria-live="polite">
          {words.months.split(' ')[month - 1]} {year}
        </h3>
        <button
          type="button"
          className="close"
          aria-label={words.nextMonth}
          onClick={() => move(addMonths(day, 1), false)}
        >
          <Icon name="right" />
        </button>
      </div>
      <table className="calendar" ref={grid} onKeyDown={onKey}>
        <thead>
          <tr>
            {words.weekdaysLong.split(' ').map((name, index) => (
              <th key={name} scope="col" abbr={name}>
                {words.weekdaysShort.split(' ')[index]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(year, month).map((week) => (
            <tr key={week.find((date) => date !== null)}>
              {week.map((date, column) => (
                <td key={date ?? `empty ${column + 1}`}>
                  {date !== null && <Day {...props} date={date} current={date === day} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {props.dayOff && <p className="meta">{words.dayOffMark}</p>}
    </div>
  )
}

function Day(props: CalendarProps & { date: PlainDate; current: boolean }) {
  const { date, chosen, today, dayOff, workingDaysOnly } = props
  const words = useWords('site')
  const language = useLanguage()
  const off = dayOff?.(date) ?? null
  const refused = within(date, props) !== date || (workingDaysOnly === true && off !== null)
  const name = [formatLongDate(date, language), off, refused && words.unavailableDay]
    .filter(Boolean)
    .join(', ')
  return (
    <button
      type="button"
      data-day={date}
      className={[off === null ? '' : 'off', date === today ? 'today' : ''].join(' ').trim() || undefined}
      tabIndex={props.current ? 0 : -1}
      aria-label={name}
      aria-pressed={date === chosen}
      aria-current={date === today ? 'date' : undefined}
      aria-disabled={refused || undefined}
      onClick={() => !refused && props.onChoose(date)}
    >
      {partsOf(date).day}
    </button>
  )
}

const moves: Record<string, (day: PlainDate) => PlainDate> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
  Home: (day) => addDays(day, 1 - weekday(day)),
  End: (day) => addDays(day, 7 - weekday(day)),
}

/** The date itself, or the nearer end of the range. */
function within(date: PlainDate, { min, max }: Pick<CalendarProps, 'min' | 'max'>): PlainDate {
  if (min !== undefined && date < min) return min
  return max !== undefined && date > max ? max : date
}

function weeksOf(year: number, month: number): (PlainDate | null)[][] {
  const days = Array.from({ length: monthLength(year, month) }, (_, index) =>
    plainDateOf(year, month, index + 1),
  )
  const first = days[0]
  const lead = first === null || first === undefined ? 0 : weekday(first) - 1
  const cells = [...Array<null>(lead).fill(null), ...days]
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, row) => {
    const week = cells.slice(row * 7, row * 7 + 7)
    return [...week, ...Array<null>(7 - week.length).fill(null)]
  })
}
