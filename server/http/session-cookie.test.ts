import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionOf, type TestClient } from '../../test/people.ts'
import { Signer } from '../../test/signer.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Session } from '../../wire/person.ts'
import { DeviceCookie } from './device-cookie.ts'

/** A site of HTTPS, and what a host beside it (`other.example.kz` beside `cabinet.example.kz`) plants. */
const start = '2026-01-12T05:30:00Z'
const now = '__Host-otinish_session'
const before = 'otinish_session'
let world: World
let signer: Signer
/** Both open: the own one of whose browser it is, and the one of somebody who plants theirs. */
let own: string
let planters: string
let device: string
beforeAll(async () => {
  signer = await Signer.create(start)
  world = await createWorld({ now: start, demo: false, trust: signer.trust })
  const { context, people } = world
  own = await sessionOf(context, people.aigerim)
  planters = await sessionOf(context, people.daniyar)
  const cookie = new DeviceCookie(context.config.masterKey)
  const knows = ({ kind, id }: TestClient) => cookie.renew(undefined, { kind, holderId: id }, context.now())
  device = `__Host-otinish_device=${knows(people.aigerim)}`
})
afterAll(() => world.close())

/** Who is signed in for a browser that sends these, and what it is told to keep. */
async function asked(...cookies: string[]) {
  const headers = { cookie: cookies.join('; ') }
  const nobody = new TestBrowser(world.origin)
  const inside = await nobody.ask('GET /api/contracts', { headers })
  const { body } = await nobody.ask<Session>('GET /api/session', { headers })
  const kept = inside.headers.getSetCookie()
  expect(body.person === null).toBe(inside.status === 401)
  return { who: whose(body), kept, code: inside.problem.code }
}
function whose({ person }: Session): 'own' | 'planters' | 'nobody' {
  if (person === null) return 'nobody'
  return person.iin === world.people.aigerim.iin ? 'own' : 'planters'
}
const lastSeen = async (personId: string) =>
  await world.context.db
    .selectFrom('session')
    .select(['last_seen_at', 'ended_at'])
    .where('person_id', '=', personId)
    .execute()

test('signing in sets cookies for this host alone, Secure, and none under a plain name', async () => {
  const browser = new TestBrowser(world.origin)
  const { body, headers } = await browser.ask<{ content: string }>('POST /api/sign-in-challenge')
  const cms = await signer.cms(world.people.coTenant.iin, Buffer.from(body.content, 'base64'))
  const entered = await browser.ask('POST /api/session', { body: { cms } })
  const chosen = await browser.ask('PATCH /api/session', { body: { language: 'ru' } })
  const set = [headers, entered.headers, chosen.headers].flatMap((one) => one.getSetCookie())
  const names = ['sign_in', 'session', 'sign_in', 'device', 'language'].map(
    (name) => `__Host-otinish_${name}`,
  )
  expect(set.map((line) => line.split('=')[0])).toEqual(names)
  for (const line of set) {
    expect(line).toMatch(/; Path=\/; (Expires=Thu, 01 Jan 1970 00:00:00 GMT; )?HttpOnly; Secure; SameSite=/)
    expect(line).not.toMatch(/domain/i)
  }
  expect((await browser.ask('GET /api/contracts')).problem.title).toBeUndefined()
  await browser.ask('DELETE /api/session')
  expect([...browser.cookies.keys()]).toEqual(['__Host-otinish_device', '__Host-otinish_language'])
})

test('who was signed in under the name before stays so, and gets the new name at once', async () => {
  const { who, kept } = await asked(`${before}=${own}`, device)
  expect(who).toBe('own')
  expect(kept).toEqual([
    `${now}=${own}; Path=/; HttpOnly; Secure; SameSite=Lax`,
    `${before}=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax`,
  ])
  const quiet = { cookie: `${before}=${own}; ${device}`, 'otinish-quiet': '1' }
  const { headers } = await new TestBrowser(world.origin).ask('GET /api/contracts', { headers: quiet })
  expect(headers.getSetCookie()).toEqual(kept)
  expect(await asked(`${now}=${own}`, device)).toMatchObject({ who: 'own', kept: [] })
})

