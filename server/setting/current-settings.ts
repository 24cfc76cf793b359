import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Context, Db } from '../context.ts'
import { readSettings, type Settings } from './setting-store.ts'

/** How long a process goes on with settings it has read; a change reaches every process after this. */
const freshMs = 5_000

interface Kept {
  readonly day: PlainDate
  readonly readAt: number
  readonly settings: Settings
}
const kept = new WeakMap<Db, Kept>()

/** Today's settings for what every request asks; a verb that writes a date reads its own by `readSettings`. */
export async function currentSettings(context: Context): Promise<Settings> {
  const day = localDate(context.now())
  const known = kept.get(context.db)
  if (known !== undefined && known.day === day && performance.now() - known.readAt < freshMs) {
    return known.settings
  }
  const settings = await readSettings(context.db, day)
  kept.set(context.db, { day, readAt: performance.now(), settings })
  return settings
}

/** After a change that this process must see at once. */
export function forgetSettings(db: Db): void {
  kept.delete(db)
}
