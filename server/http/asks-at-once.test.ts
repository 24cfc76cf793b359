import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { routes } from '../../wire/routes.ts'
import { AsksAtOnce } from './asks-at-once.ts'

/** A request as far as its places go. */
const request = (clientAddress: string, id?: string) =>
  ({ clientAddress, caller: id === undefined ? null : { asker: { id } } }) as unknown as FastifyRequest

/** How many of so many at once have their place. */
async function taken(asks: AsksAtOnce, many: number, who: FastifyRequest, route: keyof typeof routes) {
  const leaves: (() => void)[] = []
  const all = Array.from({ length: many }, async () => {
    leaves.push(await asks.takePlace(routes[route], who))
  })
  await new Promise((resolve) => setImmediate(resolve))
  return { leaves, all }
}

test('of one account four asks at once are worked at, the rest waits its turn; another account has its own', async () => {
  const asks = new AsksAtOnce(({ clientAddress }) => clientAddress)
  const { leaves, all } = await taken(asks, 10, request('203.0.113.5', 'a'), 'GET /api/incoming')
  expect(leaves).toHaveLength(4)
  // From the same address.
  expect((await taken(asks, 3, request('203.0.113.5', 'b'), 'GET /api/incoming')).leaves).toHaveLength(3)
  for (let n = 0; n < 10; n += 1) {
    await expect.poll(() => leaves.length).toBeGreaterThan(n)
    leaves[n]?.()
  }
  await Promise.all(all)
  expect((await taken(asks, 4, request('203.0.113.5', 'a'), 'GET /api/incoming')).leaves).toHaveLength(4)
})

test('nobody signed in has the places of the address; too many that wait are refused', async () => {
  const asks = new AsksAtOnce(({ clientAddress }) => clientAddress)
  const { leaves } = await taken(asks, 1008, request('203.0.113.5'), 'GET /api/tariffs')
  expect(leaves).toHaveLength(8)
  await expect(asks.takePlace(routes['GET /api/tariffs'], request('203.0.113.5'))).rejects.toMatchObject({
    status: 429,
    code: 'too_much_at_once',
  })
  expect((await taken(asks, 1, request('203.0.113.6'), 'GET /api/tariffs')).leaves).toHaveLength(1)
  for (let n = 0; n < 1008; n += 1) {
    await expect.poll(() => leaves.length, { interval: 1 }).toBeGreaterThan(n)
    leaves[n]?.()
  }
})

test('what lasts takes no place here: it has its own', async () => {
  const asks = new AsksAtOnce(({ clientAddress }) => clientAddress)
  const lasting = [
    'GET /api/notices/stream',
    'GET /api/appeals/:id/files/:fileId',
    'PATCH /api/drafts/:id/uploads/:uploadId',
    'POST /api/drafts/:id/letter',
    'POST /api/staff-session',
  ] as const
  for (const name of lasting) {
    expect((await taken(asks, 30, request('203.0.113.5', 'a'), name)).leaves, name).toHaveLength(30)
  }
})

test('who asks is looked up a few at a time for one address, and a look-up that fails gives its place back', async () => {
  const asks = new AsksAtOnce(({ clientAddress }) => clientAddress)
  let under = 0
  let most = 0
  const look = async (): Promise<void> => {
    under += 1
    most = Math.max(most, under)
    await new Promise((resolve) => setImmediate(resolve))
    under -= 1
    throw new Error('nobody')
  }
  const all = Array.from({ length: 40 }, () => asks.lookUp(request('203.0.113.5'), look))
  expect((await Promise.allSettled(all)).every(({ status }) => status === 'rejected')).toBe(true)
  expect(most).toBe(8)
})
