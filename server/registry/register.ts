import { termsOf } from '../../domain/appeal/due-date.ts'
import { following } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { registerYear } from '../../domain/registry/registration-number.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { routeRegistered } from '../unit/route-registered.ts'
import { dueFrom, registryDates, registryRules } from './registry-rules.ts'
import {
  appealsRegister,
  type DueRegistration,
  dueRegistrations,
  finishAct,
  insertRegistration,
  lockDueRegistration,
  lockRegister,
  postponeAct,
  registeredAtOf,
  takeNumber,
} from './registry-store.ts'

/** Longest wait before an appeal that could not be registered is tried again. */
const longestRetryMs = 3_600_000

/**
 * §10: gives number and date to every appeal whose time has come, in order of receipt, each in a transaction of its
 * own. Run again, or twice at once, it gives nothing twice. One that fails is put off, logged, and holds up nobody
 * else. Answers how many were registered.
 */
export async function registerDue(context: Context): Promise<number> {
  let done = 0
  for (;;) {
    // Listed once for all of them, not once for each. Who comes meanwhile was received later and is on the next list.
    const acts = await dueRegistrations(context.db, context.now())
    if (acts.length === 0) return done
    for (const actId of acts) if ((await registerOne(context, actId)) === 'registered') done += 1
  }
}

async function registerOne(context: Context, actId: string): Promise<'registered' | 'postponed' | 'gone'> {
  let due: DueRegistration | null = null
  try {
    return await inTransaction(context.db, async (trx) => {
      await lockRegister(trx)
      due = await lockDueRegistration(trx, actId, context.now())
      // Another process was here first.
      return due === null ? 'gone' : await registerOrPostpone(trx, due, context.now())
    })
  } catch (error) {
    if (due === null) throw error
    const { attempts, appealId } = due as DueRegistration
    const wait = Math.min(60_000 * 2 ** attempts, longestRetryMs)
    context.log({ level: 'error', message: 'not registered', appeal: appealId, reason: String(error) })
    await postponeAct(context.db, actId, context.now() + wait, (error as Error).name)
    return 'postponed'
  }
}

async function registerOrPostpone(
  trx: Db,
  due: DueRegistration,
  now: number,
): Promise<'registered' | 'postponed'> {
  const type = due.typeId === null ? null : await typeById(trx, due.typeId)
  if (type === null) throw new Error(`no type ${due.typeId}`)
  const rules = await registryRules(trx, due.sentAt)
  const terms = termsOf(type.type, due.contractKind)
  const dates = registryDates(due.sentAt, terms, rules)
  // The calendar was changed since the appeal was sent: the company is closed now.
  if (dates.registersAt > now) {
    await postponeAct(trx, due.actId, dates.registersAt, null)
    return 'postponed'
  }
  // A date told to the client is never taken back to an earlier one.
  const date = due.promised !== null && due.promised > dates.date ? due.promised : dates.date
  await register(trx, due, date, dueFrom(date, terms, rules.calendar), now)
  const { categoryCode: category, code } = type.type
  const routed = { id: due.appealId, category, type: code, contractKind: due.contractKind }
  await routeRegistered(trx, routed, now)
  return 'registered'
}

async function register(
  trx: Db,
  { actId, appealId }: DueRegistration,
  date: PlainDate,
  dueDate: PlainDate | null,
  now: number,
): Promise<void> {
  const year = registerYear(date)
  const number = await takeNumber(trx, year)
  // Who gave the number before may have a clock a little ahead.
  const at = following(now, await registeredAtOf(trx, year, number - 1))
  await insertRegistration(trx, { appealId, year, number, date, dueDate, registeredAt: at })
  await appendEvent(trx, {
    appealId,
    type: 'registered',
    occurredAt: at,
    recordedAt: at,
    actor: 'system',
    source: 'registry',
    key: 'registered',
    data: { register: appealsRegister.code, year, number, date, dueDate },
  })
  await finishAct(trx, actId, now)
}
