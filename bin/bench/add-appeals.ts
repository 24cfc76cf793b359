import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import { transitions } from '../../domain/appeal/status.ts'

/**
 * Everything that belongs to the sent appeals of the temporary table `filled`: keys, files, letters, signatures, their
 * answers, events, registrations, notices and letters of the company. A statement a table; `pg_temp.id` makes the ids.
 */
export async function fillAppeals(trx: Kysely<Tables>): Promise<void> {
  for (const statement of statements) await statement.execute(trx)
}

const status = (act: 'register' | 'takeIntoWork' | 'execute') => sql.lit(transitions[act].to)
const zeros = '0'.repeat(64)
const term = sql.raw("interval '20 days'")

/** An event of an appeal; those of one appeal have the same hash, which nothing here reads. */
const event = (seq: number, type: string, after: string, data: RawBuilder<unknown>, which: string) => sql`
  insert into event (appeal_id, seq, type, occurred_at, recorded_at, actor, source, key, data, previous, hash)
  select id, ${sql.lit(seq)}, ${sql.lit(type)}, at + ${sql.raw(`interval '${after}'`)}, at, 'system', 'registry',
    ${sql.lit(type)}, ${data}, ${sql.lit(zeros)}, encode(sha256(id::text::bytea), 'hex')
  from filled where ${sql.raw(which)}`

/** A file under an appeal's own key. */
const file = (kind: string, name: string, mediaType: string, size: number, which = 'true') => sql`
  insert into file (id, key_id, name, media_type, size, sha256, scan, created_at)
  select pg_temp.id(${sql.lit(kind)}, id::text), key_id, ${sql.lit(name)}, ${sql.lit(mediaType)}, ${sql.lit(size)},
    sha256(id::text::bytea), 'clean', at
  from filled where ${sql.raw(which)}`

const notice = (seq: number, kind: string, which: string) => sql`
  insert into notice (id, person_id, number, appeal_id, event_seq, kind, created_at, read_at)
  select pg_temp.id(${sql.lit(kind)}, id::text), person_id, (k - 1) * 3 + ${sql.lit(seq)} - 1, id, ${sql.lit(seq)},
    ${sql.lit(kind)}, at, case when answered then at end
  from filled where ${sql.raw(which)}`

