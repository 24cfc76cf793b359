import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../test/world.ts'
import type { SecurityRow } from '../../wire/security-log.ts'

let now = Date.parse('2026-01-12T05:30:00Z')
let world: World
beforeAll(async () => {
  world = await createWorld({ now: new Date(now).toISOString() })
})
afterAll(() => world.close())

interface Page {
  rows: SecurityRow[]
  next: number | null
  codes: string[]
  people: { id: string }[]
}
const asked = async (person: keyof World['people'], query = '') => {
  const browser = await world.as(world.people[person])
  return asAsked((await browser.ask<Page>(`GET /api/office/security-log${query}`)).body)
}
/** Without what made the world: no request asked for it. */
const asAsked = ({ rows, ...page }: Page): Page => ({
  ...page,
  rows: rows.filter(({ request }) => request !== null),
})

test('auditors and administrators read it, by person, event, outcome and day; a client is a masked IIN', async () => {
  const { aigerim, executor, otherExecutor, administrator } = world.people
  const contacts = { address: 'Астана қ., Жаңа көшесі, 9-үй', phone: '+77011234568', email: '' }
  await (await world.as(aigerim)).ask('PATCH /api/profile', { body: contacts })
  await (await world.as(aigerim)).ask('GET /api/profile/data')
  await (await world.as(executor)).ask('GET /api/office/people')
  const chief = await world.as(administrator)
  await chief.ask(`POST /api/office/people/${otherExecutor.id}/code`)

  const { rows, next, codes, people } = await asked('auditor')
  expect(rows.map(({ code }) => code)).toEqual([
    'codeReset',
    'rightRefused',
    'ownDataTaken',
    'contactsChanged',
  ])
  expect([next, codes.length > 30, people.length > 3]).toEqual([null, true, true])
  const [reset, refused, , changed] = rows
  expect(reset).toMatchObject({ by: { id: administrator.id, kind: 'staff' }, whom: { id: otherExecutor.id } })
  expect(refused).toMatchObject({
    outcome: 'refused',
    whom: null,
    request: expect.stringMatching(/^[0-9a-f-]{36}$/),
    about: expect.arrayContaining([{ name: 'why', value: 'role_refused' }]),
  })
  expect(changed?.by).toMatchObject({ kind: 'client', name: expect.stringMatching(/^\d{4}••••\d{4}$/) })
  expect(JSON.stringify(rows)).not.toContain(aigerim.iin)

  const codesOf = async (query: string) => (await asked('auditor', query)).rows.map(({ code }) => code)
  expect(await codesOf(`?person=${otherExecutor.id}`)).toEqual(['codeReset'])
  expect(await codesOf('?code=ownDataTaken')).toEqual(['ownDataTaken'])
  expect(await codesOf('?outcome=refused')).toEqual(['rightRefused'])
  expect(
    [await codesOf('?day=2026-01-12'), await codesOf('?day=2026-01-11')].map((all) => all.length),
  ).toEqual([4, 0])

  // Administrators: people's access, not what was taken away.
  const chiefs = await asked('administrator')
  expect(chiefs.rows.map(({ code }) => code)).toEqual(['codeReset', 'rightRefused', 'contactsChanged'])
  expect((await asked('administrator', '?code=ownDataTaken')).rows).toEqual([])
})

test('everybody reads their own: of the last 90 days, and of nobody else', async () => {
  const { aigerim } = world.people
  const own = async (person: 'aigerim' | 'otherExecutor' | 'daniyar', query = '') =>
    asAsked((await (await world.as(world.people[person])).ask<Page>(`GET /api/account/events${query}`)).body)
  expect((await own('aigerim')).rows.map(({ code }) => code)).toEqual(['ownDataTaken', 'contactsChanged'])
  expect((await own('otherExecutor')).rows.map(({ code }) => code)).toEqual(['codeReset'])
  expect((await own('daniyar')).rows).toEqual([])
  for (let time = 0; time < 60; time += 1) {
    await (await world.as(aigerim)).ask('DELETE /api/session')
  }
  const first = await own('aigerim')
  expect([first.rows.length, typeof first.next]).toEqual([50, 'number'])
  const rest = await own('aigerim', `?before=${first.next}`)
  expect([rest.rows.length, rest.next]).toEqual([12, null])
  now += 91 * 86_400_000
  world.setNow(new Date(now).toISOString())
  expect((await own('aigerim')).rows).toEqual([])
})
