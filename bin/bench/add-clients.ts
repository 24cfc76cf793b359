import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import { firstStatus } from '../../domain/appeal/status.ts'
import { fillAppeals } from './add-appeals.ts'

/** Appeals of an ordinary client, the same in every size of the company. */
export const appealsPerClient = 20

/**
 * Clients numbered from `from` to `to`, each with a contract and with sent appeals as a company has them: rows of every
 * table that grows with it, and not one byte that was really signed or sealed. Every other one has a draft open.
 */
export async function addClients(
  owner: Kysely<Tables>,
  from: number,
  to: number,
  appeals = appealsPerClient,
): Promise<void> {
  await owner.transaction().execute(async (trx) => {
    const keys = await dropForeignKeys(trx)
    await defineId(trx)
    await addPeople(trx, from, to)
    await sql`
      create temp table filled on commit drop as
      select pg_temp.id('appeal', n || ' ' || k) as id, pg_temp.id('person', n::text) as person_id,
        pg_temp.id('party', n::text) as party_id, pg_temp.id('contract', n::text) as contract_id,
        pg_temp.id('key', n || ' ' || k) as key_id, k, k % 10 > 0 as answered, k % 20 > 0 as taken,
        (select coalesce(max(number), 0) from coupon) + row_number() over (order by k, n) as number,
        timestamptz '2026-01-05 05:00Z' + make_interval(mins => (n + k * 7) % 60000) as at
      from generate_series(${sql.lit(from)}, ${sql.lit(to)}) n, generate_series(1, ${sql.lit(appeals)}) k`.execute(
      trx,
    )
    await sql`analyze filled`.execute(trx)
    await fillAppeals(trx)
    await addDrafts(trx, from, to)
    await addShortLived(trx, from, to)
    // Checked in one go, which is faster than row by row.
    for (const { name, of, definition } of keys) {
      await sql`alter table ${sql.raw(of)} add constraint ${sql.ref(name)} ${sql.raw(definition)}`.execute(
        trx,
      )
    }
  })
  await sql`vacuum analyze`.execute(owner)
}

/** Takes all foreign keys away and answers what they were. */
async function dropForeignKeys(trx: Kysely<Tables>) {
  const { rows } = await sql<{ name: string; of: string; definition: string }>`
    select conname as name, conrelid::regclass::text as of, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`.execute(trx)
  for (const { name, of } of rows) {
    await sql`alter table ${sql.raw(of)} drop constraint ${sql.ref(name)}`.execute(trx)
  }
  return rows
}

/** A digest with the marks of a version 4 UUID: the answers' schemas look at them. */
export async function defineId(trx: Kysely<Tables>): Promise<void> {
  await sql`
    create or replace function pg_temp.id(kind text, n text) returns uuid language sql immutable parallel safe as
    $$ select overlay(overlay(md5(kind || n) placing '4' from 13) placing '8' from 17)::uuid $$`.execute(trx)
}

async function addPeople(trx: Kysely<Tables>, from: number, to: number): Promise<void> {
  const numbers = sql.raw(`generate_series(${from}, ${to}) n`)
  await sql`insert into person (id, iin, surname, given_name, address, phone, email, language, test_person, created_at)
    select pg_temp.id('person', n::text), lpad(n::text, 12, '0'), 'Үлгі', 'Клиент', 'Астана қ., Үлгі көшесі, 1-үй',
      '+77000000001', 'client' || n || '@example.com', 'kk', true, timestamptz '2026-01-01Z' from ${numbers}`.execute(
    trx,
  )
  // Who has not agreed to the text in force is asked, and sees no list.
  await sql`insert into consent (person_id, version, language, given_at)
    select pg_temp.id('person', n::text), text.version, 'kk', timestamptz '2026-01-01Z' from ${numbers},
      (select value ->> 'version' as version from setting where key = 'consent.personalData'
        order by valid_from desc, recorded_at desc limit 1) text
    where text.version is not null`.execute(trx)
  await sql`insert into party (id, kind, person_id)
    select pg_temp.id('party', n::text), 'individual', pg_temp.id('person', n::text) from ${numbers}`.execute(
    trx,
  )
  await sql`insert into contract (id, number, date, kind)
    select pg_temp.id('contract', n::text), 'АВ-' || n, date '2019-08-14', 'RENT_BUYOUT' from ${numbers}`.execute(
    trx,
  )
  await sql`insert into contract_party (contract_id, party_id, capacity)
    select pg_temp.id('contract', n::text), pg_temp.id('party', n::text), 'tenant' from ${numbers}`.execute(
    trx,
  )
  await sql`insert into staff (id, login, surname, given_name, extension, password_hash, totp_secret, language, active,
      created_at)
    values (pg_temp.id('staff', '1'), 'executor', 'Орындаушы', 'Үлгі', '56465', '', '', 'kk', true, '2026-01-01Z')
    on conflict do nothing`.execute(trx)
}

