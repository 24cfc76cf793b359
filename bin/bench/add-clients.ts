import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import { transitions } from '../../domain/appeal/status.ts'

/** Appeals of one client in both sizes of the world: the list that is measured is the same list. */
export const appealsPerClient = 20

/** Clients numbered from `from` to `to`, each with a contract and twenty sent appeals; rows only, nothing is signed. */
export async function addClients(owner: Kysely<Tables>, from: number, to: number): Promise<void> {
  // A digest with the marks of a version 4 UUID: the answer's schema looks at them.
  const id = (kind: string, n: string) =>
    sql.raw(`overlay(overlay(md5('${kind}' || ${n}) placing '4' from 13) placing '8' from 17)::uuid`)
  const numbers = sql.raw(`generate_series(${from}, ${to}) n`)
  const each = sql.raw(`generate_series(${from}, ${to}) n, generate_series(1, ${appealsPerClient}) k`)
  const at = sql.raw("timestamptz '2026-01-05 05:00Z' + make_interval(mins => n * 20 + k)")
  await sql`insert into person (id, iin, surname, given_name, address, phone, language, test_person, created_at)
    select ${id('person', 'n')}, lpad(n::text, 12, '0'), 'Үлгі', 'Клиент', 'Астана қ., Үлгі көшесі, 1-үй',
      '+77000000001', 'kk', true, timestamptz '2026-01-01Z' from ${numbers}`.execute(owner)
  // Who has not agreed to the text in force is asked, and sees no list.
  await sql`insert into consent (person_id, version, language, given_at)
    select ${id('person', 'n')}, text.version, 'kk', timestamptz '2026-01-01Z' from ${numbers},
      (select value ->> 'version' as version from setting where key = 'consent.personalData'
        order by valid_from desc, recorded_at desc limit 1) text
    where text.version is not null`.execute(owner)
  await sql`insert into party (id, kind, person_id)
    select ${id('party', 'n')}, 'individual', ${id('person', 'n')} from ${numbers}`.execute(owner)
  await sql`insert into contract (id, number, date, kind)
    select ${id('contract', 'n')}, 'АВ-' || n, date '2019-08-14', 'RENT_BUYOUT' from ${numbers}`.execute(
    owner,
  )
  await sql`insert into contract_party (contract_id, party_id, capacity)
    select ${id('contract', 'n')}, ${id('party', 'n')}, 'tenant' from ${numbers}`.execute(owner)
  await sql`insert into file_key (id, wrapped, created_at)
    select ${id('key', 'n')}, decode('00', 'hex'), timestamptz '2026-01-01Z' from ${numbers}`.execute(owner)
  await sql`insert into appeal (id, person_id, party_id, contract_id, file_key_id, status, subject, letter_language,
      created_at, sent_at, registers_at, registration_date, register_code, register_year, number, due_date)
    select ${id('appeal', "n || '-' || k")}, ${id('person', 'n')}, ${id('party', 'n')}, ${id('contract', 'n')},
      ${id('key', 'n')}, ${sql.lit(transitions.register.to)}, 'Жалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтініш', 'kk',
      ${at}, ${at}, ${at}, date '2026-06-05', (select min(code) from register), 2026,
      n * ${sql.lit(appealsPerClient)} + k, date '2026-06-29' from ${each}`.execute(owner)
  await sql`insert into registration (appeal_id, register_code, year, number, date, due_date, registered_at)
    select id, register_code, register_year, number, registration_date, due_date, sent_at from appeal
    where not exists (select from registration where appeal_id = appeal.id)`.execute(owner)
  await sql`analyze`.execute(owner)
}
