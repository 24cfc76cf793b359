import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addClients } from '../../bin/bench/add-clients.ts'
import { connect } from '../../db/connect.ts'
import { sentStatuses } from '../../domain/appeal/status.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { staffRoles } from '../../domain/person/role.ts'
import { partsSearchedBy, type SearchPart } from '../../domain/search/searchable.ts'
import { createSignedWorld, issueKey, type SignedWorld, sendFree } from '../../test/signed-world.ts'
import { publishCatalogue, readCatalogueFile } from '../catalogue/publish-appeal-type.ts'
import type { Db } from '../context.ts'
import { checkSearch } from '../doctor/check-data.ts'
import { importFiles } from '../import/import-files.ts'
import { takeOutgoingNumber } from '../registry/outgoing-store.ts'
import { registerDue } from '../registry/register.ts'
import { keepSearch } from './keep-search.ts'
import { matchesSearch } from './search-condition.ts'
import { keepWordsOf, snippetsOf } from './search-store.ts'

let world: SignedWorld
let ids: { rent: string; mortgage: string }
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  const key = await issueKey(world.authority)
  const aigerim = await world.as(world.people.aigerim)
  const rent = await sendFree(world, aigerim, key)
  const mortgage = await sendFree(world, aigerim, key, world.contracts.mortgage)
  ids = { rent: rent.body.id, mortgage: mortgage.body.id }
  await registerDue(world.context)
  await world.context.db.transaction().execute((trx) => answerUnderNumber(trx, ids.mortgage))
})
afterAll(() => world.close())

/** A letter of the company with an outgoing number, as sending leaves it. */
async function answerUnderNumber(trx: Db, appealId: string): Promise<void> {
  const [replyId, at, author_id] = [randomUUID(), new Date(world.context.now()), world.people.executor.id]
  const reply = { id: replyId, appeal_id: appealId, kind: 'answer', state: 'discarded', author_id } as const
  await trx
    .insertInto('reply')
    .values({ ...reply, created_at: at, saved_at: at })
    .execute()
  const counter = { register_code: 'outgoing', year: 2026, last_number: 6 }
  await trx.insertInto('register_counter').values(counter).execute()
  const { id } = await takeOutgoingNumber(trx, { appealId, replyId, now: world.context.now })
  const sent = { id: randomUUID(), appeal_id: appealId, kind: 'answer', author_id, sent_at: at } as const
  await trx
    .insertInto('correspondence')
    .values({ ...sent, outgoing_id: id })
    .execute()
  await keepWordsOf(trx, [appealId])
}

const readers = partsSearchedBy(['auditor'], 'list')
/** Of every sent appeal: what is tried here is where one searches. */
const matching = (db: Db, search: string, searched: readonly SearchPart[]) =>
  db
    .selectFrom('appeal')
    .select('appeal.id')
    .where('appeal.status', 'in', sentStatuses)
    .where(matchesSearch(search, searched))

async function found(search: string, searched: readonly SearchPart[] = readers): Promise<string[]> {
  const { db } = world.context
  const rows = await matching(db, search, searched).execute()
  const nameOf = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
  return rows.map(({ id }) => nameOf.get(id) ?? id).sort()
}
const kept = () => world.context.db.selectFrom('appeal_search').selectAll().orderBy('appeal_id').execute()

