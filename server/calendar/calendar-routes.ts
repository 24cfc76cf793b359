import type { Handlers } from '../http/handler.ts'
import { readCalendar } from './calendar-store.ts'

export const calendarRoutes = {
  'GET /api/calendar': async ({ context }) => {
    const { years, days } = await readCalendar(context.db)
    return { years: [...years], days: { ...days } }
  },
} satisfies Partial<Handlers>
