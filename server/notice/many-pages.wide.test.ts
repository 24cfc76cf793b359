import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import { expectWithin } from '../../test/machine-pace.ts'
import { changeNews, NewsPages } from '../../test/news-pages.ts'
import { startWebProcess, type WebProcess } from '../../test/web-process.ts'
import { createWorld, type World } from '../../test/world.ts'

const many = 2000
let world: World
let web: WebProcess
let port: number
beforeAll(async () => {
  world = await createWorld({ trustProxy: { proxies: 1 } })
  port = await freePort()
  web = await startWebProcess(world, port, `http://127.0.0.1:${port}`)
  await web.ready()
})
afterAll(async () => {
  await web.stop()
  await world.close()
})

/** Kibibytes that the web process holds. */
async function held(): Promise<number> {
  const said = await readFile(`/proc/${web.pid()}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(said)?.[1])
}
/** Milliseconds that the web process has worked. */
async function worked(): Promise<number> {
  const said = await readFile(`/proc/${web.pid()}/stat`, 'utf8')
  const [user = 0, system = 0] = said.slice(said.lastIndexOf(')')).split(' ').slice(12, 14).map(Number)
  return (user + system) * 10
}

test('two thousand pages open within ten seconds, hear of one change within three, and cost little', async () => {
  const { context } = world
  const first = await NewsPages.make(context, 300)
  // What the process needs once, for everybody.
  await first.open([port])
  await changeNews(context.db, first.ids)
  await first.heard(1)
  first.close()
  const pages = await NewsPages.make(context, many)
  await new Promise((done) => setTimeout(done, 3000))
  const [before, workedBefore, opened] = [await held(), await worked(), performance.now()]
  await pages.open([port])
  const openedMs = performance.now() - opened
  const openWork = (await worked()) - workedBefore
  await new Promise((done) => setTimeout(done, 3000))
  const eachKb = ((await held()) - before) / many
  const [changedAt, workedThen] = [performance.now(), await worked()]
  await changeNews(context.db, pages.ids)
  const heardMs = (await pages.heard(1)) - changedAt
  const hearWork = (await worked()) - workedThen
  console.log({ openedMs, openWork, eachKb, heardMs, hearWork, afterKb: ((await held()) - before) / many })
  expectWithin(10_000, openedMs)
  expectWithin(3000, heardMs)
  expect(eachKb).toBeLessThan(23)
  pages.close()
}, 300_000)
