import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { makeStaff, makeUnit, registeredAppeals } from '../../test/office.ts'
import { giveMandate } from '../../test/people.ts'
import { answer, forward } from '../../test/reply.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { OwnAppeal } from '../../wire/follow-up.ts'
import type { GivenRating, RatingTexts } from '../../wire/rating.ts'
import type { Sight } from '../../wire/sight.ts'

const morning = '2026-01-12T05:00:00Z'
let world: SignedWorld
let key: OpenedKeyFile
let client: TestBrowser
let executor: TestBrowser
let head: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld(morning)
  key = await issueKey(world.authority)
  const { people } = world
  client = await world.as(people.aigerim)
  executor = await world.as(people.executor)
  head = await world.as(people.head)
})
afterAll(() => world.close())

async function taken(): Promise<string> {
  const [id = ''] = await registeredAppeals(world, key, 1)
  await executor.ask(`POST /api/office/appeals/${id}/take-into-work`)
  return id
}
async function answered(): Promise<{ id: string; letterId: string }> {
  const id = await taken()
  await answer(executor, head, id)
  return { id, letterId: (await seen(id)).mayRate ?? '' }
}
const seen = async (id: string, who = client) => (await who.ask<OwnAppeal>(`GET /api/appeals/${id}`)).body
const rate = (id: string, body: object, who = client) =>
  who.ask<GivenRating[]>(`PUT /api/appeals/${id}/rating`, { body })
const figures = async (who = head, more = '') =>
  (await who.ask<Sight>(`GET /api/office/figures?period=2026-01${more}`)).body.ratings
const texts = (who = head, more = '') => who.ask<RatingTexts>(`GET /api/office/ratings?period=2026-01${more}`)

describe('a client rates the answer', () => {
  test('with a step at once and words after it; a later step leaves the words, empty words take them away', async () => {
    const { id, letterId } = await answered()
    expect(await seen(id)).toMatchObject({ ratings: [] })
    const { body } = await rate(id, { letterId, step: 2 })
    expect(body).toEqual([{ letterId, step: 2, text: '', changeableUntil: '2026-01-26' }])
    await rate(id, { letterId, step: 2, text: '  Кеш болды ' })
    await rate(id, { letterId, step: 3 })
    expect((await seen(id)).ratings).toMatchObject([{ step: 3, text: 'Кеш болды' }])
    await rate(id, { letterId, step: 3, text: ' ' })
    expect((await seen(id)).ratings).toMatchObject([{ step: 3, text: '' }])
    expect((await rate(id, { letterId, step: 6 })).status).toBe(422)
    expect((await rate(id, { letterId, step: 3, text: 'а'.repeat(301) })).status).toBe(422)
  })

  test('two devices at once leave one rating', async () => {
    const { id, letterId } = await answered()
    const presses = await Promise.all([1, 5, 1, 5].map((step) => rate(id, { letterId, step })))
    expect(presses.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await seen(id)).ratings).toHaveLength(1)
  })

  test('and changes it for fourteen days', async () => {
    const { id, letterId } = await answered()
    await rate(id, { letterId, step: 4 })
    world.setNow('2026-01-26T18:59:00Z')
    client = await world.as(world.people.aigerim)
    expect((await rate(id, { letterId, step: 5 })).status).toBe(200)
    world.setNow('2026-01-26T19:00:00Z')
    expect((await rate(id, { letterId, step: 1 })).problem.code).toBe('rating_settled')
    expect(await seen(id)).toMatchObject({ mayRate: null, ratings: [{ step: 5 }] })
    world.setNow(morning)
  })

  test('an answer alone is asked about: neither what is open nor a forwarding', async () => {
    const open = await taken()
    expect((await seen(open)).mayRate).toBeNull()
    const letterId = crypto.randomUUID()
    expect((await rate(open, { letterId, step: 5 })).problem.code).toBe('action_not_in_status')
    await forward(executor, head, open)
    expect((await seen(open)).mayRate).toBeNull()
    const other = await answered()
    expect((await rate(other.id, { letterId, step: 5 })).problem.code).toBe('changed_meanwhile')
  })

  test('a reopened appeal asks about its next answer, and what was said of the first stays', async () => {
    const { id, letterId } = await answered()
    await rate(id, { letterId, step: 1, text: 'Жауап жоқ' })
    const before = await figures()
    const reopening = { body: { reason: 'Толық емес' } }
    expect((await head.ask(`POST /api/office/appeals/${id}/reopening`, reopening)).status).toBe(200)
    expect(await seen(id)).toMatchObject({ mayRate: null, ratings: [{ letterId, step: 1 }] })
    expect(await figures()).toEqual(before)
    await answer(executor, head, id)
    const { mayRate } = await seen(id)
    expect(mayRate).not.toBe(letterId)
    expect((await rate(id, { letterId: mayRate, step: 5 })).body).toMatchObject([{ step: 1 }, { step: 5 }])
  })

  test('nobody else: not another client, nor who acted for them and does no more', async () => {
    const { people, context } = world
    const { id, letterId } = await answered()
    const daniyar = await world.as(people.daniyar)
    expect((await rate(id, { letterId, step: 1 }, daniyar)).status).toBe(404)
    await giveMandate(context, people.daniyar, people.aigerim, '2026-01-01', '2026-01-13')
    expect((await rate(id, { letterId, step: 1 }, daniyar)).status).toBe(200)
    world.setNow('2026-01-14T05:00:00Z')
    const later = await world.as(people.daniyar)
    expect((await rate(id, { letterId, step: 2 }, later)).status).toBe(404)
    world.setNow(morning)
    expect((await rate(id, { letterId, step: 1 }, executor)).status).toBe(403)
  })

  test('it is in their own data', async () => {
    const { id, letterId } = await answered()
    await rate(id, { letterId, step: 4, text: 'Рақмет' })
    const { body } = await client.ask<{ appeals: OwnAppeal[] }>('GET /api/profile/data')
    expect(body.appeals.find((one) => one.id === id)?.ratings).toMatchObject([{ step: 4, text: 'Рақмет' }])
  })
})

