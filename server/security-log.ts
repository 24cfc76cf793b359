import type { Transaction } from 'kysely'
import { type RawBuilder, sql } from 'kysely'
import type { Tables } from '../db/tables.ts'
import { type SecurityEvent, securityEvents } from '../domain/security/security-event.ts'
import type { Context } from './context.ts'
import { afterCommit, inTransaction } from './in-transaction.ts'
import { countedAddress } from './network-address.ts'

/** What an event tells besides: ids, codes and counts. `staff` or `person` says whose account it is about. */
export type Told = Readonly<Record<string, string | number | boolean | null>>

/**
 * So many rows of a code are kept an hour of what one address is refused, and of all together: who has many
 * addresses needs no sign-in to be refused. The log has all of it.
 */
const mostOfAddress = 100
const mostOfAll = 2000
const hourMs = 3_600_000
/** And so many a day of what one account does: no account fills the table. */
const mostOfAccount = 1000
const dayMs = 24 * hourMs

/**
 * Tells one event of the security log. `by` is null for a command and for somebody nobody knows. Ids and codes only:
 * nothing of it is a name or a secret, an IIN is masked.
 */
export type TellSecurity = (act: SecurityEvent, by: string | null, about: Told) => Promise<void>

/**
 * An act that the security log tells of: the row is written in the act's own transaction, so that neither is there
 * without the other, and an act whose row can't be written is not done. The lines come when it is done, which within
 * an act that is done once is the end of that one.
 */
export async function inLoggedTransaction<Result>(
  context: Context,
  work: (trx: Transaction<Tables>, tell: TellSecurity) => Promise<Result>,
): Promise<Result> {
  return await inTransaction(context.db, (trx) =>
    work(trx, async (...event) => {
      await keep({ ...context, db: trx }, ...event)
      afterCommit(trx, () => writeLine(context, ...event))
    }),
  )
}

/**
 * What changes nothing: a refusal, or something given to read. A line of the log, and a row for those who look later;
 * a row that can't be written is told in the log and stops nothing.
 */
export async function logSecurity(
  context: Context,
  act: SecurityEvent,
  by: string | null,
  about: Told,
): Promise<void> {
  writeLine(context, act, by, about)
  try {
    await keep(context, act, by, about)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    context.log({ level: 'error', message: 'an event of the security log was not kept', act, reason })
  }
}

function writeLine({ from, log }: Context, act: SecurityEvent, by: string | null, about: Told): void {
  const outcome = securityEvents[act]
  log({
    level: outcome === 'refused' ? 'warn' : 'info',
    message: 'security',
    act,
    outcome,
    by,
    from: from?.address ?? null,
    device: from?.device ?? null,
    ...about,
  })
}

async function keep({ db, from, now }: Context, act: SecurityEvent, by: string | null, about: Told) {
  const outcome = securityEvents[act]
  const address = from?.address.slice(0, 100) ?? null
  const counted = countedAddress(address ?? '')
  const whom = idOf(about.staff) ?? idOf(about.person) ?? by
  const at = new Date(now())
  const lately = sql`outcome = 'refused' and code = ${act} and at > ${new Date(now() - hourMs)}`
  const fewer = (whose: RawBuilder<unknown>, most: number) =>
    sql`(select count(*) from (select from security_event where ${whose} limit ${most}) kept) < ${most}`
  const done = sql`outcome = 'done' and by_id = ${by}::uuid and code = ${act} and at > ${new Date(now() - dayMs)}`
  // Where somebody came in by a new device is always kept: what is told next is decided by it (let-in.ts).
  const few =
    outcome === 'refused'
      ? sql`${fewer(sql`${lately} and counted = ${counted}`, mostOfAddress)} and ${fewer(lately, mostOfAll)}`
      : about.newDevice === true
        ? sql`true`
        : fewer(done, mostOfAccount)
  await sql`
    insert into security_event (at, code, outcome, by_id, whom_id, about, address, counted, device, request_id)
    select ${at}::timestamptz, ${act}, ${outcome}, ${by}::uuid, ${whom}::uuid, ${JSON.stringify(about)}::jsonb,
           ${address}::text, ${counted}, ${from?.device ?? null}::text, ${from?.requestId ?? null}::uuid
     where ${few}`.execute(db)
}

const idOf = (value: Told[string] | undefined): string | null => (typeof value === 'string' ? value : null)
