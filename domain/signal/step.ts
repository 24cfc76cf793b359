import { type Instant, instantOf, type LocalTime, localDateTime } from '../calendar/instant.ts'
import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import type { WorkingCalendar } from '../calendar/working-days.ts'
import { isTakenAsWorking } from '../calendar/working-hours.ts'
import type { SignalTrack } from './kind.ts'

/** When the company opens: the calendar as it is known now, and the hours of a day. */
export interface OpeningHours {
  readonly calendar: WorkingCalendar
  readonly opensOn: (day: PlainDate) => LocalTime
}

/** A signal to come: its step, in working days from the day that it is about, and its moment. */
export interface PlannedStep {
  readonly step: number
  readonly dueAt: Instant
}

/** docs/office.md 8: `daily`: after the last step comes one on each working day, as long as it takes. */
const tracks: Readonly<Record<SignalTrack, { readonly steps: readonly number[]; readonly daily: boolean }>> =
  {
    term: { steps: [-5, -3, -1, 0], daily: true },
    question: { steps: [-1, 0], daily: true },
    withdrawal: { steps: [-1, 0], daily: true },
    free: { steps: [1, 2, 4], daily: false },
    // The day is past: what becomes of the appeal is its executor's to decide.
    papers: { steps: [1], daily: false },
  }

/** The first step of a track after this one; null: it was the last. */
export function stepAfter(track: SignalTrack, step: number): number | null {
  const { steps, daily } = tracks[track]
  return steps.find((one) => one > step) ?? (daily ? step + 1 : null)
}

const firstStep = (track: SignalTrack): number => stepAfter(track, Number.NEGATIVE_INFINITY) ?? 0

// A year without a calendar is taken by the ordinary week: a signal may come on a holiday, but not never.
function backToWorking(day: PlainDate, calendar: WorkingCalendar): PlainDate {
  let at = day
  while (!isTakenAsWorking(at, calendar)) at = addDays(at, -1)
  return at
}

/** The working day of a step. What is due on a day off, by a later calendar, is told the working day before. */
function dayOfStep(day: PlainDate, step: number, calendar: WorkingCalendar): PlainDate {
  let at = step > 0 ? day : backToWorking(day, calendar)
  for (let left = Math.abs(step); left > 0; ) {
    at = addDays(at, step > 0 ? 1 : -1)
    if (isTakenAsWorking(at, calendar)) left -= 1
  }
  return at
}

/** The moment of a step: when the company opens on its working day, Astana time. */
export function momentOfStep(day: PlainDate, step: number, { calendar, opensOn }: OpeningHours): Instant {
  const at = dayOfStep(day, step, calendar)
  return instantOf(at, opensOn(at))
}

function workingDaysBetween(from: PlainDate, to: PlainDate, calendar: WorkingCalendar): number {
  let count = 0
  for (let at = from; at < to; ) {
    at = addDays(at, 1)
    if (isTakenAsWorking(at, calendar)) count += 1
  }
  return count
}

/** Where a moment is, in working days that have opened, from a day: -2 is two before it, 0 on it. */
export function placeOf(day: PlainDate, now: Instant, { calendar, opensOn }: OpeningHours): number {
  const { date: today, time } = localDateTime(now)
  const isOpened = isTakenAsWorking(today, calendar) && time >= opensOn(today)
  const opened = isOpened ? today : backToWorking(addDays(today, -1), calendar)
  if (opened > day) return workingDaysBetween(day, opened, calendar)
  const anchor = backToWorking(day, calendar)
  return opened > anchor ? 0 : 0 - workingDaysBetween(opened, anchor, calendar)
}

/** The last step of a track whose moment has come; null: none has. */
function lastStepBy(track: SignalTrack, day: PlainDate, now: Instant, hours: OpeningHours): number | null {
  const place = placeOf(day, now, hours)
  const { steps, daily } = tracks[track]
  const last = steps.findLast((one) => one <= place)
  return daily && last === steps.at(-1) ? place : (last ?? null)
}

/**
 * What comes first for a day that is settled at this moment; null: nothing. Earlier steps that are past already are
 * left out, who settles the day knows it; but a day that is here, or past, is told at once.
 */
export function planFrom(
  track: SignalTrack,
  day: PlainDate,
  at: Instant,
  hours: OpeningHours,
): PlannedStep | null {
  const past = lastStepBy(track, day, at, hours)
  if (past !== null && past >= 0) return { step: past, dueAt: at }
  const step = past === null ? firstStep(track) : stepAfter(track, past)
  return step === null ? null : { step, dueAt: momentOfStep(day, step, hours) }
}

/** What is told now of what was planned. */
export interface Telling {
  /** The step that is told; null: it is not its time after all, the calendar has changed. */
  readonly step: number | null
  /** How many steps before it were never told, because nothing ran: they are told in this one. */
  readonly merged: number
  readonly next: PlannedStep | null
}

/** docs/office.md 8: everything that has come due since is told in one, and what comes next is planned. */
export function tellingOf(
  track: SignalTrack,
  { day, step }: { readonly day: PlainDate; readonly step: number },
  now: Instant,
  hours: OpeningHours,
): Telling {
  const planned = (one: number | null): PlannedStep | null =>
    one === null ? null : { step: one, dueAt: momentOfStep(day, one, hours) }
  const last = lastStepBy(track, day, now, hours)
  if (last === null || last < step) return { step: null, merged: 0, next: planned(step) }
  let merged = 0
  for (let one: number | null = step; one !== null && one < last; one = stepAfter(track, one)) merged += 1
  return { step: last, merged, next: planned(stepAfter(track, last)) }
}