describe('the office', () => {
  test('counts the steps by unit and category on the days of the answers', async () => {
    const before = await figures()
    const { id, letterId } = await answered()
    await rate(id, { letterId, step: 2 })
    const after = await figures()
    expect(after?.total[1]).toBe((before?.total[1] ?? 0) + 1)
    const sum = (rows: readonly { steps: number[] }[] = []) =>
      rows.reduce((all, { steps }) => all + (steps[1] ?? 0), 0)
    expect(sum(after?.units)).toBe(after?.total[1])
    expect(sum(after?.kinds)).toBe(after?.total[1])
    expect(await figures(head, '&unit=none')).toMatchObject({ total: [0, 0, 0, 0, 0], units: [] })
    const february = await head.ask<Sight>('GET /api/office/figures?period=2026-02')
    expect(february.body.ratings?.total).toEqual([0, 0, 0, 0, 0])
    const file = await head.ask<string>('GET /api/office/figures/export?period=2026-01&format=csv')
    expect(JSON.stringify(file.body)).toContain('Орташа баға')
  })

  test('the words are read by the head of the unit; by nobody else, of no other unit', async () => {
    const { id, letterId } = await answered()
    await rate(id, { letterId, step: 5, text: 'Түсінікті жауап' })
    const read = await texts()
    expect(read.body.rows.find((row) => row.appealId === id)).toMatchObject({
      step: 5,
      text: 'Түсінікті жауап',
    })
    await makeUnit(world, 'other')
    const other = await world.as(await makeStaff(world, 'other-head', 'Серікова Мадина', ['head'], ['other']))
    expect((await texts(other)).body.rows).toEqual([])
    expect((await figures(other))?.total).toEqual([0, 0, 0, 0, 0])
    const { people } = world
    for (const one of [people.executor, people.registrar, people.auditor]) {
      expect((await texts(await world.as(one))).status).toBe(403)
    }
    for (const path of [`GET /api/office/appeals/${id}`, `GET /api/office/appeals/${id}/internal`] as const) {
      const page = await executor.ask(path)
      expect(page.status).toBe(200)
      expect(JSON.stringify(page.body)).not.toContain('Түсінікті жауап')
    }
  })
})
