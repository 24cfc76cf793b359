import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import { toBase64 } from '../../eds/bytes.ts'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import { egovMobileBefore, newsOf, openLetterCode, pressSend } from '../../test/egov-mobile-signing.ts'
import { EventListener } from '../../test/event-listener.ts'
import { sessionOf } from '../../test/people.ts'
import { createSignedWorld, issueKey, type SignedWorld } from '../../test/signed-world.ts'
import { startTcpProxy, type TcpProxy } from '../../test/tcp-proxy.ts'
import { type Asking, TestBrowser } from '../../test/test-browser.ts'
import { startWebProcess, type WebProcess } from '../../test/web-process.ts'
import type { EgovMobileNews, EgovMobileSigning } from '../../wire/egov-mobile.ts'
import { recordDemo } from '../setting/setting-store.ts'

// Two app processes on one database, under one public address: pages are at the first, phones come to the second.
let world: SignedWorld
let key: OpenedKeyFile
let publicUrl: string
let proxy: TcpProxy
let pagesPort: number
let ofPages: WebProcess
let ofPhones: WebProcess
beforeAll(async () => {
  world = await createSignedWorld()
  key = await issueKey(world.authority, { algorithm: 'gost2015' })
  const { anchors, intermediates } = world.authority
  const trust = { anchors: anchors.map(toBase64), intermediates: intermediates.map(toBase64) }
  await recordDemo(world.context.db, 'trust.demo', trust, world.context.now())
  const phonesPort = await freePort()
  proxy = await startTcpProxy(phonesPort)
  publicUrl = `http://127.0.0.1:${proxy.port}`
  pagesPort = await freePort()
  ofPages = await startWebProcess(world, pagesPort, publicUrl)
  ofPhones = await startWebProcess(world, phonesPort, publicUrl)
  await Promise.all([ofPages.ready(), ofPhones.ready()])
}, 120_000)
afterAll(async () => {
  await proxy.close()
  await ofPages.stop()
  await ofPhones.stop()
  await world.close()
})

/** A page that reaches the first process alone, and names the site as it is known to the world. */
class Page extends TestBrowser {
  override ask<Body = Record<string, unknown>>(
    request: Parameters<TestBrowser['ask']>[0],
    asking: Asking = {},
  ) {
    return super.ask<Body>(request, { origin: publicUrl, ...asking })
  }
}

async function pageOf(signedIn: boolean): Promise<Page> {
  const { context, people } = world
  const cookies = signedIn ? { otinish_session: await sessionOf(context, people.aigerim) } : {}
  return new Page(`http://127.0.0.1:${pagesPort}`, cookies)
}

const soon = { timeout: 20_000 }

/** Resolves when the page has heard the state: in a moment, and on a slow machine in some. */
async function heard(listener: EventListener, state: string): Promise<void> {
  const states = () => listener.of('state').map((news) => (news as EgovMobileNews).state)
  await vi.waitFor(() => expect(states()).toContain(state), { ...soon, interval: 20 })
}

test('opened at one process, signed at the other: the page hears of each step', async () => {
  const page = await pageOf(true)
  const opened = await openLetterCode(page, world.contracts.rent)
  const listener = await EventListener.open(page, `/api/egov-mobile-signings/${opened.code.id}/stream`)
  await heard(listener, 'waiting')
  const app = egovMobileBefore(world, opened.code, key)
  await app.look()
  await heard(listener, 'fetched')
  expect((await app.sign()).status).toBe(200)
  await heard(listener, 'signed')
  expect((await pressSend(page, opened)).status).toBe(200)
  await heard(listener, 'used')
  await listener.ended
  expect(listener.heard.at(-1)?.name).toBe('end')
})

test('the sign-in too: the browser hears before anybody is signed in', async () => {
  const page = await pageOf(false)
  const { body: code } = await page.ask<EgovMobileSigning>('POST /api/egov-mobile-sign-in')
  const listener = await EventListener.open(page, `/api/egov-mobile-signings/${code.id}/stream`)
  expect((await egovMobileBefore(world, code, key).sign()).status).toBe(200)
  await heard(listener, 'signed')
  const entered = await page.ask('POST /api/egov-mobile-session', { body: { egovMobileSigningId: code.id } })
  expect(entered.status, JSON.stringify(entered.body)).toBe(200)
})

test('the page’s process is killed in between: the new one knows the present state', async () => {
  const page = await pageOf(true)
  const opened = await openLetterCode(page, world.contracts.rent)
  const listener = await EventListener.open(page, `/api/egov-mobile-signings/${opened.code.id}/stream`)
  await heard(listener, 'waiting')
  const killed = ofPages.killAndStart()
  expect((await egovMobileBefore(world, opened.code, key).sign()).status).toBe(200)
  await killed
  await ofPages.ready()
  await listener.ended
  const again = await EventListener.open(page, `/api/egov-mobile-signings/${opened.code.id}/stream`)
  await heard(again, 'signed')
  again.close()
  expect((await pressSend(page, opened)).status).toBe(200)
})

test('the phone’s process is killed in between: the phone says it again to the new one', async () => {
  const page = await pageOf(true)
  const opened = await openLetterCode(page, world.contracts.rent)
  const app = egovMobileBefore(world, opened.code, key)
  const signed = await app.signed()
  await ofPhones.killAndStart()
  await ofPhones.ready()
  await vi.waitFor(async () => expect((await app.put(signed)).status).toBe(200), soon)
  await ofPhones.killAndStart()
  await ofPhones.ready()
  // The thanks might have been lost with it.
  await vi.waitFor(async () => expect((await app.put(signed)).status).toBe(200), soon)
  expect((await newsOf(page, opened.code)).state).toBe('signed')
  expect((await pressSend(page, opened)).status).toBe(200)
})
