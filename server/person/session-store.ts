import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { noDuty } from '../../domain/appeal/can.ts'
import { dutyIn } from '../../domain/appeal/duty.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import { actsInsteadOf } from '../../domain/person/absence.ts'
import type { SignInWay } from '../../domain/security/sign-in-way.ts'
import type { SignInKind } from '../../domain/signature/signed-content.ts'
import type { AskedFrom, Asker, Context, Db } from '../context.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { dutyOf } from '../unit/duty-store.ts'
import { sessionRowsOf } from './session-rows-store.ts'
import { officeOn } from './worker-store.ts'

/** What is kept of a token. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** A random secret for a cookie: 32 bytes, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Who is signed in, or why nobody is. `endsAt` is the earlier of the idle and the absolute limit, epoch ms. */
export type FoundSession =
  | {
      readonly kind: 'open'
      readonly asker: Asker
      readonly endsAt: number
      /** A client who has not agreed to today's text on personal data. */
      readonly consentNeeded: boolean
      /** Came in by a password that was made for them, and has not chosen their own yet. */
      readonly passwordMustChange: boolean
      /** When they showed last who they are, epoch ms; null: before this was written down. */
      readonly provedAt: number | null
    }
  | { readonly kind: 'ended' }
  | { readonly kind: 'none' }

/** Whose a session is. */
export type SessionHolder =
  | { readonly personId: string }
  | {
      readonly staffId: string
      /** They came in by a password that was made for them. */
      readonly byFirstPassword?: boolean
    }

/** Whether somebody has signed in before; from here to the commit others who sign in as them wait. */
export async function holdSignedInBefore(
  trx: Db,
  { kind, id }: Pick<Asker, 'kind' | 'id'>,
): Promise<boolean> {
  const row = await trx
    .selectFrom(kind === 'client' ? 'person' : 'staff')
    .select('last_signed_in_at')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row?.last_signed_in_at != null
}

/** By what way a session is opened, under this id; of a code of eGov Mobile also when the code was opened, epoch ms. */
interface OpenedBy {
  readonly id: string
  readonly way: SignInWay | null
  readonly codeOpenedAt: number | null
}

/** Opens a session for a client or a member of staff; answers the cookie's token, which is kept nowhere else. */
export async function openSession(
  db: Db,
  holder: SessionHolder,
  now: number,
  maxMinutes: number,
  from?: AskedFrom,
  opened: OpenedBy = { id: randomUUID(), way: null, codeOpenedAt: null },
): Promise<string> {
  const token = newToken()
  await db
    .insertInto('session')
    .values({
      id: opened.id,
      way: opened.way,
      code_opened_at: opened.codeOpenedAt === null ? null : new Date(opened.codeOpenedAt),
      token_hash: hashOf(token),
      person_id: 'personId' in holder ? holder.personId : null,
      staff_id: 'staffId' in holder ? holder.staffId : null,
      by_first_password: 'staffId' in holder && holder.byFirstPassword === true,
      created_at: new Date(now),
      proved_at: new Date(now),
      last_seen_at: new Date(now),
      expires_at: new Date(now + maxMinutes * 60_000),
      address: from?.address.slice(0, 100) ?? null,
      device: from?.device ?? null,
    })
    .execute()
  const signedIn = { last_signed_in_at: new Date(now) }
  if ('staffId' in holder)
    await db.updateTable('staff').set(signedIn).where('id', '=', holder.staffId).execute()
  else await db.updateTable('person').set(signedIn).where('id', '=', holder.personId).execute()
  return token
}

/** Being here is written down at most this often: a row is not rewritten with every request. */
const seenEveryMs = 20_000

