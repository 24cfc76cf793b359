import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { sentStatuses } from '../../domain/appeal/status.ts'
import { outcomes } from '../../domain/reply/reply.ts'
import { ends, type FlowCounter, flowCounters } from '../../domain/sight/figure.ts'
import { firstUnit, makeUnit, registeredAppeals } from '../../test/office.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import { foldChanges } from './folded-store.ts'

let world: SignedWorld
let units: string[]
beforeAll(async () => {
  world = await createSignedWorld()
  units = [await firstUnit(world), await makeUnit(world, 'other')]
  await registeredAppeals(world, await issueKey(world.authority), 5)
})
afterAll(() => world.close())

test('the folded sums are those of the appeals after any change, and folding changes nothing', async () => {
  const owner = connect(world.database.ownerUrl)
  const sums = sql.raw(flowCounters.map((name) => `sum(${name})::int as ${name}`).join(', '))
  const some = sql.raw(flowCounters.map((name) => `sum(${name}) <> 0`).join(' or '))
  const cells = async () => {
    const { rows } = await sql<
      Record<string, unknown>
    >`select month::text, unit_id, routed, executor_id, type_id, ${sums}
      from sight_count group by 1, 2, 3, 4, 5 having ${some}`.execute(owner)
    const days = await sql`select month, unit_id, type_id, days, sum(answers) as answers from sight_days
      group by 1, 2, 3, 4 having sum(answers) <> 0 order by 1, 2, 3, 4`.execute(owner)
    return { counts: inOrder(rows), days: days.rows }
  }
  const counted = async () => {
    const { rows: days } =
      await sql`select sight_month(closed_on) as month, unit_id, type_id, answered_in as days,
        count(*) as answers from appeal
      where answered_in is not null and closed_on is not null and status = ${ends.answered} group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(
        owner,
      )
    return { counts: inOrder(await naiveCells(owner)), days }
  }
  const someDay = fc.constantFrom('2025-12-31', '2026-01-01', '2026-01-31', '2026-02-01')
  const change = fc.record({
    place: fc.nat(4),
    unit: fc.constantFrom(...units, null),
    executor: fc.constantFrom(world.people.executor.id, world.people.otherExecutor.id, null),
    status: fc.constantFrom(...sentStatuses),
    closed: fc.option(someDay),
    days: fc.option(fc.nat(40)),
    late: fc.boolean(),
    extended: fc.boolean(),
    outcome: fc.constantFrom(...outcomes, null),
    fold: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
      for (const { place, unit, executor, status, closed, days, late, extended, outcome, fold } of changes) {
        await sql`update appeal set unit_id = ${unit}, status = ${status}, executor_id = ${executor}, closed_on = ${closed}::date,
            answered_in = ${days}, late = ${late}, extended = ${extended}, outcome = ${outcome}
          where id = (select id from appeal order by id offset ${place} limit 1)`.execute(owner)
        if (fold) await foldChanges(world.context.db)
      }
      expect(await cells()).toEqual(await counted())
    }),
    { numRuns: 15 },
  )
  await owner.destroy()
})

const inOrder = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort()

/** The same by hand, apart from the triggers: what came in its month, what ended in the month of its end. */
async function naiveCells(owner: ReturnType<typeof connect>): Promise<Record<string, unknown>[]> {
  const appeals = await owner.selectFrom('appeal').selectAll().where('status', '<>', 'draft').execute()
  const found = new Map<string, Record<string, unknown>>()
  const add = (day: string | null, of: (typeof appeals)[number], counters: readonly FlowCounter[]) => {
    if (day === null || counters.length === 0) return
    const { unit_id, executor_id, type_id } = of
    const cell = {
      month: `${day.slice(0, 7)}-01`,
      unit_id,
      routed: of.routed_at !== null,
      executor_id,
      type_id,
    }
    const key = JSON.stringify(cell)
    const zeros = Object.fromEntries(flowCounters.map((name) => [name, 0]))
    const row = found.get(key) ?? { ...cell, ...zeros }
    for (const name of counters) row[name] = Number(row[name]) + 1
    found.set(key, row)
  }
  for (const one of appeals) {
    add(one.registration_date, one, ['received'])
    if (one.status === ends.returned) add(one.closed_on, one, ['returned'])
    if (one.status === ends.forwarded) add(one.closed_on, one, ['forwarded'])
    if (one.status !== ends.answered) continue
    const more = [one.late === true && 'late', one.extended === true && 'extended', one.outcome] as const
    add(one.closed_on, one, ['answered', ...more.filter((name) => name !== false && name !== null)])
  }
  return [...found.values()]
}
