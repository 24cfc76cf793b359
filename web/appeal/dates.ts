import { localDate } from '../../domain/calendar/instant.ts'
import type { Language } from '../../domain/language.ts'
import { formatLongDate, formatMoment, formatTime } from '../../words/dates.ts'

/** `YYYY-MM-DD` → «2026 жылғы 29 қаңтар» that does not break across lines. */
export function longDate(date: string, language: Language): string {
  return formatLongDate(date, language).replaceAll(' ', '\u00a0')
}

/** An ISO instant → «2026 жылғы 29 қаңтар, 16:05»: wall time of Astana. */
export function longMoment(instant: string, language: Language): string {
  const at = Date.parse(instant)
  return `${longDate(localDate(at), language)}, ${formatTime(at)}`
}

/** An ISO instant → '29.01.2026, 16:05': wall time of Astana. */
export function shortMoment(instant: string): string {
  return formatMoment(Date.parse(instant))
}