/** The session of a cookie's token, held open by being used; a `quiet` look does not hold it open. */
export async function findSession(
  context: Context,
  token: string | undefined,
  quiet = false,
): Promise<FoundSession> {
  if (token === undefined || token === '') return { kind: 'none' }
  const settings = await currentSettings(context)
  const row = await sessionRowsOf(context).find(hashOf(token).toString('hex'))
  if (row === undefined) return { kind: 'none' }

  const now = context.now()
  const idleMs = settings['session.idleMinutes'] * 60_000
  const seenAt = row.last_seen_at.getTime()
  const over = now >= row.expires_at.getTime() || now >= seenAt + idleMs || row.ended_at !== null
  if (over || row.active === false) return { kind: 'ended' }
  if (!quiet && now - seenAt >= seenEveryMs) {
    await context.db
      .updateTable('session')
      .set({ last_seen_at: new Date(now) })
      .where('id', '=', row.id)
      .execute()
  }
  const id = row.person_id ?? row.staff_id ?? ''
  const seesAll = settings['office.visibility'] === 'all'
  const asker: Asker = {
    kind: row.person_id === null ? 'staff' : 'client',
    id,
    sessionId: row.id,
    roles: row.person_id === null ? (row.roles as Asker['roles']) : ['client'],
    language: row.person_language ?? row.staff_language ?? 'kk',
    duty:
      row.staff_id === null
        ? noDuty
        : await dutyOf(context.db, { id: row.staff_id, roles: row.roles }, localDate(now), seesAll),
  }
  const endsAt = Math.min(now + idleMs, row.expires_at.getTime())
  const passwordMustChange = isFirstPassword(row)
  const provedAt = row.proved_at?.getTime() ?? null
  return { kind: 'open', asker, endsAt, consentNeeded: row.consent_missing, passwordMustChange, provedAt }
}

/**
 * Those of the staff as they are now, by id: roles and duty change while a page stays open. As many questions for a
 * hundred as for one.
 */
export async function askersNow(context: Context, askers: readonly Asker[]): Promise<Map<string, Asker>> {
  const settings = await currentSettings(context)
  const seesAll = settings['office.visibility'] === 'all'
  const today = localDate(context.now())
  const { workers, absences, units: tree } = await officeOn(context.db, today)
  const open = tree.filter(({ closed }) => !closed)
  const byId = new Map(workers.map((one) => [one.id, one]))
  const isActive = (id: string) => byId.get(id)?.active === true
  return new Map(
    askers.flatMap((asker) => {
      const worker = byId.get(asker.id)
      if (worker === undefined) return []
      const { roles, units } = worker
      const insteadOf = actsInsteadOf(absences, asker.id, today, isActive)
      const replaced = insteadOf
        .flatMap((id) => byId.get(id) ?? [])
        .flatMap((one) => (one.roles.includes('head') ? one.units : []))
      return [
        [asker.id, { ...asker, roles, duty: dutyIn(open, { roles, units, insteadOf, replaced, seesAll }) }],
      ]
    }),
  )
}

/** Has somebody come in by a password that was made for them, and not chosen their own yet? */
export async function mustChangePassword(db: Db, sessionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .innerJoin('staff', 'staff.id', 'session.staff_id')
    .select(['session.by_first_password', 'staff.first_password_until'])
    .where('session.id', '=', sessionId)
    .executeTakeFirst()
  return row !== undefined && isFirstPassword(row)
}

/** A session by a password that was made for somebody, while they have not chosen their own. */
const isFirstPassword = (row: { by_first_password: boolean; first_password_until: Date | null }): boolean =>
  row.by_first_password && row.first_password_until !== null

/** When an open session ends if nothing more is done, and at the latest, whatever is done; epoch ms. */
export async function endOf(context: Context, sessionId: string): Promise<{ idle: number; latest: number }> {
  const { expires_at } = await context.db
    .selectFrom('session')
    .select('expires_at')
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow()
  const idleMs = (await currentSettings(context))['session.idleMinutes'] * 60_000
  const latest = expires_at.getTime()
  return { idle: Math.min(context.now() + idleMs, latest), latest }
}

/** Ends the sessions of a browser's tokens: signing out, and what was open before signing in again. */
export async function endSession(db: Db, tokens: readonly string[], now: number): Promise<void> {
  if (tokens.length === 0) return
  await db
    .updateTable('session')
    .set({ ended_at: new Date(now) })
    .where('token_hash', 'in', tokens.map(hashOf))
    .where('ended_at', 'is', null)
    .execute()
}

/** One place where somebody is signed in. Instants are epoch ms; null where it was not written down. */
interface OpenSession {
  readonly id: string
  readonly openedAt: number
  readonly lastSeenAt: number
  readonly address: string | null
  readonly device: string | null
  readonly way: SignInWay | null
  readonly codeOpenedAt: number | null
}

/** Every open session of somebody, the one last used first. Instants are epoch ms. */
export async function openSessionsOf(
  context: Context,
  holder: Pick<Asker, 'kind' | 'id'>,
): Promise<OpenSession[]> {
  const now = context.now()
  const idleMs = (await currentSettings(context))['session.idleMinutes'] * 60_000
  const rows = await context.db
    .selectFrom('session')
    .select(['id', 'created_at', 'last_seen_at', 'address', 'device', 'way', 'code_opened_at'])
    .where(holder.kind === 'client' ? 'person_id' : 'staff_id', '=', holder.id)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .where('last_seen_at', '>', new Date(now - idleMs))
    .orderBy('last_seen_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    openedAt: row.created_at.getTime(),
    lastSeenAt: row.last_seen_at.getTime(),
    address: row.address,
    device: row.device,
    way: row.way,
    codeOpenedAt: row.code_opened_at?.getTime() ?? null,
  }))
}

