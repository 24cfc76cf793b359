import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { standingFor } from '../../domain/appeal/can.ts'
import { type Act, officeActs } from '../../domain/appeal/rights.ts'
import { actions, sentStatuses } from '../../domain/appeal/status.ts'
import { staffRoles } from '../../domain/person/role.ts'
import { modelWorld } from '../../test/duty-model/run.ts'
import type { SignedWorld } from '../../test/signed-world.ts'
import { factsOfAll } from '../appeal/facts-store.ts'
import { scopeOf } from '../appeal/scope-store.ts'
import type { Asker } from '../context.ts'

// docs/office.md 3: `can` asks the table of rights of one appeal, `scopeOf` of all of them in SQL.
let world: SignedWorld
let owner: ReturnType<typeof connect>
let units: string[]
let people: string[]
beforeAll(async () => {
  world = await modelWorld(14)
  owner = connect(world.database.ownerUrl)
  const { db } = world.context
  units = (await db.selectFrom('unit').select('id').orderBy('code').execute()).map(({ id }) => id)
  people = (await db.selectFrom('staff').select('id').orderBy('login').execute()).map(({ id }) => id)
}, 360_000)
afterAll(async () => {
  await owner.destroy()
  await world.close()
})

/** Every appeal is another one: status, unit, executor, who helps, what is asked. */
async function stir(salt: number): Promise<void> {
  const { now } = world.context
  const one = (list: readonly string[], word: string) =>
    sql`(${[...list]}::text[])[1 + abs(hashtext(id::text || ${`${word}${salt}`})) % ${list.length}]`
  const somebody = (word: string) =>
    sql`case when abs(hashtext(id::text || ${`${word}?${salt}`})) % 3 = 0 then null else ${one(people, word)}::uuid end`
  await sql`update appeal set status = ${one(sentStatuses, 'status')}, executor_id = ${somebody('executor')},
    unit_id = case when abs(hashtext(id::text || ${`unit?${salt}`})) % 5 = 0 then null else ${one(units, 'unit')}::uuid end,
    co_executor_ids = array_remove(array[${somebody('first')}, ${somebody('second')}]::uuid[], null)`.execute(
    owner,
  )
  await owner.deleteFrom('question').execute()
  await sql`insert into question (id, appeal_id, unit_id, text, answer_by, asked_by, asked_at, answered_at, answered_by, answer)
    select gen_random_uuid(), id, ${one(units, 'asked')}::uuid, 'Не дейсіз?', '2026-01-20', ${people[0]}::uuid,
      ${new Date(now())}, null, null, null
    from appeal where abs(hashtext(id::text || ${`asked?${salt}`})) % 3 = 0`.execute(owner)
}

const acts: readonly Act[] = [...officeActs, ...actions]

test('a right is the same asked of one appeal and of all of them, whatever the office is', async () => {
  const some = (ids: readonly string[], maxLength: number) =>
    fc.uniqueArray(fc.constantFrom(...ids), { maxLength })
  const askers = fc.record({
    id: fc.constantFrom(...people),
    roles: fc.uniqueArray(fc.constantFrom(...staffRoles), { minLength: 1, maxLength: 3 }),
    units: some(units, 2),
    below: some(units, 2),
    insteadOf: some(people, 2),
    unitsFor: some(units, 1),
    atTop: fc.boolean(),
    seesAll: fc.boolean(),
  })
  let allowed = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.array(askers, { minLength: 3, maxLength: 3 }), async (salt, several) => {
      await stir(salt)
      const { db } = world.context
      const all = (await db.selectFrom('appeal').select('id').execute()).map(({ id }) => id)
      const facts = await factsOfAll(db, all)
      for (const { id, roles, units: own, below, insteadOf, unitsFor, atTop, seesAll } of several) {
        const unitsBelow = roles.includes('head') ? [...new Set([...own, ...below])] : own
        const others = insteadOf.filter((one) => one !== id)
        const duty = { units: own, unitsBelow, insteadOf: others, unitsFor, atTop, seesAll }
        const asker: Asker = { kind: 'staff', id, sessionId: '', language: 'kk', roles, duty }
        for (const act of acts) {
          const found = await db.selectFrom('appeal').select('id').where(scopeOf(asker, act)).execute()
          const bySql = found.map((row) => row.id).sort()
          const byRule = [...facts]
            .filter(([, one]) => standingFor(asker, act, one).length > 0)
            .map(([one]) => one)
          expect(bySql, `${act} of ${JSON.stringify(asker)}`).toEqual(byRule.sort())
          allowed += bySql.length
        }
      }
    }),
    { numRuns: 60 },
  )
  expect(allowed).toBeGreaterThan(1000)
}, 480_000)
