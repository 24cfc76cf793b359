import { sql } from 'kysely'
import type { Language } from '../../domain/language.ts'
import type { Db } from '../context.ts'

/** A version of the text that somebody agreed to; `givenAt` is epoch milliseconds. */
export interface GivenConsent {
  readonly version: string
  readonly language: Language
  readonly givenAt: number
}

/** Writes an agreement down; one given already stays as it was given first. */
export async function recordConsent(db: Db, personId: string, consent: GivenConsent): Promise<void> {
  const { version, language, givenAt } = consent
  await db
    .insertInto('consent')
    .values({ person_id: personId, version, language, given_at: new Date(givenAt) })
    .onConflict((conflict) => conflict.columns(['person_id', 'version']).doNothing())
    .execute()
}

/** Everything this client agreed to, the latest first. */
export async function consentsOf(db: Db, personId: string): Promise<GivenConsent[]> {
  const rows = await db
    .selectFrom('consent')
    .select(['version', 'language', 'given_at'])
    .where('person_id', '=', personId)
    .orderBy('given_at', 'desc')
    .execute()
  return rows.map(({ version, language, given_at }) => ({ version, language, givenAt: given_at.getTime() }))
}

/** For a query over sessions: whether the session's client still has to agree to this version. */
export const consentMissing = (version: string | null) =>
  version === null
    ? sql<boolean>`false`
    : sql<boolean>`(session.person_id is not null and not exists (
        select from consent where consent.person_id = session.person_id and consent.version = ${version}))`
