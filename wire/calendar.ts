import { z } from 'zod'
import { LocalisedText } from './person.ts'

/** The working calendar, as domain/calendar/working-days.ts has it: the page checks dates by the same rules. */
export const Calendar = z.object({
  years: z.array(z.number()).readonly(),
  days: z.record(
    z.string(),
    z.object({
      date: z.iso.date(),
      working: z.boolean(),
      name: LocalisedText,
      why: z.string(),
      uncertain: z.boolean(),
    }),
  ),
})
export type Calendar = z.infer<typeof Calendar>
