import { sql } from 'kysely'
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

/** What happened to one account, the latest first. */
export async function securityEventsOf(db: Db, whomId: string, most: number): Promise<StoredSecurityEvent[]> {
  const rows = await db
    .selectFrom('security_event')
    .selectAll()
    .where('whom_id', '=', whomId)
    .orderBy('seq', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    at: row.at.getTime(),
    // Written by server/security-log.ts alone.
    code: row.code as SecurityEvent,
    outcome: row.outcome,
    by: row.by_id,
    about: row.about,
    address: row.address,
    device: row.device,
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