describe('everybody finds by what they may see alone', () => {
  const both = ['mortgage', 'rent']
  /** What is looked for, and the parts by which alone it is found. */
  const oracle: readonly [typed: string, parts: readonly SearchPart[], found: readonly string[]][] = [
    ['сапарова', ['card', 'letter'], both],
    ['тексеру', ['card'], both],
    ['АВ-71-004215', ['card', 'letter'], ['rent']],
    ['желтоқсан', ['letter'], both],
    ['Үлгі көшесі', ['letter'], both],
    ['921125270019', ['person'], both],
    ['+7 700 000 00 01', ['person'], both],
    ['еркін форматтағы', ['card'], both],
    ['26-000001', ['card', 'number'], ['rent']],
    ['2 / 2026-01-12', ['card', 'number'], ['mortgage']],
    ['Ш-26-000007', ['card', 'number'], ['mortgage']],
    ['№ ш-26-7', ['card', 'number'], ['mortgage']],
  ]
  const words = ['card', 'letter', 'person'] as const
  const sets: readonly (readonly SearchPart[])[] = [
    ...Array.from({ length: 8 }, (_, n) => words.filter((_part, at) => (n >> at) % 2 === 1)),
    ['number'],
    ['person', 'number'],
  ]

  test.each(oracle)('%s is found in %s', async (typed, parts, ids) => {
    for (const searched of sets) {
      const may = searched.some((part) => parts.includes(part))
      expect(await found(typed, searched), `${typed} in ${searched}`).toEqual(may ? ids : [])
    }
  })

  test('a role finds what the table of parts says, and two words in parts that it may not join find nothing', async () => {
    for (const role of staffRoles) {
      const searched = partsSearchedBy([role], role === 'callCentre' ? 'card' : 'list')
      for (const [typed, parts, ids] of oracle) {
        const may = searched.some((part) => parts.includes(part))
        expect(await found(typed, searched), `${role}: ${typed}`).toEqual(may ? ids : [])
      }
    }
    expect(await found('еркін желтоқсан', ['card', 'letter'])).toEqual(both)
    expect(await found('еркін желтоқсан', ['card'])).toEqual([])
    expect(await found('желтоқсан 921125270019', ['person', 'card'])).toEqual([])
    expect(await found('желтоқсан 921125270019', ['person', 'letter'])).toEqual(both)
  })

  test('who answers calls finds by the whole number, never by a piece or a name', async () => {
    const calls = partsSearchedBy(['callCentre'], 'card')
    for (const typed of ['1', '№ 1', '0001', '1 / 2026-01-12', '26-000001', '26-1', '26000001']) {
      expect(await found(typed, calls), typed).toEqual(['rent'])
    }
    for (const typed of [
      '1 / 2026-01-13',
      '26-00000',
      '26-000007',
      '000001 сапарова',
      '92112527',
      '7000000',
      'АВ-71-004215',
      'сап',
    ]) {
      expect(await found(typed, calls), typed).toEqual([])
    }
  })
})

