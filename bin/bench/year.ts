import { setTimeout } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import { transitions } from '../../domain/appeal/status.ts'
import type { StaffRole } from '../../domain/person/role.ts'
import { checkBooks } from '../../server/book/check-numbers.ts'
import { recordRole } from '../../server/person/role-store.ts'
import { openSession } from '../../server/person/session-store.ts'
import { foldChanges } from '../../server/sight/folded-store.ts'
import { recordMember } from '../../server/unit/unit-store.ts'
import { addClients, appealsPerClient, defineId } from './add-clients.ts'
import type { Stage } from './stage.ts'

type Owner = Kysely<Tables>

/** The sizes of a year that are compared. */
export const sizes = { few: 10_000, many: 100_000 }
/** In work, in both: as in the benches of lists and search, it is the year that grows. */
export const openAppeals = 300

/**
 * The year 2025 of a company: six units of four executors, two types each, numbers in the order of their days; those
 * that are not open were answered within four weeks, each letter with its number. Of two hundred rows of a book one was
 * corrected and one came to nothing.
 */
export async function fillYear({ owner, context }: Stage, appeals: number): Promise<void> {
  await addClients(owner, 1, appeals / appealsPerClient)
  await sql`insert into unit (id, code, name, created_at)
    select gen_random_uuid(), 'bench-' || n, '{"kk": "Бөлім", "ru": "Отдел", "en": "Unit"}', '2025-01-01Z'
    from generate_series(1, 6) n`.execute(owner)
  await sql`insert into staff (id, login, surname, given_name, password_hash, totp_secret, language, active, created_at)
    select gen_random_uuid(), login, 'Үлгі', 'Қызметкер', '', '', 'kk', true, '2025-01-01Z'
    from (select 'bench-' || n as login from generate_series(1, 24) n
      union all values ('looks-1'), ('looks-2')) one`.execute(owner)
  const nth = sql`abs(hashtext(appeal.id::text))`
  await sql`update appeal set unit_id = unit.id, executor_id = staff.id, type_id = kind.id, register_year = 2025,
      registration_date = came.day, due_date = came.day + 21, status = ${transitions.execute.to},
      closed_on = came.day + came.days * 7 / 5, answered_in = came.days,
      late = came.days > 18, extended = came.days > 17,
      outcome = (array['satisfied', 'explained', 'refused'])[1 + came.days % 3]
    from (select id, n % 6 as unit, n % 24 as staff, n % 12 as kind, (n / 340) % 20 as days,
        date '2025-01-01' + ((number - 1) * 340 / ${appeals})::int as day
      from (select appeal.id, appeal.number, ${nth} as n from appeal where sent_at is not null) one) came,
      (select id, row_number() over (order by code) - 1 as n from unit where code like 'bench-%') unit,
      (select id, row_number() over (order by login) - 1 as n from staff where login like 'bench-%') staff,
      (select id, row_number() over (order by code) - 1 as n from (select id, code from appeal_type order by code limit 12) these) kind
    where came.id = appeal.id and unit.n = came.unit and staff.n = came.staff and kind.n = came.kind`.execute(
    owner,
  )
  await fillBooks(owner)
  await openWork({ owner, context }, openAppeals)
  await checkBooks(context)
}

/** So many appeals are open again, chosen alike in every size. */
export async function openWork({ owner, context }: Pick<Stage, 'owner' | 'context'>, appeals: number) {
  await sql`update appeal set status = ${transitions.takeIntoWork.to}, closed_on = null, answered_in = null,
      late = false, extended = false, outcome = null
    where id in (select id from appeal where number is not null and status <> ${transitions.return.to}
      order by id limit ${appeals})`.execute(owner)
  await foldChanges(context.db)
  await sql`vacuum analyze`.execute(owner)
}

