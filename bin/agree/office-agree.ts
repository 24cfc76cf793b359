import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { rolesFor } from '../../domain/appeal/rights.ts'
import { openStatuses, type Status, sentStatuses, unnumberedStatuses } from '../../domain/appeal/status.ts'
import { struckStatuses } from '../../domain/book/book.ts'
import { contractKinds } from '../../domain/contract/contract.ts'
import { appealGroups } from '../../domain/mailbox/desk.ts'
import {
  exactCount,
  queueBack,
  queueOutcomes,
  queueSorts,
  queueTerms,
  queueWaits,
  queueWhose,
} from '../../domain/mailbox/queue.ts'
import { queueAddress } from '../../domain/mailbox/queue-address.ts'
import { type StaffRole, staffRoles } from '../../domain/person/role.ts'
import { addStaff } from '../../server/person/add-staff.ts'
import { recordRole } from '../../server/person/role-store.ts'
import { openSession } from '../../server/person/session-store.ts'
import { staffAsker } from '../../server/person/staff-asker-store.ts'
import { keepSearch } from '../../server/search/keep-search.ts'
import { foldChanges } from '../../server/sight/folded-store.ts'
import { recordMember } from '../../server/unit/unit-store.ts'
import type { Queue, Views } from '../../wire/queue.ts'
import { addClients } from '../bench/add-clients.ts'
import { onStage, type Stage } from '../bench/stage.ts'
import { type Random, seededRandom } from '../fuzz/random.ts'
import { leaveUnregistered, writeAtRandom } from './book-acts.ts'
import { compareBooks, compareRegister } from './compare-books.ts'
import { compareDesk } from './compare-desk.ts'
import { compareFigures } from './compare-figures.ts'
import { actAtRandom } from './random-acts.ts'
import { sheetRows } from './sheet-rows.ts'

const clients = 8
const unitCount = 3
const staffCount = 6
/** Appeals that get their number while all is compared. */
const unregistered = 8
/** Those who have lists: an office of others has nothing to compare. */
const listing = rolesFor('list')
const beginsAs: readonly (readonly StaffRole[])[] = [
  ['executor'],
  ['head'],
  ['registrar'],
  ['auditor'],
  ['executor', 'head'],
  ['executor'],
]

/** What did not agree, by seed; empty: everything did. `asked`: lists that were compared, with something in them. */
export interface Agreement {
  readonly differences: readonly string[]
  readonly lists: number
  readonly rows: number
  /** Acts of the office that were done by the product's own functions. */
  readonly acts: number
  /** Numbers of figures that were more than nothing. */
  readonly numbers: number
  /** Appeals that lay on desks. */
  readonly onDesks: number
  /** Lines of the register books that were compared, by the role that saw them; writings in the registers. */
  readonly lines: Readonly<Record<string, number>>
  readonly written: number
}

interface Somebody {
  readonly id: string
  readonly token: string
}

/**
 * Random people, roles, filters and acts on one random world; for each seed a list of somebody's is counted by its tab,
 * walked page by page, and taken away as CSV and as XLSX: all of them must be the same appeals. Every number of the
 * figures must be the total of its list, and so must every heading of a desk, with no appeal under two of them; the
 * register books must have the lines that the history tells.
 */
