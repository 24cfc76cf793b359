import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Authority, createAuthority } from '../../pretend/certification-authority/authority.ts'
import { createWorld, type World } from '../../test/world.ts'
import { run } from './seal.ts'

let world: World
let authority: Authority
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otinish-seal-'))
  authority = await createAuthority({ now: new Date(), title: 'СЫНАҚ' })
  await trust('anchors', authority.anchors)
  await trust('intermediates', authority.intermediates)
  world = await createWorld({ now: new Date().toISOString(), demo: false })
  vi.stubEnv('DATABASE_URL', world.database.appUrl)
  vi.stubEnv('MASTER_KEY', Buffer.from(world.context.config.masterKey).toString('hex'))
  vi.stubEnv('FILES_URL', join(folder, 'files'))
  vi.stubEnv('TRUST_DIR', folder)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await world.close()
  await rm(folder, { recursive: true, force: true })
})
afterEach(() => void vi.restoreAllMocks())

async function trust(role: string, certificates: readonly Uint8Array[]): Promise<void> {
  await mkdir(join(folder, role))
  for (const [i, der] of certificates.entries()) await writeFile(join(folder, role, `${i}.cer`), der)
}

async function keyFile(name: string, bin: string | null): Promise<string> {
  const { p12 } = await authority.issuePersonKey({
    surname: 'Басшыев',
    givenName: 'Бірінші',
    iin: '640723100015',
    ...(bin === null ? {} : { company: { bin, name: '«ҚТК» АҚ' } }),
    algorithm: 'gost2015',
    purpose: 'sign',
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
    password: 'Qwerty12',
  })
  await writeFile(join(folder, name), p12)
  return join(folder, name)
}

async function seal(...args: string[]): Promise<{ exit: number; out: string; error: string }> {
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const exit = await run([...args, '--language', 'ru'])
  return { exit, out: out.mock.calls.flat().join('\n'), error: error.mock.calls.flat().join('\n') }
}

test('a key of the company is installed and shown; its password is not kept', async () => {
  expect(await seal('show')).toMatchObject({ exit: 0, out: expect.stringContaining('не установлен') })
  const password = join(folder, 'password')
  await writeFile(password, 'Qwerty12\n')
  const file = await keyFile('company.p12', '990140990016')
  const added = await seal('add', file, '--password-file', password)
  expect(added).toMatchObject({ exit: 0, out: expect.stringContaining('БИН 990140990016') })
  expect(added.out).toContain('ГОСТ')
  expect(await seal('show')).toMatchObject({ exit: 0, out: expect.stringContaining('установлен') })
  const [row] = await world.context.db.selectFrom('company_seal').selectAll().execute()
  expect(row?.sealed_key.length).toBe(64 + 28)
})

test('any other key, a wrong password and no file are refused in words', async () => {
  const right = join(folder, 'right')
  await writeFile(right, 'Qwerty12')
  const wrong = join(folder, 'wrong')
  await writeFile(wrong, 'Qwerty13')
  const company = await keyFile('again.p12', '990140990016')
  const refused = async (file: string, password: string) =>
    await seal('add', file, '--password-file', password)
  expect(await refused(await keyFile('person.p12', null), right)).toMatchObject({
    exit: 1,
    error: 'otinish seal: это ключ физического лица; нужен ключ компании',
  })
  expect((await refused(await keyFile('other.p12', '050540000015'), right)).error).toContain('БИН в ключе')
  expect((await refused(company, wrong)).error).toContain('неверный пароль')
  expect((await refused(join(folder, 'none.p12'), right)).error).toContain('Не удалось прочитать')
  for (const args of [[], ['add'], ['show', 'it'], ['remove', company]]) {
    expect((await seal(...args)).exit).toBe(3)
  }
})