/** Ends one session of somebody; false when it is another's, or has ended. */
export async function endOneSession(db: Db, asker: Asker, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await ending(db, asker, now).where('id', '=', id).executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** Signs somebody out everywhere but here; answers how many sessions ended. */
export async function endOtherSessions(db: Db, asker: Asker, now: number): Promise<number> {
  const { numUpdatedRows } = await ending(db, asker, now)
    .where('id', '<>', asker.sessionId)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Signs somebody out on every device, this one too. */
export async function endSessionsOf(db: Db, asker: Pick<Asker, 'kind' | 'id'>, now: number): Promise<void> {
  await ending(db, asker, now).execute()
}

const ending = (db: Db, { kind, id }: Pick<Asker, 'kind' | 'id'>, now: number) =>
  db
    .updateTable('session')
    .set({ ended_at: new Date(now) })
    .where(kind === 'client' ? 'person_id' : 'staff_id', '=', id)
    .where('ended_at', 'is', null)

/**
 * Those of these sessions that are open, each with the moment when it ends if nothing more is done (epoch ms); looking
 * holds none of them open.
 */
export async function openSessionEnds(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map()
  const now = context.now()
  const idleMs = (await currentSettings(context))['session.idleMinutes'] * 60_000
  const rows = await context.db
    .selectFrom('session')
    .select(['id', 'expires_at', 'last_seen_at'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .where('last_seen_at', '>', new Date(now - idleMs))
    .execute()
  return new Map(
    rows.map(({ id, expires_at, last_seen_at }) => [
      id,
      Math.min(expires_at.getTime(), last_seen_at.getTime() + idleMs),
    ]),
  )
}

/**
 * Deletes sessions that ended more than a day ago, and sign-in texts: those with a code of eGov Mobile after a day too,
 * since the phone and the browser may still ask what became of it; others a minute after their end, when no sign-in
 * under way needs them.
 */
export async function forgetSessions(context: Context): Promise<void> {
  const now = context.now()
  const [dayAgo, minuteAgo] = [new Date(now - 86_400_000), new Date(now - 60_000)]
  await context.db.deleteFrom('session').where('expires_at', '<', dayAgo).execute()
  const hasCode = sql<boolean>`exists (select from phone_signing where challenge_id = sign_in_challenge.id)`
  await context.db
    .deleteFrom('sign_in_challenge')
    .where('expires_at', '<', minuteAgo)
    .where(({ or, eb, not }) => or([eb('expires_at', '<', dayAgo), not(hasCode)]))
    .execute()
}

/**
 * Keeps a text to sign, bound to the pre-sign-in cookie, whose token it answers; or to an open session, which it proves
 * again.
 */
export async function keepChallenge(
  db: Db,
  { kind, content, sessionId }: { kind: SignInKind; content: Uint8Array; sessionId: string | null },
  now: number,
  expiresAt: number,
): Promise<{ readonly id: string; readonly token: string }> {
  const token = newToken()
  const id = randomUUID()
  await db
    .insertInto('sign_in_challenge')
    .values({
      id,
      cookie_hash: hashOf(token),
      kind,
      session_id: sessionId,
      content: Buffer.from(content),
      created_at: new Date(now),
      expires_at: new Date(expiresAt),
    })
    .execute()
  return { id, token }
}

/** The text of a pre-sign-in cookie that may still be answered; null when used, lapsed, unknown or of another kind. */
export async function findChallenge(
  db: Db,
  kind: SignInKind,
  token: string | undefined,
  now: number,
): Promise<{ id: string; content: Uint8Array } | null> {
  if (token === undefined) return null
  const row = await db
    .selectFrom('sign_in_challenge')
    .select(['id', 'content'])
    .where('cookie_hash', '=', hashOf(token))
    .where('kind', '=', kind)
    .where('session_id', 'is', null)
    .where('used_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, content: new Uint8Array(row.content) }
}

/** True for the one who uses it first. */
export async function spendChallenge(db: Db, id: string, now: number): Promise<boolean> {
  const used = await db
    .updateTable('sign_in_challenge')
    .set({ used_at: new Date(now) })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}
