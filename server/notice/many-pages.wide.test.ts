import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import { bundle } from '../../test/bundle.ts'
import { expectWithin, slowness } from '../../test/machine-pace.ts'
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
  const program = await bundle('test/collecting-web.ts')
  web = await startWebProcess(world, port, `http://127.0.0.1:${port}`, program)
  await web.ready()
})
afterAll(async () => {
  await web.stop()
  await world.close()
})

/** Kibibytes that the web process holds, without what only waits to be collected. */
async function held(): Promise<number> {
  for (let times = 0; times < 2; times += 1) {
    process.kill(web.pid(), 'SIGUSR2')
    await new Promise((done) => setTimeout(done, 1500))
  }
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
  // Beside other tests: quiet, `bench told` holds these limits (docs/performance.md).
  const busy = slowness()
  const [before, workedBefore, opened] = [await held(), await worked(), performance.now()]
  await pages.open([port])
  const openedMs = performance.now() - opened
  const openWork = (await worked()) - workedBefore
  const eachKb = ((await held()) - before) / many
  const [changedAt, workedThen] = [performance.now(), await worked()]
  await changeNews(context.db, pages.ids)
  const heardMs = (await pages.heard(1)) - changedAt
  const hearWork = (await worked()) - workedThen
  console.log({ openedMs, openWork, eachKb, heardMs, hearWork, afterKb: ((await held()) - before) / many })
  expectWithin(10_000, openedMs, busy)
  expectWithin(3000, heardMs, busy)
  expect(eachKb).toBeLessThan(23)
  pages.close()
}, 300_000)