describe('what search knows', () => {
  let right: Awaited<ReturnType<typeof kept>>
  beforeEach(async () => {
    await keepSearch(world.context, 'all')
    right = await kept()
    expect(right).toHaveLength(2)
  })

  test('is made for appeals of before, is told by the doctor until then, and goes on after a stop', async () => {
    const { db } = world.context
    expect(await checkSearch(world.context)).toMatchObject({ state: 'good', params: { n: 2 } })
    await db.deleteFrom('appeal_search').execute()
    expect(await found('сапарова')).toEqual([])
    expect(await checkSearch(world.context)).toMatchObject({ state: 'warning', params: { n: 2 } })
    expect(await keepSearch(world.context, 'lacking', () => true)).toBe(0)
    expect(await keepSearch(world.context, 'lacking')).toBe(2)
    expect(await kept()).toEqual(right)
    expect(await keepSearch(world.context, 'lacking')).toBe(0)
    await db.updateTable('appeal_search').set({ fold_version: 0 }).where('appeal_id', '=', ids.rent).execute()
    expect(await keepSearch(world.context, 'lacking')).toBe(1)
    expect(await kept()).toEqual(right)
  })

  test('is made whole again, whatever it was; the doctor compares', async () => {
    await world.context.db
      .updateTable('appeal_search')
      .set({ card: ' x ' })
      .where('appeal_id', '=', ids.rent)
      .execute()
    expect(await checkSearch(world.context)).toMatchObject({ state: 'warning', params: { n: 1 } })
    expect(await keepSearch(world.context, 'lacking')).toBe(0)
    expect(await keepSearch(world.context, 'all')).toBe(2)
    expect(await kept()).toEqual(right)
  })

  test('nothing is written where nothing has changed', async () => {
    const places = () =>
      sql<{ at: string }>`select ctid::text as at from appeal_search order by 1`.execute(world.context.db)
    const before = (await places()).rows
    await keepSearch(world.context, 'all')
    expect((await places()).rows).toEqual(before)
  })

  test('a client renamed by an import, and a category by a catalogue, are found by the new name', async () => {
    const { context } = world
    const csv =
      'iin;surname;given_name;patronymic;address;phone\n921125270019;Төлегенова;Айгерім;Ерланқызы;Астана қ., Үлгі көшесі, 1-үй;+77000000001\n'
    const report = await importFiles(
      context,
      [{ name: 'clients.csv', bytes: new TextEncoder().encode(csv) }],
      { dryRun: false },
    )
    expect(report).toMatchObject({ outcomes: [{ done: 'changed' }] })
    expect(await keepSearch(context, 'lacking')).toBe(2)
    expect(await found('толегенова')).toEqual(['mortgage', 'rent'])
    expect(await found('сапарова', ['card'])).toEqual([])
    const file = await readCatalogueFile()
    const categories = file.categories.map((one) => ({
      ...one,
      name: { ...one.name, ru: `${one.name.ru} переименованная` },
    }))
    await publishCatalogue(context, { ...file, categories }, plainDate('2026-01-12'))
    expect(await found('переименованная')).toEqual([])
    expect(await keepSearch(context, 'lacking')).toBe(2)
    expect(await found('переименованная')).toEqual(['mortgage', 'rent'])
    const jobs = await sql<{
      n: number
    }>`select count(*)::int as n from graphile_worker.jobs where task_identifier = 'keep-search'`.execute(
      context.db,
    )
    expect(jobs.rows[0]?.n).toBeGreaterThan(0)
  })

  test('a letter that is erased is found no more, nor shown', async () => {
    const { db } = world.context
    expect(await found('желтоқсан')).toEqual(['mortgage', 'rent'])
    expect((await snippetsOf(db, [ids.rent, ids.mortgage], 'желтоқсан')).get(ids.rent)).toContain(
      'Желтоқсан айындағы',
    )
    await db.updateTable('prepared_letter').set({ text: '' }).where('appeal_id', '=', ids.rent).execute()
    await db.transaction().execute((trx) => keepWordsOf(trx, [ids.rent]))
    expect(await found('желтоқсан')).toEqual(['mortgage'])
    expect([...(await snippetsOf(db, [ids.rent, ids.mortgage], 'желтоқсан')).keys()]).toEqual([ids.mortgage])
    expect((await kept()).find(({ appeal_id }) => appeal_id === ids.rent)?.letter.trim()).toBe('')
  })
})

test('a search goes by the indexes where the company is large', async () => {
  const owner = connect(world.database.ownerUrl)
  await addClients(owner, 1, 150)
  await keepSearch(world.context, 'lacking')
  await sql`vacuum analyze`.execute(owner)
  await owner.destroy()
  const { db } = world.context
  const indexesOf = async (search: string, searched: readonly SearchPart[] = readers): Promise<string> => {
    const query = matching(db, search, searched).compile()
    const { rows } = await db.executeQuery<{ 'QUERY PLAN': string }>({
      ...query,
      sql: `explain ${query.sql}`,
    })
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  }
  const inBoth = await indexesOf('төлегенова желтоқсан')
  expect(inBoth).toMatch(/appeal_search_card/)
  expect(inBoth).toMatch(/appeal_search_letter/)
  expect(inBoth).not.toMatch(/Seq Scan on appeal_search/)
  expect(await indexesOf('АВ-71-004215')).toMatch(/appeal_search_card/)
  for (const whole of ['921125270019', '+77000000009']) {
    expect(await indexesOf(whole)).toMatch(/appeal_person_sent/)
    expect(await indexesOf(whole)).not.toMatch(/Seq Scan on appeal/)
  }
  const calls = partsSearchedBy(['callCentre'], 'card')
  expect(await indexesOf('26-000001', calls)).toMatch(/coupon_year_number_key/)
  expect(await indexesOf('3864', calls)).toMatch(/appeal_number/)
})
