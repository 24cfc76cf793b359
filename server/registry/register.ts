import { termsOf } from '../../domain/appeal/due-date.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import { registerYear } from '../../domain/registry/registration-number.ts'
import { appendEvent } from '../appeal/event-store.ts'
import { typeById } from '../catalogue/catalogue-store.ts'
import type { Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { dueFrom, registryDates, registryRules } from './registry-rules.ts'
import {
  appealsRegister,
  type DueRegistration,
  finishAct,
  insertRegistration,
  lockRegister,
  nextDueRegistration,
  postponeAct,
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
  for (let done = 0; ; ) {
    const found = await registerNext(context)
    if (found === 'none') return done
    if (found === 'registered') done += 1
  }
}

async function registerNext(context: Context): Promise<'registered' | 'postponed' | 'none'> {
  let due: DueRegistration | null = null
  try {
    return await inTransaction(context.db, async (trx) => {
      await lockRegister(trx)
      due = await nextDueRegistration(trx, context.now())
      return due === null ? 'none' : await registerOrPostpone(trx, due, context.now())
    })
  } catch (error) {
    if (due === null) throw error
    const { actId, attempts, appealId } = due as DueRegistration
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
  const type = await typeById(trx, due.typeId)
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
  await insertRegistration(trx, { appealId, year, number, date, dueDate, registeredAt: now })
  await appendEvent(trx, {
    appealId,
    type: 'registered',
    occurredAt: now,
    recordedAt: now,
    actor: 'system',
    source: 'registry',
    key: 'registered',
    data: { register: appealsRegister.code, year, number, date, dueDate },
  })
  await finishAct(trx, actId, now)
}