test('what a host beside ours plants signs nobody in, whatever else there is and in whatever order', async () => {
  const planted = `${before}=${planters}`
  world.setNow('2026-01-12T05:35:00Z')
  const unseen = await lastSeen(world.people.daniyar.id)
  for (const cookies of [
    [planted],
    [planted, device],
    [planted, planted, device],
    // Nobody can say which of two is the own one: they sign in again.
    [planted, `${before}=${own}`, device],
    [`${before}=${own}`, planted, device],
    // No browser has two of the new name.
    [`${now}=${planters}`, `${now}=${own}`],
    [`${now}=${own}`, `${now}=${planters}`],
    // What a careless reader takes for the new name, and no browser protects.
    [`\u00a0${now}=${planters}`, device],
    [`__HOST-otinish_session=${planters}`, device],
    [`__Secure-otinish_session=${planters}`, device],
    [`x=${now}=${planters}`, device],
    [`${now}%20=${planters}`, device],
  ]) {
    expect([cookies, (await asked(...cookies)).who]).toEqual([cookies, 'nobody'])
    expect((await asked(...cookies)).kept).toEqual([])
  }
  for (const cookies of [
    [planted, `${now}=${own}`],
    [`${now}=${own}`, planted],
    [planted, `${now}=${own}`, planted, device],
    [`\u00a0${now}=${planters}`, `${now}=${own}`],
  ]) {
    expect([cookies, (await asked(...cookies)).who]).toEqual([cookies, 'own'])
  }
  expect(await lastSeen(world.people.daniyar.id)).toEqual(unseen)
  world.setNow(start)
})

test('one that has ended is not replaced by one of before', async () => {
  const ended = await sessionOf(world.context, world.people.aigerim)
  const headers = { cookie: `${now}=${ended}` }
  await new TestBrowser(world.origin).ask('DELETE /api/session', { headers })
  const { who, code } = await asked(`${before}=${own}`, `${now}=${ended}`, device)
  expect([who, code]).toEqual(['nobody', 'session_expired'])
})

test('a text to sign that was asked for elsewhere cannot be planted either', async () => {
  const elsewhere = new TestBrowser(world.origin)
  const { body } = await elsewhere.ask<{ content: string }>('POST /api/sign-in-challenge')
  const token = elsewhere.cookies.get('__Host-otinish_sign_in') ?? ''
  const cms = await signer.cms(world.people.daniyar.iin, Buffer.from(body.content, 'base64'))
  const planted = new TestBrowser(world.origin, { otinish_sign_in: token })
  expect((await planted.ask('POST /api/session', { body: { cms } })).problem.code).toBe('challenge_gone')
  expect((await elsewhere.ask('POST /api/session', { body: { cms } })).status).toBe(200)
})

test('signing out ends what either name opens, and leaves none of them', async () => {
  const { context, people } = world
  for (const names of [[before], [now], [before, now], [now, before]]) {
    const tokens = await Promise.all(names.map(() => sessionOf(context, people.coTenant)))
    const [name = '', value = ''] = device.split('=')
    const cookies = Object.fromEntries(names.map((one, place) => [one, tokens[place] ?? '']))
    const browser = new TestBrowser(world.origin, { ...cookies, [name]: value })
    await browser.ask('DELETE /api/session')
    expect([...browser.cookies.keys()]).toEqual([name])
    for (const token of tokens) expect((await asked(`${now}=${token}`)).code).toBe('session_expired')
  }
})

test('on a demo’s loopback, which has no HTTPS, the plain name alone counts', async () => {
  const demo = await createWorld()
  try {
    const token = await sessionOf(demo.context, demo.people.aigerim)
    const by = (name: string) => new TestBrowser(demo.origin, { [name]: token }).ask('GET /api/contracts')
    expect([(await by(before)).status, (await by(now)).status]).toEqual([200, 401])
  } finally {
    await demo.close()
  }
})