export async function officeAgree(
  seeds: readonly number[],
  told: (seed: number) => void,
): Promise<Agreement> {
  return await onStage(async (stage) => {
    await addClients(stage.owner, 1, clients)
    await keepSearch(stage.context, 'lacking')
    const units = await addUnits(stage)
    const people: Somebody[] = []
    for (let n = 0; n < staffCount; n += 1) people.push(await addSomebody(stage, n, units))
    await spread(stage, units)
    await leaveUnregistered(stage.owner, unregistered)
    const differences: string[] = []
    let [lists, rows, acts, numbers, onDesks, written] = [0, 0, 0, 0, 0, 0]
    const lines: Record<string, number> = {}
    for (const seed of seeds) {
      const random = seededRandom(seed)
      await changeOffice(stage, random, units, people)
      // Most of what changes, changes as people change it; what they rarely come to, by the tables.
      for (let n = 0; n < 4; n += 1)
        if (await actAtRandom(stage.context, random, { units, people })) acts += 1
      for (let n = 0; n < 3; n += 1) if (await writeAtRandom(stage.context, random, people)) written += 1
      if (random.below(3) === 0) await stir(stage, random, people, units)
      if (random.below(3) === 0) await foldChanges(stage.context.db)
      const found = await compare(stage, random.pick(people), random, units, people)
      if (found.difference !== null) differences.push(`seed ${seed}: ${found.difference}`)
      if (found.rows > 0) lists += 1
      rows += found.rows
      const { token } = random.pick(people)
      const ask = askAs(stage, token, random)
      const figures = await compareFigures(ask, random, units)
      if (figures.difference !== null) differences.push(`seed ${seed}: figures ${figures.difference}`)
      numbers += figures.numbers
      const desk = await compareDesk(askAs(stage, random.pick(people).token, random))
      if (desk.difference !== null) differences.push(`seed ${seed}: desk, ${desk.difference}`)
      onDesks += desk.appeals
      const register = await compareRegister(stage.context)
      if (register !== null) differences.push(`seed ${seed}: ${register}`)
      for (const { role, person } of await readers(stage, random, people)) {
        const books = await compareBooks(askAs(stage, person.token, random), stage.context, random, person.id)
        if (books.difference !== null) differences.push(`seed ${seed}: book ${books.difference}`)
        lines[role] = (lines[role] ?? 0) + books.lines
      }
      told(seed)
    }
    return { differences, lists, rows, acts, numbers, onDesks, lines, written }
  })
}

/** Somebody of each role that reads the books, where there is one, and somebody else. */
async function readers(
  { context: { db, now } }: Stage,
  random: Random,
  people: readonly Somebody[],
): Promise<{ role: string; person: Somebody }[]> {
  const askers = await Promise.all(people.map(({ id }) => staffAsker(db, id, now())))
  const having = (role: StaffRole) => people.filter((_, n) => askers[n]?.roles.includes(role))
  const of = rolesFor('readRegister').flatMap((role) => {
    // Alone if anybody has it alone: with another role they would see what that one sees.
    const alone = having(role).filter((one) =>
      rolesFor('readRegister').every((other) => other === role || !having(other).includes(one)),
    )
    const some = alone.length > 0 ? alone : having(role)
    return some.length === 0 ? [] : [{ role, person: random.pick(some) }]
  })
  return [...of, { role: 'anybody', person: random.pick(people) }]
}

/** Asks from an address of its own each time: one alone would be told to ask more slowly. */
const askAs =
  ({ origin }: Stage, token: string, random: Random) =>
  (path: string): Promise<Response> =>
    fetch(`${origin}/api/office/${path}`, {
      headers: {
        cookie: `otinish_session=${token}`,
        'x-forwarded-for': `10.${random.below(250)}.${random.below(250)}.${random.below(250)}`,
      },
    })

async function addUnits({ owner, context }: Stage): Promise<string[]> {
  const made = new Date(context.now())
  const name = JSON.stringify({ kk: 'Бөлім', ru: 'Отдел', en: 'Unit' })
  for (let n = 1; n < unitCount; n += 1) {
    await owner
      .insertInto('unit')
      .values({ id: randomUUID(), code: `unit-${n}`, name, parent_id: null, head_id: null, created_at: made })
      .execute()
  }
  return (await owner.selectFrom('unit').select('id').orderBy('code').execute()).map(({ id }) => id)
}

async function addSomebody({ context }: Stage, n: number, units: readonly string[]): Promise<Somebody> {
  const name = { family: `Үлгі${'әғқңө'[n] ?? 'ұ'}`, given: 'Қызметкер', patronymic: null }
  const { staffId: id } = await addStaff(context, {
    login: `agree-${n}`,
    name,
    roles: [...(beginsAs[n % beginsAs.length] ?? [])],
    extension: null,
    password: 'Тау-Көл-Жел-2026',
    units: [n % 2 === 0 ? 'office' : `unit-${1 + (n % (units.length - 1))}`],
  })
  return { id, token: await openSession(context.db, { staffId: id }, context.now(), 720) }
}

