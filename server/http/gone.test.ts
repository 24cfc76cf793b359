import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionOf } from '../../test/people.ts'
import { createWorld, type World } from '../../test/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** Asks and hangs up without waiting, as a page does that is closed or reloaded. */
async function askAndGo(path: string, session: string): Promise<void> {
  const { hostname, port } = new URL(world.origin)
  const socket = connect(Number(port), hostname)
  const request = `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: otinish_session=${session}\r\n\r\n`
  await new Promise<void>((gone) => {
    socket.on('close', () => gone())
    socket.on('error', () => {})
    socket.write(request, () => socket.resetAndDestroy())
  })
}

test('a page that is closed while it asks is no bug of ours', async () => {
  const session = await sessionOf(world.context, world.people.aigerim)
  await Promise.all(Array.from({ length: 40 }, () => askAndGo('/api/incoming', session)))
  await Promise.all(Array.from({ length: 40 }, () => askAndGo('/no-such-page', session)))
  // Requests are taken in order: when this one is answered, those are over.
  const browser = await world.as(world.people.aigerim)
  await Promise.all(Array.from({ length: 20 }, () => browser.ask('GET /api/incoming')))
  expect(world.logged.filter(({ level }) => level === 'error')).toEqual([])
})
