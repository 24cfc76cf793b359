import { type Selectable, sql } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import type { SignInPlace } from '../../domain/security/new-device.ts'
import type { SecurityEvent } from '../../domain/security/security-event.ts'
import type { Context, Db } from '../context.ts'
import { currentSettings } from '../setting/setting-store.ts'

/** A row of the security log. `at` is epoch ms. */
export interface StoredSecurityEvent {
  readonly at: number
  readonly code: SecurityEvent
  readonly outcome: 'done' | 'refused'
  readonly by: string | null
  readonly about: unknown
  readonly address: string | null
  readonly device: string | null
}

const storedEvent = (row: Selectable<Tables['security_event']>): StoredSecurityEvent => ({
  at: row.at.getTime(),
  // Written by server/security-log.ts alone.
  code: row.code as SecurityEvent,
  outcome: row.outcome,
  by: row.by_id,
  about: row.about,
  address: row.address,
  device: row.device,
})

/** Which events are asked for; instants are epoch ms, `until` not included. */
export interface SecurityFilter {
  readonly codes: readonly SecurityEvent[]
  readonly outcome?: 'done' | 'refused' | undefined
  /** Who did it, or whose account it is about. */
  readonly person?: string | undefined
  /** Whose account it is about alone. */
  readonly whom?: string
  readonly from?: number | undefined
  readonly until?: number | undefined
  readonly before?: number | undefined
}

/** A row of the security log with its number. */
export interface NumberedSecurityEvent extends StoredSecurityEvent {
  readonly seq: number
  readonly whom: string | null
  readonly request: string | null
}

/** The latest events, before one where that is asked. */
export async function findSecurityEvents(
  db: Db,
  { codes, outcome, person, whom, from, until, before }: SecurityFilter,
  most: number,
): Promise<NumberedSecurityEvent[]> {
  if (codes.length === 0) return []
  let query = db.selectFrom('security_event').selectAll().where('code', 'in', codes)
  if (outcome !== undefined) query = query.where('outcome', '=', outcome)
  if (whom !== undefined) query = query.where('whom_id', '=', whom)
  if (from !== undefined) query = query.where('at', '>=', new Date(from))
  if (until !== undefined) query = query.where('at', '<', new Date(until))
  if (before !== undefined) query = query.where('seq', '<', before)
  query = query.orderBy('seq', 'desc').limit(most)
  // The latest of each, so that neither looks through the whole log.
  const rows =
    person === undefined
      ? await query.execute()
      : await db
          .selectFrom(
            sql<Selectable<Tables['security_event']>>`(${query.where('by_id', '=', person)}
              union all ${query.where('whom_id', '=', person).where('by_id', 'is distinct from', person)})`.as(
              'event',
            ),
          )
          .selectAll()
          .orderBy('seq', 'desc')
          .limit(most)
          .execute()
  return rows.map((row) => ({
    ...storedEvent(row),
    seq: Number(row.seq),
    whom: row.whom_id,
    request: row.request_id,
  }))
}

/** Where somebody came in since a moment (epoch ms) by a browser that nobody knew, as they were told. */
export async function newDevicesSince(
  db: Db,
  whomId: string,
  since: number,
): Promise<(SignInPlace & { at: number })[]> {
  const rows = await db
    .selectFrom('security_event')
    .select(['device', 'counted', 'at'])
    .where('whom_id', '=', whomId)
    .where('code', '=', 'signedIn')
    .where('at', '>', new Date(since))
    .where(sql<boolean>`about -> 'newDevice' = 'true'`)
    .execute()
  return rows.map(({ device, counted, at }) => ({ device, network: counted, at: at.getTime() }))
}

/** Deletes rows that are older than the setting says. */
export async function forgetSecurityEvents(context: Context): Promise<void> {
  const days = (await currentSettings(context))['security.keepDays']
  const before = new Date(context.now() - days * 86_400_000)
  await context.db.deleteFrom('security_event').where('at', '<', before).execute()
}
