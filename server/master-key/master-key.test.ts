import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { type BareContext, createBareContext } from '../../test/bare-context.ts'
import { newFileKey } from '../attachment/file-store.ts'
import { MasterKeyRefused } from '../config.ts'
import type { Context } from '../context.ts'
import { addStaff } from '../person/add-staff.ts'
import { seal } from '../vault.ts'
import { acceptMasterKey, openEverything } from './accept-master-key.ts'
import { sealedUnder } from './sealed-under.ts'

let world: BareContext
afterEach(() => world.close())

const under = (context: Context, masterKey: Uint8Array): Context => ({
  ...context,
  config: { ...context.config, masterKey },
})
const accept = ({ db, config, now }: Context) => acceptMasterKey(db, config.masterKey, now())
const checks = () => world.context.db.selectFrom('master_key_check').selectAll().execute()
const stranger = () => new Uint8Array(randomBytes(32))

const staffMember = (login: string) => ({
  login,
  name: { family: 'Бекова', given: 'Гүлнар', patronymic: null },
  roles: ['head'] as const,
  extension: null,
  password: 'бұрынғы құпиясөз',
})

/** Everything that can be the only sealed secret of a database older than check values. */
const secrets: Record<string, (context: Context) => Promise<unknown>> = {
  'the key of a file': (context) => newFileKey(context.db, context),
  'a one-time code': (context) => addStaff(context, staffMember('gulnar')),
  'the company’s seal': async ({ db, config, now }) => {
    const id = randomUUID()
    const sealed = seal(config.masterKey, new Uint8Array(64), sealedUnder.companySeal(id))
    await db
      .insertInto('company_seal')
      .values({
        id,
        certificate: Buffer.from('certificate'),
        chain: [],
        sealed_key: Buffer.from(sealed),
        added_at: new Date(now()),
        removed_at: null,
      })
      .execute()
  },
}

test('a new database takes the first key, and no other after it', async () => {
  world = await createBareContext()
  await accept(world.context)
  const before = await checks()
  expect(before).toHaveLength(1)
  await accept(world.context)
  await expect(accept(under(world.context, stranger()))).rejects.toThrow(MasterKeyRefused)
  expect(await checks()).toEqual(before)
})

test('of two first starts at once with two keys one is refused', async () => {
  world = await createBareContext()
  const contexts = [world.context, under(world.context, stranger())]
  const outcomes = await Promise.allSettled(contexts.map(accept))
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

describe('a database older than check values', () => {
  test.each(Object.keys(secrets))('whose only secret is %s tells its key by it', async (name) => {
    world = await createBareContext()
    await secrets[name]?.(world.context)
    await expect(accept(under(world.context, stranger()))).rejects.toThrow(MasterKeyRefused)
    expect(await checks()).toEqual([])
    await accept(world.context)
    expect(await checks()).toHaveLength(1)
  })

  test('that once ran under a wrong key takes the key of the greater part', async () => {
    world = await createBareContext()
    const wrong = under(world.context, stranger())
    for (let n = 0; n < 3; n += 1) await newFileKey(world.context.db, world.context)
    await addStaff(wrong, staffMember('gulnar'))
    await newFileKey(wrong.db, wrong)
    await expect(accept(wrong)).rejects.toThrow(MasterKeyRefused)
    await accept(world.context)
    expect(await openEverything(world.context.db, world.context.config.masterKey)).toEqual({
      opened: 4,
      closed: 2,
      check: 'opened',
    })
  })

  test('with as many secrets under one key as under another takes neither', async () => {
    world = await createBareContext()
    const other = under(world.context, stranger())
    await newFileKey(world.context.db, world.context)
    await newFileKey(other.db, other)
    for (const context of [world.context, other]) {
      await expect(accept(context)).rejects.toThrow(MasterKeyRefused)
    }
    expect(await checks()).toEqual([])
  })

  test('keys of erased appeals tell nothing', async () => {
    world = await createBareContext()
    const id = await newFileKey(world.context.db, under(world.context, stranger()))
    await world.context.db
      .updateTable('file_key')
      .set({ wrapped: null, destroyed_at: new Date(world.context.now()) })
      .where('id', '=', id)
      .execute()
    await accept(world.context)
    expect(await checks()).toHaveLength(1)
  })
})

test('the serving role can’t put another check value in its place', async () => {
  world = await createBareContext()
  await accept(world.context)
  const { db } = world.context
  await expect(
    db
      .updateTable('master_key_check')
      .set({ sealed: Buffer.from('x') })
      .execute(),
  ).rejects.toThrow(/permission denied/)
  await expect(db.deleteFrom('master_key_check').execute()).rejects.toThrow(/permission denied/)
})
