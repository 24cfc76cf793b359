import type { Updateable } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tables } from '../../db/tables.ts'
import { parseCertificate } from '../../eds/certificate.ts'
import { createAuthority } from '../../pretend/certification-authority/authority.ts'
import {
  type AskedWorld,
  createAskedWorld,
  issueKey,
  sendFree,
  signatureOf,
} from '../../test/signed-world.ts'
import { sweep } from '../process/sweep.ts'
import { recheckVerdicts } from './recheck.ts'

const now = Date.parse('2026-01-12T05:00:00Z')
let world: AskedWorld
const ids = { good: '', gost: '', revoked: '', forgiven: '', open: '' }

beforeAll(async () => {
  world = await createAskedWorld('2026-01-12T05:00:00Z')
  const send = async (order: Parameters<typeof issueKey>[1], revokedAt?: number) => {
    const key = await issueKey(world.authority, order)
    if (revokedAt !== undefined) {
      world.services.register.revoke(key.certificate.facts.serial, { at: revokedAt, reason: 'superseded' })
    }
    const { status, body } = await sendFree(world, await world.as(world.people.aigerim), key)
    expect(status, JSON.stringify(body)).toBe(200)
    return (await signatureOf(world.context, body.id)).id
  }
  ids.good = await send({})
  ids.gost = await send({ algorithm: 'gost2015' })
  ids.revoked = await send({}, now - 3_600_000)
  ids.forgiven = await send({}, now + 3_600_000)
  await sweep(world.context)
  // The lists that were fetched a while ago help nobody any more.
  world.setNow(new Date(now + 30 * 60_000).toISOString())
  world.services.behave('down')
  ids.open = await send({ algorithm: 'gost2015' })
  await sweep(world.context)
})
afterAll(() => world.close())

const found = async () =>
  (await recheckVerdicts(world.context)).differences.map(({ signatureId, what }) => [signatureId, what])
const row = (id: string) =>
  world.context.db.selectFrom('signature').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
type Change = Updateable<Tables['signature']>
const change = (id: string) => world.context.db.updateTable('signature').where('id', '=', id)

/** Plants a change, looks, and puts back what was there. */
async function planted(id: string, values: Change): Promise<string[]> {
  const { signer, signer_position: _, ...before } = await row(id)
  await change(id).set(values).execute()
  const differences = await found()
  await change(id)
    .set({ ...before, signer: JSON.stringify(signer) })
    .execute()
  expect(differences.every(([signatureId]) => signatureId === id)).toBe(true)
  return differences.map(([, what]) => what ?? '')
}

test('what was decided is decided so again, long after and with nobody to ask', async () => {
  expect(await row(ids.revoked)).toMatchObject({ revocation: 'revoked' })
  expect(await row(ids.forgiven)).toMatchObject({ revocation: 'good', revoked_at: new Date(now + 3_600_000) })
  expect(await row(ids.open)).toMatchObject({ revocation: 'unknown' })
  const later = { ...world.context, now: () => now + 10 * 365 * 86_400_000 }
  expect(await recheckVerdicts(later)).toMatchObject({ checked: 5, erased: 0, differences: [] })
})

test('a timestamp is told a year before its authority’s certificate ends, no sooner, and for ever after', async () => {
  const stamped = (await world.context.db.selectFrom('signature').selectAll().execute()).filter(
    ({ timestamp_chain }) => timestamp_chain !== null,
  )
  expect(stamped.length).toBeGreaterThan(0)
  const ends = stamped.map(({ timestamp_chain }) => {
    const chain = (timestamp_chain ?? []).map((der) => parseCertificate(new Uint8Array(der)).facts.notAfter)
    return Math.min(...(chain.length > 1 ? chain.slice(0, -1) : chain))
  })
  const lapsingAt = async (at: number) => (await recheckVerdicts({ ...world.context, now: () => at })).lapsing
  const [first, last] = [Math.min(...ends), Math.max(...ends)]
  const year = 366 * 86_400_000
  expect(await lapsingAt(first - year - 1)).toEqual([])
  expect((await lapsingAt(first - year)).map(({ until }) => until)).toContain(first)
  expect(await lapsingAt(last + 10 * year)).toHaveLength(stamped.length)
})

test('a verdict that was written over is told', async () => {
  const revoked = { result: 'invalid', code: 'revoked', revocation: 'revoked' } as const
  expect(await planted(ids.good, revoked)).toEqual(['result', 'revocation', 'code'])
  const good = { result: 'valid', code: 'ok', revocation: 'good' } as const
  expect(await planted(ids.revoked, good)).toEqual(['result', 'revocation', 'code'])
  // An open one has no answers to rest a good word on.
  expect(await planted(ids.open, good)).toEqual(['result', 'revocation', 'code'])
  expect(await planted(ids.forgiven, { revoked_at: null })).toEqual(['revokedAt'])
})

test('another name, another moment, another token, another chain', async () => {
  const { signer, timestamp_token: token } = await row(ids.gost)
  expect(
    await planted(ids.gost, { signer: JSON.stringify({ ...(signer as object), name: 'БАСҚА АДАМ' }) }),
  ).toEqual(['signer'])
  expect(await planted(ids.gost, { timestamped_at: new Date(now - 1) })).toEqual(['timestamp'])
  const { timestamp_token: other } = await row(ids.good)
  expect(token).not.toBeNull()
  expect(await planted(ids.gost, { timestamp_token: other })).toEqual(['timestamp'])
  const stranger = await createAuthority({ now: new Date(now) })
  const chain = [...(await row(ids.good)).chain.slice(0, 1), stranger.intermediates[0], stranger.anchors[0]]
  const forged = chain.map((der) => Buffer.from(der ?? []))
  expect(await planted(ids.good, { chain: forged })).toContain('root')
  expect(await planted(ids.good, { received_at: new Date(now - 5 * 365 * 86_400_000) })).toContain('result')
})

test('an answer taken away, or another one in its place', async () => {
  const { db } = world.context
  const answers = await db
    .selectFrom('signature_answer')
    .selectAll()
    .where('signature_id', '=', ids.good)
    .execute()
  const others = await db
    .selectFrom('signature_answer')
    .selectAll()
    .where('signature_id', '=', ids.gost)
    .execute()
  await db.deleteFrom('signature_answer').where('signature_id', '=', ids.good).execute()
  await db
    .insertInto('signature_answer')
    .values(others.map((one) => ({ ...one, signature_id: ids.good })))
    .execute()
  expect(await found()).toEqual([
    [ids.good, 'result'],
    [ids.good, 'revocation'],
    [ids.good, 'code'],
  ])
  await db.deleteFrom('signature_answer').where('signature_id', '=', ids.good).execute()
  await db.insertInto('signature_answer').values(answers).execute()
  expect(await found()).toEqual([])
})

test('stored bytes of the letter that are not those that were kept', async () => {
  const { context } = world
  const { cms_file_id: id } = await row(ids.good)
  const bytes = await context.files.get(id)
  const broken = Uint8Array.from(bytes)
  broken[100] = (broken[100] ?? 0) ^ 1
  await context.files.put(id, broken)
  expect(await found()).toEqual([[ids.good, 'files']])
  await context.files.put(id, bytes)
  expect(await found()).toEqual([])
})
