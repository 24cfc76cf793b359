import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { egovMobileBefore, openLetterCode } from '../../test/egov-mobile-signing.ts'
import { EventListener } from '../../test/event-listener.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import type { EgovMobileNews } from '../../wire/egov-mobile.ts'

let world: SignedWorld
let owner: TestBrowser
beforeAll(async () => {
  world = await createSignedWorld('2026-01-12T05:00:00Z')
  owner = await world.as(world.people.aigerim)
})
afterAll(() => world.close())

async function opened() {
  const { code } = await openLetterCode(owner, world.contracts.rent)
  return { code, path: `/api/egov-mobile-signings/${code.id}/stream` }
}
const soon = { timeout: 20_000 }
const states = (listener: EventListener) => listener.of('state').map((news) => (news as EgovMobileNews).state)

test('a page hears the present state at once, then each change, and a last word when nothing more can come', async () => {
  const { code, path } = await opened()
  const listener = await EventListener.open(owner, path)
  await vi.waitFor(() => expect(states(listener)).toEqual(['waiting']), soon)
  const app = egovMobileBefore(world, code, await issueKey(world.authority))
  await app.sign('damaged')
  await vi.waitFor(
    () => expect(listener.of('state').at(-1)).toMatchObject({ code: 'signature_invalid' }),
    soon,
  )
  await app.cancel()
  await listener.ended
  expect(states(listener).at(-1)).toBe('cancelled')
  expect(listener.heard.at(-1)?.name).toBe('end')
})

test('time alone ends a code, and the page hears it', async () => {
  const { path } = await opened()
  const listener = await EventListener.open(owner, path)
  world.setNow('2026-01-12T05:05:00Z')
  await listener.ended
  expect(states(listener)).toEqual(['waiting', 'expired'])
  world.setNow('2026-01-12T05:00:00Z')
})

test('a person who has signed out hears no more; a fifth page lets the first go', async () => {
  const { path } = await opened()
  const pages = []
  for (let n = 0; n < 5; n += 1) pages.push(await EventListener.open(owner, path))
  await pages[0]?.ended
  expect(pages[0]?.heard.map(({ name }) => name)).toEqual(['state', 'end'])
  await owner.ask('DELETE /api/session')
  await Promise.all(pages.map(({ ended }) => ended))
  expect((await EventListener.open(owner, path)).status).toBe(404)
  owner = await world.as(world.people.aigerim)
})

test('nobody else hears anything', async () => {
  const { path } = await opened()
  const { daniyar, coTenant, executor } = world.people
  for (const person of [null, daniyar, coTenant, executor]) {
    expect((await EventListener.open(await world.as(person), path)).status).toBe(404)
  }
})
