import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectFiles, readSource } from '../../test/house/sources.ts'
import { sessionOf } from '../../test/people.ts'
import { createWorld, type World } from '../../test/world.ts'
import { httpCodes } from '../../words/http-codes.ts'
import { asksPerMinute, buildApp } from '../process/app.ts'
import { retryAfterOf } from './retry-after.ts'

// Few, so that all asks are within one minute on any machine.
const few = { perAddress: 20, perAccount: 5 }
let world: World
let app: Awaited<ReturnType<typeof buildApp>>
beforeAll(async () => {
  world = await createWorld()
  app = await buildApp(world.context, undefined, undefined, few)
})
afterAll(async () => {
  await app.close()
  await world.close()
})

const ask = async (url: string, from: string, cookie = '') => {
  const { statusCode, headers, json } = await app.inject({ url, remoteAddress: from, headers: { cookie } })
  return { status: statusCode, again: Number(headers['retry-after']), json }
}

describe('who is told to come later is told when', () => {
  test('an address that asks too often', async () => {
    for (let n = 0; n < few.perAddress; n += 1) {
      expect((await ask('/health/live', '10.1.1.1')).status).toBe(200)
    }
    const last = await ask('/health/live', '10.1.1.1')
    expect([last.status, last.json().code]).toEqual([429, 'too_many_requests'])
    expect(last.again).toBeGreaterThan(0)
    expect((await ask('/health/live', '10.1.1.2')).status).toBe(200)
  })

  test('an account that does, from wherever', async () => {
    const cookie = `otinish_session=${await sessionOf(world.context, world.people.aigerim)}`
    const asks = Array.from({ length: few.perAccount + 3 }, (_, n) => `10.2.${n}.1`)
    const answers = []
    for (const from of asks) answers.push(await ask('/api/calendar', from, cookie))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429, 429])
    expect(answers.slice(few.perAccount).every(({ again }) => again > 0)).toBe(true)
  })

  test('and how often is too often is what docs/security.md says', () => {
    const page = readSource('docs/security.md')
    const told = (whose: RegExp) => {
      const line = page.split('\n').find((one) => one.startsWith('| requests') && whose.test(one))
      return Number(line?.match(/ \| (\d+) a minute/)?.[1])
    }
    expect(asksPerMinute.perAddress).toBe(told(/from an address/))
    expect(asksPerMinute.perAccount).toBe(told(/of an account that is signed in, from everywhere/))
  })

  test('by whatever refusal, and nothing answers 429 or 503 but through one', () => {
    const sources = projectFiles().filter(
      (file) => /^server\/.*\.ts$/.test(file) && !/\.test\.ts$/.test(file),
    )
    const thrown = sources.flatMap((file) => [
      ...readSource(file).matchAll(/HttpRefused\(\s*(429|503),\s*(?:[^'()]*\? )?'(\w+)'/g),
    ])
    expect(thrown.length).toBeGreaterThan(8)
    for (const [, status, code = ''] of thrown) {
      expect(httpCodes).toContain(code)
      const again = retryAfterOf({ type: '', title: '', detail: '', status: Number(status), code })
      expect(again).toBeGreaterThan(0)
    }
    const direct = sources.filter((file) =>
      /\.(?:code|status)\((?:429|503)\)|writeHead\((?:429|503)/.test(readSource(file)),
    )
    expect(direct).toEqual([])
  })
})

test('minutes that a refusal tells are the time; other refusals name none', () => {
  const no = { type: '', title: '', detail: '', code: 'not_found' }
  const minutes = { ...no, code: 'too_many_attempts', status: 429, params: { minutes: 7 } }
  expect(retryAfterOf(minutes)).toBe(420)
  for (const status of [404, 409, 422, 500]) expect(retryAfterOf({ ...no, status })).toBeNull()
})
