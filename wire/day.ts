import { z } from 'zod'
import { parsePlainDate } from '../domain/calendar/plain-date.ts'

/** A day that came from outside: one that the calendar has, of years 0001–9999. ISO 8601 has a year 0, nobody else. */
export const Day = z.iso.date().refine((text) => parsePlainDate(text) !== null)