const statements: readonly RawBuilder<unknown>[] = [
  sql`insert into file_key (id, wrapped, created_at) select key_id, '\\x00', at from filled`,
  sql`insert into appeal (id, person_id, party_id, contract_id, file_key_id, status, type_id, subject, letter_language,
      created_at, sent_at, registers_at, registration_date, register_code, register_year, number, due_date, executor_id,
      executed_at, company_acted_at, client_read_at, unit_id, routed_at)
    select id, person_id, party_id, contract_id, key_id,
      case when answered then ${status('execute')} when taken then ${status('takeIntoWork')} else ${status('register')} end,
      (select id from appeal_type where code = 'gen.free' limit 1),
      'Жалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтініш', 'kk', at - interval '1 hour', at, at, at::date,
      'appeals', 2026, number, (at + ${term})::date,
      case when taken then pg_temp.id('staff', '1') end,
      case when answered then at + interval '9 days' end, at + interval '1 day', at + interval '2 days',
      (select id from unit limit 1), at
    from filled`,
  file('letter', 'otinish.pdf', 'application/pdf', 60_000),
  file('pages', 'letter.json', 'application/json', 90_000),
  file('cms', 'letter.pdf.p7s', 'application/pkcs7-signature', 4000),
  file('document', 'kuelik.pdf', 'application/pdf', 400_000, 'k % 3 = 0'),
  file('receipt', 'tubirtek.jpg', 'image/jpeg', 300_000, 'k % 3 = 0'),
  file('answer', 'zhauap.pdf', 'application/pdf', 50_000, 'answered'),
  sql`insert into attachment (id, appeal_id, document, file_id, position, created_at)
    select pg_temp.id('attached ' || document, id::text), id, document, pg_temp.id(document, id::text), position, at
    from filled, (values ('document', 1), ('receipt', 2)) slot (document, position) where k % 3 = 0`,
  sql`insert into prepared_letter (id, appeal_id, draft_version, prepared_at, local_date, file_id, pages_file_id, text,
      salt, type_id, tariff_id, fee_tiyn, vat_percent, address, email, answers, enclosures)
    select pg_temp.id('prepared', id::text), id, 9, at, at::date, pg_temp.id('letter', id::text),
      pg_temp.id('pages', id::text), repeat('Жалдау төлемдерін мерзімінен бұрын толық өтеуді сұраймын. ', 20),
      sha256(id::text::bytea), (select id from appeal_type where code = 'gen.free' limit 1),
      (select id from tariff order by version limit 1), 0, 16, 'Астана қ., Үлгі көшесі, 1-үй', 'client@example.com',
      '{"subject": "Төлем туралы", "text": "Төлем туралы"}', '[]'
    from filled`,
  sql`insert into signature (id, document, letter_id, person_id, method, cms_file_id, received_at, result, code,
      revocation, verified_at, signer, chain, timestamp_token, timestamped_at)
    select pg_temp.id('signature', id::text), 'letter', pg_temp.id('prepared', id::text), person_id, 'keyFile',
      pg_temp.id('cms', id::text), at, 'valid', 'ok', 'good', at,
      '{"name": "ҮЛГІ КЛИЕНТ", "iin": "000000000001", "serial": "01", "issuer": "ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ"}',
      array[decode(repeat(md5(id::text), 40), 'hex'), decode(repeat(md5('issuer'), 40), 'hex')],
      decode(repeat(md5('token'), 60), 'hex'), at
    from filled`,
  sql`insert into revocation_answer (sha256, kind, bytes, received_at)
    select encode(sha256(id::text::bytea), 'hex'), 'ocsp', decode(repeat(md5(id::text), 60), 'hex'), at from filled`,
  sql`insert into signature_answer (signature_id, answer_sha256)
    select pg_temp.id('signature', id::text), encode(sha256(id::text::bytea), 'hex') from filled`,
  sql`insert into coupon (appeal_id, year, number, accepted_at) select id, 2026, number, at from filled`,
  sql`insert into coupon_counter (year, last_number) select 2026, max(number) from filled
    on conflict (year) do update set last_number = excluded.last_number`,
  sql`insert into register (code, name) values ('appeals', '{}') on conflict do nothing`,
  sql`insert into register_counter (register_code, year, last_number) select 'appeals', 2026, max(number) from filled
    on conflict (register_code, year) do update set last_number = excluded.last_number`,
  sql`insert into registration (appeal_id, register_code, year, number, date, due_date, registered_at,
      sender)
    select id, 'appeals', 2026, number, at::date, (at + ${term})::date, at, 'Үлгі Клиент' from filled`,
  sql`insert into due_act (id, act, appeal_id, due_at, done_at)
    select pg_temp.id('act', id::text), 'register', id, at, at from filled`,
  event(
    1,
    'sent',
    '0',
    sql`jsonb_build_object('couponYear', 2026, 'couponNumber', number, 'registersAt', at, 'registrationDate', at::date,
      'letterFileId', pg_temp.id('letter', id::text), 'letterCommitment', md5(id::text) || md5(id::text),
      'signatureCode', 'revocation_not_checked')`,
    'true',
  ),
  event(
    2,
    'registered',
    '0',
    sql`jsonb_build_object('register', 'appeals', 'year', 2026, 'number', number, 'date', at::date,
      'dueDate', (at + ${term})::date)`,
    'true',
  ),
  event(
    3,
    'takenIntoWork',
    '1 day',
    sql`jsonb_build_object('executorId', pg_temp.id('staff', '1'))`,
    'taken',
  ),
  event(
    4,
    'executed',
    '9 days',
    sql`jsonb_build_object('correspondenceId', pg_temp.id('correspondence', id::text))`,
    'answered',
  ),
  sql`insert into correspondence (id, appeal_id, kind, author_id, sent_at)
    select pg_temp.id('correspondence', id::text), id, 'answer', pg_temp.id('staff', '1'), at + interval '9 days'
    from filled where answered`,
  sql`insert into correspondence_file (correspondence_id, file_id, role, language, text, position)
    select pg_temp.id('correspondence', id::text), pg_temp.id('answer', id::text), 'letter', 'kk',
      repeat('Өтінішіңіз қаралды. ', 10), 0
    from filled where answered`,
  sql`insert into letter_view (id, appeal_id, staff_id, viewed_at)
    select pg_temp.id('view', id::text), id, pg_temp.id('staff', '1'), at from filled`,
  notice(2, 'registered', 'true'),
  notice(3, 'takenIntoWork', 'taken'),
  notice(4, 'executed', 'answered'),
  sql`insert into notice_state (person_id, last_number, changes)
    select person_id, max(k) * 3, max(k) * 3 from filled group by person_id`,
  sql`insert into mail (id, person_id, notice_id, created_at, due_at, attempts, done_at, outcome)
    select pg_temp.id('mail', id::text), person_id, pg_temp.id('registered', id::text), at, at, 1, at, 'sent'
    from filled`,
]
