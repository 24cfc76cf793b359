import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { sentStatuses } from '../../domain/appeal/status.ts'
import { ends } from '../../domain/sight/figure.ts'
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
  const cells = async () => {
    const { rows } = await sql`select month, unit_id, routed, executor_id, type_id, sum(received) as received,
        sum(answered) as answered, sum(late) as late, sum(extended) as extended, sum(returned) as returned
      from sight_count group by 1, 2, 3, 4, 5
      having sum(received) <> 0 or sum(answered) <> 0 or sum(returned) <> 0 order by 1, 2, 3, 4, 5`.execute(
      owner,
    )
    const days = await sql`select month, unit_id, type_id, days, sum(answers) as answers from sight_days
      group by 1, 2, 3, 4 having sum(answers) <> 0 order by 1, 2, 3, 4`.execute(owner)
    return { counts: rows, days: days.rows }
  }
  const counted = async () => {
    const { rows } =
      await sql`select one.month, unit_id, routed_at is not null as routed, executor_id, type_id,
        sum(one.received) as received, sum(one.answered) as answered, sum(one.late) as late,
        sum(one.extended) as extended, sum(one.returned) as returned
      from appeal, sight_counts_of(appeal) as one group by 1, 2, 3, 4, 5
      having sum(one.received) <> 0 or sum(one.answered) <> 0 or sum(one.returned) <> 0 order by 1, 2, 3, 4, 5`.execute(
        owner,
      )
    const days = await sql`select sight_month(closed_on) as month, unit_id, type_id, answered_in as days,
        count(*) as answers from appeal
      where answered_in is not null and closed_on is not null and status = ${ends.answered} group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(
      owner,
    )
    return { counts: rows, days: days.rows }
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
    fold: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
      for (const { place, unit, executor, status, closed, days, late, fold } of changes) {
        await sql`update appeal set unit_id = ${unit}, status = ${status}, executor_id = ${executor}, closed_on = ${closed}::date,
            answered_in = ${days}, late = ${late}
          where id = (select id from appeal order by id offset ${place} limit 1)`.execute(owner)
        if (fold) await foldChanges(world.context.db)
      }
      expect(await cells()).toEqual(await counted())
    }),
    { numRuns: 15 },
  )
  await owner.destroy()
})
