import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { TestPerson } from '../../test/people.ts'
import type { TestBrowser } from '../../test/test-browser.ts'
import { createWorld, type World } from '../../test/world.ts'
import type { Route } from '../../wire/route.ts'
import { routes } from '../../wire/routes.ts'

/** Every door that reads JSON, but the phone's, which has no session (server/egov-mobile). */
let world: World
const browsers = new Map<string, TestBrowser>()
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const doors = Object.entries<Route>(routes).filter(
  ([, { body, egovMobile }]) => body !== undefined && egovMobile !== true,
)

/** Somebody whom the route lets in, so that the body is read. */
async function whoMay({ who }: Route): Promise<TestBrowser> {
  const { aigerim, ...staff } = world.people
  const people: Readonly<Record<string, TestPerson>> = { ...staff, client: aigerim, anyone: aigerim }
  const [role = 'anyone'] = who
  const known = browsers.get(role) ?? (await world.as(people[role] ?? world.people.head))
  browsers.set(role, known)
  return known
}

const deep = 10_000
const lists = `${'['.repeat(deep)}${']'.repeat(deep)}`
const objects = `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`

/** Each field of the body as deep as that, and one that the route doesn't know. */
function bodiesOf({ body }: Route): string[] {
  const fields = body instanceof z.ZodObject ? Object.keys(body.shape) : []
  const withAll = (value: string) => `{${[...fields, 'x'].map((field) => `"${field}":${value}`).join(',')}}`
  return [lists, objects, ...(fields.length < 20 ? [withAll(lists), withAll(objects)] : [])]
}

async function send(
  name: string,
  route: Route,
  body: string | Uint8Array,
  more: Record<string, string> = {},
) {
  const [method = '', path = ''] = name.split(' ')
  const browser = await whoMay(route)
  const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const answer = await fetch(world.origin + path.replace(/:\w+/g, '6b0d1c1e-0000-4000-8000-000000000001'), {
    method,
    headers: {
      cookie,
      origin: world.origin,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      'if-match': '"1"',
      ...more,
    },
    body: body as BodyInit,
  })
  await answer.arrayBuffer()
  return answer.status
}

test('nested without end is a wrong request at every door, and no fault of ours', async () => {
  expect(doors.length).toBeGreaterThan(60)
  const reached = new Set<number>()
  for (const [name, route] of doors) {
    for (const body of bodiesOf(route)) {
      const status = await send(name, route, body)
      reached.add(status)
      expect(status, `${name} ${body.slice(0, 60)}`).toBeLessThan(500)
    }
  }
  expect([...reached]).toContain(422)
  expect(await world.context.db.selectFrom('bug').selectAll().execute()).toEqual([])
})

test('a body that is packed is not unpacked: a bomb is a few bytes that are no JSON', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000, ' '))
  const route = routes['POST /api/staff-session']
  for (const encoding of ['gzip', 'deflate', 'br', 'zstd', 'gzip, gzip', 'no such']) {
    const packed = { 'content-encoding': encoding }
    expect(await send('POST /api/staff-session', route, bomb, packed)).toBe(400)
  }
})