/** What was made of whole shapes lies in no unit and is mostly over: here it is everybody's, and half of it in work. */
async function spread({ owner }: Stage, units: readonly string[]): Promise<void> {
  await sql`update appeal set routed_at = coalesce(routed_at, sent_at),
    unit_id = (${[...units]}::uuid[])[1 + abs(hashtext(id::text)) % ${units.length}],
    status = case when abs(hashtext(id::text)) % 2 = 0 and number is not null then 'registered' else status end,
    executor_id = case when abs(hashtext(id::text)) % 2 = 0 and number is not null then null else executor_id end
    where sent_at is not null`.execute(owner)
}

/** Roles, units and absences change. */
async function changeOffice(
  { owner, context }: Stage,
  random: Random,
  units: string[],
  people: Somebody[],
): Promise<void> {
  const at = context.now()
  const { id } = random.pick(people)
  const role: StaffRole = random.below(3) > 0 ? random.pick(listing) : random.pick(staffRoles)
  const change = random.below(4) > 0 ? 'granted' : 'withdrawn'
  await recordRole(owner, { staffId: id, role, change }, null, at)
  const unitId = random.pick(units)
  await recordMember(
    owner,
    { staffId: id, unitId, change: random.below(3) > 0 ? 'joined' : 'left' },
    null,
    at,
  )
  const other = random.pick(people).id
  if (other !== id && random.below(4) === 0) {
    await owner.deleteFrom('absence').execute()
    const days = { from_day: '2026-06-09', to_day: '2026-06-12' }
    const absence = {
      staff_id: id,
      deputy_id: other,
      reason: 'leave' as const,
      recorded_at: new Date(at),
      ...days,
    }
    await owner
      .insertInto('absence')
      .values({ id: randomUUID(), ...absence })
      .execute()
  }
}

/** Executors, statuses, dates and verdicts change by the tables. */
async function stir(
  { owner }: Stage,
  random: Random,
  people: readonly Somebody[],
  units: readonly string[],
): Promise<void> {
  const [id, other] = [random.pick(people).id, random.pick(people).id]
  // What came to nothing did so by its event alone, what has no number yet gets it by the register: the books are
  // compared with the history.
  const others: readonly Status[] = [...struckStatuses, ...unnumberedStatuses]
  const those = sentStatuses.filter((status) => !others.includes(status))
  const some = sql`id in (select id from appeal where status in (${sql.join(those)})
    order by md5(id::text || ${random.below(1e6)}) limit 12)`
  await sql`update appeal set status = ${random.pick(those)}, unit_id = ${random.pick([...units, null])},
    executor_id = ${random.pick([id, other, null])}, due_date = date '2026-06-10' + ${random.below(30) - 10}::int,
    co_executor_ids = case when ${random.below(4) === 0} then array[${other}::uuid] else '{}' end,
    closed_on = ${random.pick(['2026-01-12', '2026-01-31', '2026-02-01', '2026-02-20', null])}::date,
    answered_in = ${random.pick([0, 3, 15, null])}, late = ${random.below(2) === 0}, extended = ${random.below(3) === 0},
    outcome = ${random.pick(['satisfied', 'refused', 'partly', null])}
    where ${some}`.execute(owner)
  const author = people[0]?.id ?? id
  await sql`insert into reply (id, appeal_id, kind, state, author_id, created_at, saved_at)
    select gen_random_uuid(), id, 'answer', ${random.pick(['proposed', 'draft'])}, ${author}::uuid, now(), now()
    from appeal where ${some} on conflict do nothing`.execute(owner)
  await sql`update signature set revocation = ${random.pick(['good', 'unknown', 'not_checked'])} where letter_id in (
    select id from prepared_letter order by md5(id::text || ${random.below(1e6)}) limit 5)`.execute(owner)
}