/** An open draft of every other client. */
async function addDrafts(trx: Kysely<Tables>, from: number, to: number): Promise<void> {
  const some = sql.raw(`generate_series(${from}, ${to}) n where n % 2 = 0`)
  const key = sql.raw("pg_temp.id('draft key', n::text)")
  const draft = sql.raw("pg_temp.id('draft', n::text)")
  const at = sql.raw("timestamptz '2026-06-01 05:00Z' + make_interval(mins => n % 10000)")
  await sql`insert into file_key (id, wrapped, created_at) select ${key}, '\\x00', ${at} from ${some}`.execute(
    trx,
  )
  await sql`insert into appeal (id, person_id, party_id, contract_id, file_key_id, status, letter_language, created_at,
      type_id)
    select ${draft}, pg_temp.id('person', n::text), pg_temp.id('party', n::text), pg_temp.id('contract', n::text),
      ${key}, ${sql.lit(firstStatus)}, 'kk', ${at}, (select id from appeal_type where code = 'gen.free' limit 1) from ${some}`.execute(
    trx,
  )
  await sql`insert into appeal_draft (appeal_id, version, address, email, answers, updated_at)
    select ${draft}, 7, 'Астана қ.', '', '{"subject": "Төлем туралы", "text": "Төлем туралы"}', ${at}
    from ${some}`.execute(trx)
}

/** What the last days have left and each minute's sweep looks at: nothing of it is over yet. */
async function addShortLived(trx: Kysely<Tables>, from: number, to: number): Promise<void> {
  const numbers = sql.raw(`generate_series(${from}, ${to}) n`)
  const person = sql.raw("pg_temp.id('person', n::text)")
  const secret = (kind: string) => sql.raw(`sha256(('${kind} ' || n)::bytea)`)
  const began = sql.raw("timestamptz '2026-06-10 04:00Z'")
  const ends = sql.raw("timestamptz '2026-06-10 16:00Z'")
  await sql`insert into session (id, token_hash, person_id, created_at, last_seen_at, expires_at)
    select pg_temp.id('session', n::text), ${secret('session')}, ${person}, ${began}, ${began}, ${ends}
    from ${numbers}`.execute(trx)
  await sql`insert into sign_in_challenge (id, cookie_hash, content, created_at, expires_at, kind)
    select pg_temp.id('challenge', n::text), ${secret('challenge')}, '\\x00', ${began}, ${ends}, 'client' from ${numbers}`.execute(
    trx,
  )
  await sql`insert into idempotency_key (actor, key, request_hash, status, response, created_at)
    select 'client:' || ${person}, 'bench', ${secret('request')}, 200, '{}', ${began} from ${numbers}`.execute(
    trx,
  )
  await sql`insert into certificate_check (issuer_sha256, serial, result, checked_at)
    select repeat('0', 64), n::text, 'good', ${began} from ${numbers}`.execute(trx)
  await sql`insert into email_confirmation (id, person_id, email, token_hash, created_at, expires_at, used_at)
    select pg_temp.id('confirmation', n::text), ${person}, 'client@example.com', ${secret('confirmation')}, ${began},
      ${ends}, ${began} from ${numbers}`.execute(trx)
  await sql`insert into phone_signing (id, secret_hash, origin, pair, challenge_id, state, created_at, expires_at)
    select pg_temp.id('phone', n::text), ${secret('phone')}, 'https://example.com', '42',
      pg_temp.id('challenge', n::text), 'waiting', ${began}, ${ends} from ${numbers}`.execute(trx)
}
