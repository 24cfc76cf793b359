import { epochDay, fromEpochDay, type PlainDate, parsePlainDate } from './plain-date.ts'

/** A moment: milliseconds since 1970-01-01T00:00:00Z, as Date.getTime() gives. */
export type Instant = number

/** How far the clocks of the machines of one site may be apart. */
const skewMs = 5 * 60_000

/**
 * The moment of what comes after something, under a lock that both hold. Another machine's clock may be a little ahead:
 * then it is the moment of that. A clock that differs by more is wrong, and is not covered up.
 */
export const following = (now: Instant, before: Instant | null): Instant =>
  before !== null && now < before && before - now <= skewMs ? before : now

/** `HH:MM:SS`, 00:00:00–23:59:59. Two of them compare as strings do. */
export type LocalTime = string

/** The whole country keeps one time. Until the end of February 2024 Astana lived at UTC+6, since then at UTC+5. */
export const timeZone = 'Asia/Almaty'

const dayMs = 86_400_000
const instantShape =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:(Z)|([+-])(\d{2}):?(\d{2}))$/

const clock = new Intl.DateTimeFormat('en-US', {
  timeZone,
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** `9:30`, `09:30` or `09:30:00` as `09:30:00`; null when there is no such time of day. */
export function parseLocalTime(text: string): LocalTime | null {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (match === null) return null
  const [hour = '', minute = '', second = '00'] = match.slice(1)
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  return `${hour.padStart(2, '0')}:${minute}:${second}`
}

const msOfTime = (time: LocalTime): number =>
  (Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60 + Number(time.slice(6, 8))) * 1000

/** An ISO 8601 moment that says its offset, cut to milliseconds. Null for anything else, a missing offset included. */
export function parseInstant(iso: string): Instant | null {
  const match = instantShape.exec(iso)
  if (match === null) return null
  const [
    ,
    day = '',
    hour = '',
    minute = '',
    second = '00',
    fraction = '',
    ,
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = match
  const date = parsePlainDate(day)
  const time = parseLocalTime(`${hour}:${minute}:${second}`)
  if (date === null || time === null || Number(offsetHour) > 18 || Number(offsetMinute) > 59) return null
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000 * (sign === '-' ? -1 : 1)
  return epochDay(date) * dayMs + msOfTime(time) + Number(fraction.slice(0, 3).padEnd(3, '0')) - offset
}

/** `2026-03-20T15:00:00.000Z`. */
export function toIso(instant: Instant): string {
  const days = Math.floor(instant / dayMs)
  const ms = Math.floor(instant) - days * dayMs
  const pad = (n: number, width = 2): string => String(n).padStart(width, '0')
  const time = `${pad(Math.floor(ms / 3_600_000))}:${pad(Math.floor(ms / 60_000) % 60)}:${pad(Math.floor(ms / 1000) % 60)}`
  return `${fromEpochDay(days)}T${time}.${pad(ms % 1000, 3)}Z`
}

/** What a clock on the wall in Astana says, cut to seconds, and its distance from UTC (300 or 360 minutes). */
export interface LocalDateTime {
  readonly date: PlainDate
  readonly time: LocalTime
  readonly offsetMinutes: number
}

/** The local date and time of a moment. Throws RangeError when it is not a number in years 0001–9999. */
export function localDateTime(instant: Instant): LocalDateTime {
  const parts = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, value]))
  const date = parsePlainDate(
    `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`,
  )
  const time = parseLocalTime(`${parts.get('hour')}:${parts.get('minute')}:${parts.get('second')}`)
  if (date === null || time === null) throw new RangeError(`no local time for ${instant}`)
  const asIfUtc = epochDay(date) * dayMs + msOfTime(time)
  return { date, time, offsetMinutes: Math.round((asIfUtc - Math.floor(instant / 1000) * 1000) / 60_000) }
}

/** The local date of a moment. */
export function localDate(instant: Instant): PlainDate {
  return localDateTime(instant).date
}

/**
 * The moment a local clock shows this. An hour that came twice (29 February 2024, 23:00–23:59) means its first
 * coming; an hour that was skipped means the moment as far after the gap.
 */
export function instantOf(date: PlainDate, time: LocalTime): Instant {
  const asIfUtc = epochDay(date) * dayMs + msOfTime(time)
  const before = localDateTime(asIfUtc - dayMs).offsetMinutes
  const after = localDateTime(asIfUtc + dayMs).offsetMinutes
  // A larger offset is an earlier moment.
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    const instant = asIfUtc - offset * 60_000
    const local = localDateTime(instant)
    if (local.date === date && local.time === time) return instant
  }
  return asIfUtc - before * 60_000
}
