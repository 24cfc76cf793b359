import { createHash } from 'node:crypto'
import type { Verdict } from '../../eds/verdict.ts'
import type { Db } from '../context.ts'

/**
 * How long a good word of the authority lets its holder sign in while nobody answers (docs/decisions/0014): a day.
 */
export const goodForMs = 24 * 3_600_000

/**
 * Remembers what the authority said of a signer's certificate; an answer that decides nothing is not remembered.
 */
export async function rememberCheck(db: Db, verdict: Verdict, now: number): Promise<void> {
  const key = keyOf(verdict)
  const result = resultOf(verdict)
  if (key === null || result === null) return
  // No list names a number that was never issued: only the responder can take that word back.
  const byList = verdict.findings[0]?.source === 'crl'
  await db
    .insertInto('certificate_check')
    .values({ ...key, result, checked_at: new Date(now) })
    .onConflict((conflict) =>
      conflict
        .columns(['issuer_sha256', 'serial'])
        .doUpdateSet(({ ref }) => ({
          result: ref('excluded.result'),
          checked_at: ref('excluded.checked_at'),
        }))
        .whereRef('certificate_check.checked_at', '<=', 'excluded.checked_at')
        .where(({ eb, and }) => and(byList ? [eb('certificate_check.result', '<>', 'not_known_to_ca')] : [])),
    )
    .execute()
}

/** The last word on the signer's certificate, if it was given within a day. */
export async function wordOfTheDay(
  db: Db,
  verdict: Verdict,
  now: number,
): Promise<'good' | 'revoked' | 'on_hold' | 'not_known_to_ca' | null> {
  const key = keyOf(verdict)
  if (key === null) return null
  const row = await db
    .selectFrom('certificate_check')
    .select('result')
    .where('issuer_sha256', '=', key.issuer_sha256)
    .where('serial', '=', key.serial)
    .where('checked_at', '>=', new Date(now - goodForMs))
    .executeTakeFirst()
  return row?.result ?? null
}

/** Words older than a day help nobody. */
export async function forgetChecks(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('certificate_check')
    .where('checked_at', '<', new Date(now - goodForMs))
    .execute()
}

function keyOf({ chain, signer }: Verdict): { issuer_sha256: string; serial: string } | null {
  const issuer = chain[1]
  if (issuer === undefined || signer === null) return null
  return { issuer_sha256: createHash('sha256').update(issuer).digest('hex'), serial: signer.serial }
}

function resultOf({ findings, revocation }: Verdict) {
  const bad = findings.find(({ state }) => state === 'revoked')
  if (bad?.code === 'on_hold' || bad?.code === 'not_known_to_ca') return bad.code
  // Revoked after a use that is forgiven is still revoked for the next one.
  if (bad !== undefined || findings.some(({ revokedAt }) => revokedAt !== null)) return 'revoked'
  return revocation === 'good' ? 'good' : null
}
