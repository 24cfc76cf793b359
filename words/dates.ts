import { localDate } from '../domain/calendar/instant.ts'
import type { Language } from '../domain/language.ts'

// The names of months are written here: not every ICU build carries Kazakh.
const months: Record<Language, readonly string[]> = {
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' '),
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}
const kazakhOfMonth =
  'қаңтардағы ақпандағы наурыздағы сәуірдегі мамырдағы маусымдағы шілдедегі тамыздағы қыркүйектегі қазандағы қарашадағы желтоқсандағы'.split(
    ' ',
  )

interface DateParts {
  year: string
  month: string
  day: string
}

/**
 * 'YYYY-MM-DD' → its parts; a RangeError on anything else, since a wrong date in a document is worse than none.
 */
function partsOf(date: string): DateParts {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? []
  if (
    year === undefined ||
    month === undefined ||
    day === undefined ||
    Number(month) < 1 ||
    Number(month) > 12
  ) {
    throw new RangeError(`not a date of the form YYYY-MM-DD: ${date}`)
  }
  return { year, month, day }
}

const monthIn = (names: readonly string[], month: string): string => names[Number(month) - 1] ?? ''

/** 'YYYY-MM-DD' → «2026 жылғы 12 қаңтар», «12 января 2026 года», “12 January 2026” (docs/domain.md 4.4). */
export function formatLongDate(date: string, language: Language): string {
  const { year, month, day } = partsOf(date)
  const name = monthIn(months[language], month)
  const number = Number(day)
  if (language === 'kk') return `${year} жылғы ${number} ${name}`
  return language === 'ru' ? `${number} ${name} ${year} года` : `${number} ${name} ${year}`
}

/** 'YYYY-MM-DD' → 'DD.MM.YYYY', the same in every language. */
export function formatShortDate(date: string): string {
  const { year, month, day } = partsOf(date)
  return `${day}.${month}.${year}`
}

/**
 * A contract's date before its number: «2019 жылғы 14 тамыздағы» in Kazakh, DD.MM.YYYY else (docs/domain.md 5.2).
 */
export function formatContractDate(date: string, language: Language): string {
  const { year, month, day } = partsOf(date)
  if (language !== 'kk') return formatShortDate(date)
  return `${year} жылғы ${Number(day)} ${monthIn(kazakhOfMonth, month)}`
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Almaty',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

function localParts(instant: number): Record<string, string> {
  return Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]))
}

/** Epoch milliseconds → '10:41', wall time of Asia/Almaty. */
export function formatTime(instant: number): string {
  const { hour, minute } = localParts(instant)
  return `${hour}:${minute}`
}

/** Epoch milliseconds → '12.01.2026, 10:41', wall time of Asia/Almaty. */
export const formatMoment = (instant: number): string =>
  `${formatShortDate(localDate(instant))}, ${formatTime(instant)}`

/**
 * Epoch milliseconds → '12.01.2026 10:41:07 (UTC+5)': with seconds and the offset of that day, for signatures
 * (docs/domain.md 5.1).
 */
export function formatSigningTime(instant: number): string {
  const { year, month, day, hour, minute, second } = localParts(instant)
  const asUtc = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  const minutes = Math.round((asUtc - instant) / 60_000)
  const rest = Math.abs(minutes) % 60
  const offset = `${minutes < 0 ? '−' : '+'}${Math.trunc(Math.abs(minutes) / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
  return `${day}.${month}.${year} ${hour}:${minute}:${second} (UTC${offset})`
}
