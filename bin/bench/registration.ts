import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import { transitions } from '../../domain/appeal/status.ts'
import { registerDue } from '../../server/registry/register.ts'
import { defineId } from './add-clients.ts'
import type { Stage } from './stage.ts'

/** Appeals sent after closing that wait for the opening: of as many clients, a letter each, one night a call. */
export async function addWaiting(owner: Kysely<Tables>, count: number, night: number): Promise<void> {
  await owner.transaction().execute(async (trx) => {
    await defineId(trx)
    const sent = sql.raw("timestamptz '2026-06-09 15:00Z'")
    const opens = sql.raw("timestamptz '2026-06-10 04:30Z'")
    await sql`
      create temp table night on commit drop as
      select pg_temp.id('waiting', ${sql.lit(night)} || ' ' || n) as id, client.*,
        (select max(number) from coupon) + row_number() over (order by n, client.person_id) as number
      from generate_series(1, ${sql.lit(count)}) n
      join (select row_number() over (order by contract.id) as place, count(*) over () as places, party.person_id,
          party.id as party_id, contract.id as contract_id
        from contract join contract_party on contract_party.contract_id = contract.id
          join party on party.id = contract_party.party_id) client
        on client.place = n % client.places + 1`.execute(trx)
    await sql`insert into file_key (id, wrapped, created_at)
      select id, '\\x00', ${sent} from night`.execute(trx)
    await sql`insert into appeal (id, person_id, party_id, contract_id, file_key_id, status, type_id, subject,
        letter_language, created_at, sent_at, registers_at, registration_date)
      select id, person_id, party_id, contract_id, id, ${sql.lit(transitions.send.to)},
        (select id from appeal_type where code = 'gen.free' order by version desc limit 1), 'Төлем туралы', 'kk',
        ${sent}, ${sent}, ${opens}, '2026-06-10' from night`.execute(trx)
    await sql`insert into coupon (appeal_id, year, number, accepted_at)
      select id, 2026, number, ${sent} from night`.execute(trx)
    await sql`update coupon_counter set last_number = (select max(number) from coupon)`.execute(trx)
    await sql`insert into event (appeal_id, seq, type, occurred_at, recorded_at, actor, source, key, data, previous, hash)
      select id, 1, 'sent', ${sent}, ${sent}, 'person:' || person_id, 'cabinet', 'sent',
        jsonb_build_object('couponYear', 2026, 'couponNumber', number, 'registersAt', ${opens},
          'registrationDate', '2026-06-10', 'letterFileId', id, 'letterCommitment', md5(id::text) || md5(id::text),
          'signatureCode', 'revocation_not_checked'),
        repeat('0', 64), encode(sha256(id::text::bytea), 'hex') from night`.execute(trx)
    await sql`insert into due_act (id, act, appeal_id, due_at) select id, 'register', id, ${opens} from night`.execute(
      trx,
    )
  })
  // A night is long enough for autovacuum.
  await sql`analyze`.execute(owner)
}

/** Milliseconds until all of them have their numbers. */
export async function registerWaiting({ context, owner }: Stage, count: number): Promise<number> {
  const before = performance.now()
  const registered = await registerDue(context)
  const ms = performance.now() - before
  if (registered !== count) throw new Error(`${registered} of ${count} were registered`)
  const { last } = await owner
    .selectFrom('register_counter')
    .select('last_number as last')
    .executeTakeFirstOrThrow()
  if (last < count) throw new Error('the numbers are not those of the register')
  return ms
}
