import { localDate } from '../../domain/calendar/instant.ts'
import { type PlainDate, yearOf } from '../../domain/calendar/plain-date.ts'
import { vatRateOn } from '../../domain/tariff/vat.ts'
import type { Missing } from '../../wire/person.ts'
import type { Context, Db } from '../context.ts'
import { tariffOnDay, vatRates } from '../tariff/tariff-store.ts'

/** How long a process goes on with what it has found; an operator who sets a company up sees it after this. */
const freshMs = 5_000
const kept = new WeakMap<Db, { readonly day: PlainDate; readonly at: number; readonly missing: Missing[] }>()

/** What a company still has to enter before a client can send anything; empty: clients can write. */
export async function whatIsMissing(context: Context): Promise<Missing[]> {
  const day = localDate(context.now())
  const known = kept.get(context.db)
  // What is whole stays so; what is not is asked again soon.
  if (known !== undefined && known.day === day && performance.now() - known.at < freshMs) return known.missing
  const missing = await lookFor(context, day)
  kept.set(context.db, { day, at: performance.now(), missing })
  return missing
}

async function lookFor({ db, trust, demo }: Context, day: PlainDate): Promise<Missing[]> {
  const type = await db
    .selectFrom('appeal_type')
    .select('id')
    .where('valid_from', '<=', day)
    .where((where) => where.or([where('withdrawn_from', 'is', null), where('withdrawn_from', '>', day)]))
    .limit(1)
    .executeTakeFirst()
  const year = await db
    .selectFrom('calendar_year')
    .select('year')
    .where('year', '=', yearOf(day))
    .executeTakeFirst()
  const there: Record<Missing, boolean> = {
    appealTypes: type !== undefined,
    tariffs: (await tariffOnDay(db, day)) !== null,
    vat: vatRateOn(day, await vatRates(db)) !== null,
    calendar: year !== undefined,
    // A demo or a test brings its own people.
    trust: demo || trust.anchors.length > 0,
  }
  return (Object.keys(there) as Missing[]).filter((name) => !there[name])
}
