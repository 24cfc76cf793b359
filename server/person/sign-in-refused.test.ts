import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusalCodes, refuse } from '../../domain/refusal.ts'
import { verdictCodes } from '../../eds/verdict.ts'
import { createWorld, type World } from '../../test/world.ts'
import { httpCodes } from '../../words/http-codes.ts'
import { HttpRefused, NotFound, Refused, SignatureRefused } from '../refused.ts'
import { proveAgain } from './prove-again.ts'
import { tellingRefusal } from './sign-in-refused.ts'

const start = Date.parse('2026-01-12T05:30:00Z')
let world: World
beforeAll(async () => {
  world = await createWorld({ now: new Date(start).toISOString() })
})
afterAll(() => world.close())

/** Every no that there is, by its code. */
const everyNo: readonly (readonly [string, Error])[] = [
  ...httpCodes.map((code) => [code, new HttpRefused(422, code)] as const),
  ...refusalCodes.map((code) => [code, new Refused(refuse(code))] as const),
  ...verdictCodes.map((code) => [code, new SignatureRefused(code, 'signIn')] as const),
  ['not_found', new NotFound()],
]

/** Codes of the rows that this act left, so many of an address being kept an hour. */
async function rowsOf(act: 'signInRefused' | 'proofRefused', refuseBy: (no: Error) => Promise<unknown>) {
  for (const [n, [, no]] of everyNo.entries()) {
    world.setNow(new Date(start + n * 3_600_000).toISOString())
    await expect(refuseBy(no)).rejects.toBe(no)
  }
  const rows = await world.context.db
    .selectFrom('security_event')
    .select('about')
    .where('code', '=', act)
    .orderBy('seq')
    .execute()
  return rows.map(({ about }) => (about as { why: string }).why)
}

test('every refusal of a sign-in has a row, whatever layer said no', async () => {
  const whys = await rowsOf('signInRefused', (no) =>
    tellingRefusal(world.context, 'staff', 'key', () => Promise.reject(no)),
  )
  expect(whys).toEqual(everyNo.map(([code]) => code))
  expect(whys).toContain('key_of_another_company')
})

test('and every refusal of proving it again', async () => {
  const { id } = world.people.executor
  const asker = {
    kind: 'staff',
    id,
    sessionId: crypto.randomUUID(),
    roles: ['executor'],
    language: 'kk',
    duty: { units: [], insteadOf: [] },
  } as never
  const whys = await rowsOf('proofRefused', (no) =>
    proveAgain(world.context, asker, 'key', () => Promise.reject(no)),
  )
  expect(whys).toEqual(everyNo.map(([code]) => code))
})

test('what broke is no refusal', async () => {
  const count = async () =>
    (await world.context.db.selectFrom('security_event').select('seq').execute()).length
  const before = await count()
  const broken = new Error('broken on purpose')
  await expect(tellingRefusal(world.context, 'staff', 'key', () => Promise.reject(broken))).rejects.toBe(
    broken,
  )
  expect(await count()).toBe(before)
})
