import { sql } from 'kysely'
import { transitions } from '../../domain/appeal/status.ts'
import type { StaffRole } from '../../domain/person/role.ts'
import { recordRole } from '../../server/person/role-store.ts'
import { openSession } from '../../server/person/session-store.ts'
import { foldChanges } from '../../server/sight/folded-store.ts'
import { recordMember } from '../../server/unit/unit-store.ts'
import { addClients, appealsPerClient } from './add-clients.ts'
import { type Figure, quantile, round } from './figures.ts'
import { onStage, type Stage } from './stage.ts'

const rounds = 60
const warmUp = 6
/** In work, in both: as in the benches of lists and search, it is the year that grows. */
const openAppeals = 300
const sizes = { few: 10_000, many: 100_000 }

/** A year of the company; the auditor lists all of it, the head what is of two units, by contract nothing is folded. */
const looks = {
  year: { role: 'auditor', query: 'period=2025' },
  'year of a head': { role: 'head', query: 'period=2025' },
  'year by contract': { role: 'auditor', query: 'period=2025&contractKind=RENT_BUYOUT' },
} as const
type Name = keyof typeof looks

/**
 * The figures of a year in which 10,000 and in which 100,000 appeals came, with the same open work. Asked in turn, so
 * that a slower minute slows both.
 */
export async function sightFigures(): Promise<Figure[]> {
  return await onStage(async (small) => await onStage(async (large) => await compare(small, large)))
}

async function compare(small: Stage, large: Stage): Promise<Figure[]> {
  await fill(small, sizes.few)
  await fill(large, sizes.many)
  const asked = [await open(small), await open(large)] as const
  for (let n = -warmUp; n < rounds; n += 1) {
    for (const name of Object.keys(looks) as Name[]) for (const one of asked) await one.ask(name, n >= 0)
  }
  const [few, many] = asked
  return (Object.keys(looks) as Name[]).map((name) => {
    const [fewMs, manyMs] = [quantile(few.times[name], 0.5), quantile(many.times[name], 0.5)]
    return {
      name: `figures of a ${name} at 100,000 appeals`,
      value: round(manyMs / fewMs),
      unit: 'ratio of medians',
      against: 'itself at 10,000',
      // What the sums do not know is counted from the appeals, and grows with them.
      ...(name === 'year by contract' ? {} : { budget: 1.5, hard: true }),
      from: { manyMs: round(manyMs), fewMs: round(fewMs) },
    }
  })
}

/**
 * Six units of four executors, two types each; those that are not open were answered within four weeks. Who looks
 * answers none: what a head answers elsewhere is counted from the appeals, and grows with it.
 */
async function fill({ owner, context }: Stage, appeals: number): Promise<void> {
  await addClients(owner, 1, appeals / appealsPerClient)
  await sql`insert into unit (id, code, name, created_at)
    select gen_random_uuid(), 'bench-' || n, '{"kk": "Бөлім", "ru": "Отдел", "en": "Unit"}', '2025-01-01Z'
    from generate_series(1, 6) n`.execute(owner)
  await sql`insert into staff (id, login, surname, given_name, password_hash, totp_secret, language, active, created_at)
    select gen_random_uuid(), login, 'Үлгі', 'Қызметкер', '', '', 'kk', true, '2025-01-01Z'
    from (select 'bench-' || n as login from generate_series(1, 24) n
      union all values ('looks-1'), ('looks-2')) one`.execute(owner)
  const nth = sql`abs(hashtext(appeal.id::text))`
  await sql`update appeal set unit_id = unit.id, executor_id = staff.id, type_id = kind.id,
      registration_date = came.day, due_date = came.day + 21,
      status = case when came.open then ${transitions.takeIntoWork.to} else ${transitions.execute.to} end,
      closed_on = case when came.open then null else came.day + came.days * 7 / 5 end,
      answered_in = case when came.open then null else came.days end,
      late = not came.open and came.days > 18, extended = came.days > 17,
      outcome = case when came.open then null else (array['satisfied', 'explained', 'refused'])[1 + came.days % 3] end
    from (select id, n % 6 as unit, n % 24 as staff, n % 12 as kind, date '2025-01-01' + n % 340 as day,
        (n / 340) % 20 as days, place <= ${openAppeals} as open
      from (select appeal.id, ${nth} as n, row_number() over (order by appeal.id) as place
        from appeal where sent_at is not null) one) came,
      (select id, row_number() over (order by code) - 1 as n from unit where code like 'bench-%') unit,
      (select id, row_number() over (order by login) - 1 as n from staff where login like 'bench-%') staff,
      (select id, row_number() over (order by code) - 1 as n from (select id, code from appeal_type order by code limit 12) these) kind
    where came.id = appeal.id and unit.n = came.unit and staff.n = came.staff and kind.n = came.kind`.execute(
    owner,
  )
  await foldChanges(context.db)
  await sql`vacuum analyze`.execute(owner)
}

async function open({ context, owner, served, origin }: Stage) {
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
  const times: Record<Name, number[]> = { year: [], 'year of a head': [], 'year by contract': [] }
  let asks = 0
  const ask = async (name: Name, counts: boolean): Promise<void> => {
    asks += 1
    served.length = 0
    const answer = await fetch(`${origin}/api/office/figures?${looks[name].query}`, {
      headers: {
        cookie: `otinish_session=${tokens.get(looks[name].role)}`,
        'x-forwarded-for': `10.2.${Math.floor(asks / 50) % 250}.1`,
      },
    })
    if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}: ${await answer.text()}`)
    await answer.arrayBuffer()
    while (served.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    if (counts) times[name].push(served.at(-1) ?? 0)
  }
  return { ask, times }
}
