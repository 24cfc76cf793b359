import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestStaff } from '../../test/people.ts'
import { TestBrowser } from '../../test/test-browser.ts'
import { freePort, startWebProcess, type WebProcess } from '../../test/web-process.ts'
import { createWorld, type World } from '../../test/world.ts'

// Two web processes on one database, each with a clock that runs.
let world: World
let origins: string[]
let webs: WebProcess[]
beforeAll(async () => {
  world = await createWorld({ trustProxy: { proxies: 1 } })
  const ports = [await freePort(), await freePort()]
  origins = ports.map((port) => `http://127.0.0.1:${port}`)
  // One after another: the first makes what every start makes.
  webs = []
  for (const [at, port] of ports.entries()) {
    const web = await startWebProcess(world, port, origins[at] ?? '')
    await web.ready()
    webs.push(web)
  }
})
afterAll(async () => {
  for (const web of webs) await web.stop()
  await world.close()
})

/** A browser at one of the two, behind the proxy that both have; what it writes itself comes before. */
const at = (n: number, address: string, says = ''): TestBrowser =>
  new TestBrowser(origins[n % 2] ?? '', {}, { 'x-forwarded-for': `${says}${address}` })

async function tried(browser: TestBrowser, { login, password }: TestStaff, change: object): Promise<string> {
  const body = { login, password, code: '000000', ...change }
  const { status, problem } = await browser.ask('POST /api/staff-session', { body })
  return status === 200 ? 'in' : problem.code
}
const wrong = { password: 'бөтен құпиясөз' }

test('tries at one process count at the other, whatever address somebody writes in front of theirs', async () => {
  const { registrar } = world.people
  const answers: string[] = []
  for (let n = 0; n < 4; n += 1) answers.push(await tried(at(n, '203.0.113.5'), registrar, wrong))
  expect(answers).toEqual([...Array(3).fill('sign_in_failed'), 'wait_to_sign_in'])
  expect(await tried(at(1, '203.0.113.5', '10.0.0.9, '), registrar, wrong)).toBe('wait_to_sign_in')
  expect(await tried(at(1, '203.0.113.6', '203.0.113.5, '), registrar, wrong)).toBe('sign_in_failed')
})
