import { Secret, TOTP } from 'otpauth'
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

/** What the clock of that process says: it runs from its own start. */
async function timeAt(n: number): Promise<number> {
  const { body } = await at(n, '10.0.0.1').ask<{ content: string }>('POST /api/sign-in-challenge')
  return Date.parse(/time: (\S+)/.exec(Buffer.from(body.content, 'base64').toString())?.[1] ?? '')
}

/** The code of now, or of a step beside it: each is good once. */
const codeOf = (staff: TestStaff, now: number, step: -1 | 0 | 1): string =>
  new TOTP({ secret: Secret.fromBase32(staff.totpSecret) }).generate({ timestamp: now + step * 30_000 })

test('tries at one process count at the other, whatever address somebody writes in front of theirs', async () => {
  const { registrar } = world.people
  const answers: string[] = []
  for (let n = 0; n < 4; n += 1) answers.push(await tried(at(n, '203.0.113.5'), registrar, wrong))
  expect(answers).toEqual([...Array(3).fill('sign_in_failed'), 'wait_to_sign_in'])
  expect(await tried(at(1, '203.0.113.5', '10.0.0.9, '), registrar, wrong)).toBe('wait_to_sign_in')
  expect(await tried(at(1, '203.0.113.6', '203.0.113.5, '), registrar, wrong)).toBe('sign_in_failed')
})

test('of a thousand tries from fifty addresses a hundred are let through, and the known device comes in', async () => {
  const { executor } = world.people
  const device = at(0, '10.0.0.2')
  const signIn = async (step: -1 | 0 | 1): Promise<{ came: string; ms: number }> => {
    const code = codeOf(executor, await timeAt(0), step)
    const began = performance.now()
    const came = await tried(device, executor, { code })
    return { came, ms: performance.now() - began }
  }
  const quiet = await signIn(-1)
  expect(quiet.came).toBe('in')
  const attack = Promise.all(
    Array.from({ length: 50 }, async (_, address) => {
      const heard: string[] = []
      for (let n = 0; n < 20; n += 1) {
        heard.push(await tried(at(n, `2001:db8:0:${address + 1}::${n + 1}`), executor, wrong))
      }
      return heard
    }),
  )
  await new Promise((resolve) => setTimeout(resolve, 500))
  const meanwhile = await signIn(0)
  const heard = (await attack).flat()
  expect(meanwhile.came).toBe('in')
  // Ordinary: not the seconds that the others are told to wait, on a machine that is busy with all of them.
  expect(meanwhile.ms).toBeLessThan(Math.max(5000, quiet.ms * 20))
  expect(heard.filter((one) => one === 'sign_in_failed')).toHaveLength(100)
  expect(new Set(heard)).toEqual(new Set(['sign_in_failed', 'wait_to_sign_in', 'too_many_attempts']))
  expect(await tried(at(1, '198.51.100.9'), executor, wrong)).toBe('too_many_attempts')
})