/** A few of the filters, or none: many at once find nothing, and nothing agrees with everything. */
function randomFilter(random: Random, units: readonly string[], people: readonly Somebody[]) {
  const narrowed = {
    q: random.pick(['жалдау', 'үлгі клиент', 'АВ-2', '000000000003', '26-000042', 'қызметкер', 'жоқ сөз']),
    whose: random.pick(queueWhose),
    status: random.pick(openStatuses),
    unit: random.pick([...units, 'none', 'some', 'notYet']),
    executor: random.pick([...people.map(({ id }) => id), 'none', 'absent']),
    contractKind: random.pick(contractKinds),
    due: random.pick(queueTerms),
    closedFrom: random.pick(['2026-01-13', '2026-02-01']),
    closedTo: random.pick(['2026-01-31', '2026-02-19']),
    late: random.pick(['yes', 'no'] as const),
    extended: random.pick(['yes', 'no'] as const),
    outcome: random.pick(queueOutcomes),
    signature: random.pick(['good', 'unknown', 'not_checked'] as const),
    waits: random.pick([...queueWaits, 'any' as const]),
    links: random.pick(['none'] as const),
    back: random.pick(queueBack),
    desk: random.pick(appealGroups),
  }
  const keys = Object.keys(narrowed) as (keyof typeof narrowed)[]
  const chosen = new Set(Array.from({ length: random.pick([0, 1, 1, 1, 2, 3]) }, () => random.pick(keys)))
  const begins = {
    q: '',
    whose: 'all' as const,
    status: random.below(2) === 0 ? ('any' as const) : undefined,
  }
  const some: Partial<typeof narrowed> = Object.fromEntries(
    Object.entries(narrowed).filter(([key]) => chosen.has(key as keyof typeof narrowed)),
  )
  const sort = random.pick(queueSorts)
  const order = random.pick(['asc', 'desc'] as const)
  return { ...begins, ...some, sort, order }
}

async function compare(
  { origin }: Stage,
  { token }: Somebody,
  random: Random,
  units: readonly string[],
  people: readonly Somebody[],
): Promise<{ difference: string | null; rows: number }> {
  const query = queueAddress(randomFilter(random, units, people))
  let asks = 0
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    asks += 1
    return await fetch(`${origin}/api/office/queue${path}`, {
      ...init,
      headers: {
        cookie: `otinish_session=${token}`,
        origin,
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
        'x-forwarded-for': `10.${random.below(250)}.${random.below(250)}.${asks}`,
        ...init.headers,
      },
    })
  }
  const kept = await ask('/preference', {
    method: 'PUT',
    body: JSON.stringify({ columns: ['coupon'], dense: false }),
  })
  // Whose roles have no list: nothing of it may be given in any other shape.
  if (kept.status === 403) {
    const others = await Promise.all([ask(`?${query}`), ask(`/export?format=csv&${query}`), ask('/views')])
    const open = others.filter(({ status }) => status !== 403)
    return { difference: open.length === 0 ? null : 'a role without the list is let in elsewhere', rows: 0 }
  }
  const walked: string[] = []
  let first: Queue | undefined
  for (let page = 1; ; page += 1) {
    const list = (await (await ask(`?${query}&size=25&page=${page}`)).json()) as Queue
    first ??= list
    walked.push(...list.rows.map(({ coupon }) => coupon))
    if (!list.hasNext) break
  }
  const saved = await ask('/views', {
    method: 'POST',
    headers: { 'idempotency-key': randomUUID() },
    body: JSON.stringify({ name: 'Көрініс', query }),
  })
  const view = ((await saved.json()) as Views).views.at(-1)
  await ask(`/views/${view?.id}`, { method: 'DELETE' })
  const csv = parse(await (await ask(`/export?format=csv&${query}`)).text(), {
    bom: true,
    delimiter: ';',
  }) as string[][]
  const inCsv = csv.slice(1).map(([coupon = '']) => coupon)
  const sheet = sheetRows(Buffer.from(await (await ask(`/export?format=xlsx&${query}`)).arrayBuffer()))
  const inXlsx = sheet.slice(1).map(([coupon = '']) => coupon)
  const told = {
    list: first.total,
    tab: view?.total,
    walked: walked.length,
    csv: inCsv.length,
    xlsx: inXlsx.length,
  }
  const counts = new Set(Object.values(told))
  const same = walked.join() === inCsv.join() && walked.join() === inXlsx.join()
  const agree =
    counts.size === 1 && same && new Set(walked).size === walked.length && walked.length <= exactCount
  return {
    difference: agree ? null : `${query}: ${JSON.stringify(told)}${same ? '' : ', other rows'}`,
    rows: walked.length,
  }
}