async function fillBooks(owner: Owner): Promise<void> {
  await owner.transaction().execute(async (trx) => {
    await defineId(trx)
    const statements = [
      sql`update registration set year = 2025, date = appeal.registration_date from appeal
        where appeal.id = registration.appeal_id`,
      sql`update register_counter set year = 2025`,
      sql`update appeal set status = ${transitions.return.to} where number % 200 = 7`,
      sql`insert into reply (id, appeal_id, kind, state, author_id, created_at, saved_at, approved_by, content_digest)
        select pg_temp.id('reply', appeal.id::text), appeal.id, 'answer', 'sent', executor_id, sent_at, sent_at,
          executor_id, repeat('0', 64)
        from appeal where exists (select from correspondence where correspondence.appeal_id = appeal.id)`,
      sql`insert into outgoing (id, register_code, year, number, prefix, date, appeal_id, reply_id, taken_at)
        select pg_temp.id('outgoing', appeal.id::text), 'outgoing', 2025, row_number() over (order by closed_on, id),
          'Ш', closed_on, id, pg_temp.id('reply', id::text), closed_on + time '10:00'
        from appeal where exists (select from correspondence where correspondence.appeal_id = appeal.id)`,
      sql`update correspondence set reply_id = outgoing.reply_id, outgoing_id = outgoing.id from outgoing
        where outgoing.appeal_id = correspondence.appeal_id and outgoing.number % 200 <> 7`,
      sql`update outgoing set annulled_at = taken_at + interval '1 hour', annulled_why = 'notSigned' where number % 200 = 7`,
      sql`insert into register_counter (register_code, year, last_number) select 'outgoing', 2025, max(number) from outgoing`,
      sql`insert into register_correction (id, register_code, year, number, appeal_id, outgoing_id, field, old_value,
          new_value, reason, basis, salt, proposed_by, proposed_at, state, decided_by, decided_at)
        select gen_random_uuid(), line.register_code, 2025, line.number, line.appeal_id, line.outgoing_id, 'subject',
          '{"kk": "Мазмұны", "ru": "Мазмұны", "en": "Мазмұны"}', '{"kk": "Түзетілген", "ru": "Түзетілген", "en": "Түзетілген"}',
          'Қате', 'Бұйрық', sha256(line.appeal_id::text::bytea), proposer.id, line.at, 'approved', decider.id, line.at
        from (select register_code, number, appeal_id, null::uuid as outgoing_id, registered_at as at from registration
          union all select register_code, number, appeal_id, id, taken_at from outgoing) line,
          (select id from staff where login = 'looks-1') proposer, (select id from staff where login = 'looks-2') decider
        where line.number % 200 = 3`,
    ]
    for (const statement of statements) await statement.execute(trx)
  })
}

/** Who looks: an auditor, and a head of two units. They answer none themselves. Answers the cookies of each. */
export async function lookers({ context, owner }: Stage): Promise<ReadonlyMap<StaffRole, string>> {
  const tokens = new Map<StaffRole, string>()
  for (const [n, role] of (['auditor', 'head'] as const).entries()) {
    const { id } = await owner
      .selectFrom('staff')
      .select('id')
      .where('login', '=', `looks-${n + 1}`)
      .executeTakeFirstOrThrow()
    await recordRole(owner, { staffId: id, role, change: 'granted' }, null, context.now())
    for (const code of ['bench-1', 'bench-2']) {
      const unit = await owner
        .selectFrom('unit')
        .select('id')
        .where('code', '=', code)
        .executeTakeFirstOrThrow()
      await recordMember(owner, { staffId: id, unitId: unit.id, change: 'joined' }, null, context.now())
    }
    tokens.set(role, await openSession(context.db, { staffId: id }, context.now(), 720))
  }
  return tokens
}

/**
 * Asks as this role; answers how long the server took, in milliseconds. On a quick machine one person comes to the
 * limit of their requests: then it waits as it was told, and that refusal is not counted.
 */
export function asking({ origin, served }: Stage, tokens: ReadonlyMap<StaffRole, string>) {
  let asks = 0
  const ask = async (role: StaffRole, path: string): Promise<{ ms: number; text: string }> => {
    asks += 1
    served.length = 0
    const answer = await fetch(`${origin}/api/office/${path}`, {
      headers: {
        cookie: `otinish_session=${tokens.get(role)}`,
        // From many addresses: one alone would be told to ask more slowly.
        'x-forwarded-for': `10.2.${Math.floor(asks / 50) % 250}.1`,
      },
    })
    const text = await answer.text()
    if (answer.status === 429) {
      await setTimeout(5000)
      return await ask(role, path)
    }
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text}`)
    // The server notes its time when the answer has left, which may be a moment later.
    while (served.length === 0) await setTimeout(1)
    return { ms: served.at(-1) ?? 0, text }
  }
  return ask
}
