import { afterAll, beforeAll, expect, test } from 'vitest'
import { EventListener } from '../../test/event-listener.ts'
import type { TestPerson } from '../../test/people.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { OwnSession } from '../../wire/account.ts'
import { leaveDemoPeople } from '../demo/demo-people.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ now: '2026-01-12T05:30:00Z' })
  const people = [world.people.daniyar, world.people.head].map(({ id, kind }) => ({
    ...{ id, kind, fullName: 'Демо', note: [], keys: [] },
    ...{ login: null, password: null, totpSecret: null },
  }))
  await leaveDemoPeople(world.context, { people, keys: {} })
})
afterAll(() => world.close())

const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'

async function sessionsOf(browser: TestBrowser): Promise<OwnSession[]> {
  return (await browser.ask<{ sessions: OwnSession[] }>('GET /api/account/sessions')).body.sessions
}
const isOpen = async (browser: TestBrowser) =>
  (await browser.ask('GET /api/account/sessions')).problem.code !== 'session_expired'
/** Signed in by the demo's press, which leaves what any way of signing in leaves. */
async function comeIn(person: TestPerson, userAgent: string): Promise<TestBrowser> {
  const browser = await world.as(null)
  const headers = { 'user-agent': userAgent }
  const { status } = await browser.ask('POST /api/demo/session', { body: { personId: person.id }, headers })
  expect(status).toBe(200)
  return browser
}

test.each(['daniyar', 'head'] as const)(
  '%s sees where the account is open, ends one, ends the others',
  async (who) => {
    const person = world.people[who]
    const [here, phone, third] = [
      await world.as(person),
      await comeIn(person, safari),
      await comeIn(person, 'curl/8.5.0 {"act":"signedIn"}'),
    ]
    const sessions = await sessionsOf(here)
    expect(sessions).toHaveLength(3)
    expect(sessions[0]).toMatchObject({ current: true, device: null, address: null })
    expect(sessions.filter(({ current }) => !current).map(({ device }) => device)).toEqual(
      expect.arrayContaining([
        { browser: 'safari', system: 'ios' },
        { browser: 'other', system: 'other' },
      ]),
    )
    const onPhone = sessions.find(({ device }) => device?.browser === 'safari')
    expect(onPhone).toMatchObject({ address: '127.0.0.1', openedAt: '2026-01-12T05:30:00.000Z' })

    const ended = await here.ask<{ sessions: OwnSession[] }>(`DELETE /api/account/sessions/${onPhone?.id}`)
    expect(ended.body.sessions.map(({ id }) => id)).not.toContain(onPhone?.id)
    expect([await isOpen(phone), await isOpen(third), await isOpen(here)]).toEqual([false, true, true])
    expect((await here.ask(`DELETE /api/account/sessions/${onPhone?.id}`)).status).toBe(404)

    await here.ask('DELETE /api/account/sessions')
    // Where none is left to end, nothing is told.
    await here.ask('DELETE /api/account/sessions')
    expect([await isOpen(third), await isOpen(here)]).toEqual([false, true])
    const acts = world.logged.filter(({ by }) => by === person.id).map(({ act }) => act)
    expect(acts).toEqual(['signedIn', 'signedIn', 'sessionEnded', 'ownSessionsEnded'])
  },
)

test('nobody ends another’s session', async () => {
  const aigerim = await world.as(world.people.aigerim)
  const [own] = await sessionsOf(aigerim)
  for (const other of [world.people.daniyar, world.people.executor]) {
    expect((await (await world.as(other)).ask(`DELETE /api/account/sessions/${own?.id}`)).status).toBe(404)
  }
  expect(await isOpen(aigerim)).toBe(true)
})

test('an ended session’s live news stop, with a last word', async () => {
  const { aigerim, executor } = world.people
  for (const [person, path] of [
    [aigerim, '/api/notices/stream'],
    [executor, '/api/office/stream'],
  ] as const) {
    const there = await world.as(person)
    const line = await EventListener.open(there, path)
    const here = await world.as(person)
    await here.ask('DELETE /api/account/sessions')
    await line.ended
    expect(line.heard.at(-1)?.name).toBe('end')
  }
})
