import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../db/migrate.ts'
import { fromHex } from '../../eds/bytes.ts'
import { holdDeletions } from '../../server/attachment/deletion-store.ts'
import { forgetBytes, keepFile, newFileKey } from '../../server/attachment/file-store.ts'
import { sweepFiles } from '../../server/attachment/sweep-files.ts'
import { backupsIn } from '../../server/backup/backup-folder.ts'
import { acceptMasterKey } from '../../server/master-key/accept-master-key.ts'
import { bytesIn, damage, otinishAt, type Place } from '../../test/backup-place.ts'
import { createEmptyDatabase } from '../../test/database.ts'
import { needs } from '../../test/other-program.ts'
import type { AskedWorld } from '../../test/signed-world.ts'
import { keptWorlds, loadTables, readKeptWorld } from '../../test/worlds/kept-world.ts'
import { openKeptWorld } from '../../test/worlds/open-world.ts'

let world: AskedWorld
let place: Place
let folder: string
let publicKey: string
const dir = (): string => join(folder, 'backups')
const keyFile = (): string => join(folder, 'backup.key')
const otinish = (...args: string[]) => otinishAt(place, ...args)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otinish-backup-'))
  const kept = readKeptWorld(keptWorlds().at(-1) ?? '')
  const database = await createEmptyDatabase()
  await loadTables(database.ownerUrl, kept)
  await migrate({ ownerUrl: database.ownerUrl, now: new Date(kept.now) })
  world = await openKeptWorld(kept, database)
  const { config, db, now } = world.context
  await acceptMasterKey(db, config.masterKey, now())
  place = { database, filesDir: join(config.filesDir, 'files'), masterKey: fromHex(kept.masterKey) }
}, 120_000)
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

test('a key pair is made once, and its secret part is printed nowhere', async () => {
  const { exit, said } = await otinish('backup', 'key', keyFile())
  publicKey = /age1[0-9a-z]+/.exec(said)?.[0] ?? ''
  expect([exit, publicKey, said]).toEqual([
    0,
    expect.stringMatching(/^age1/),
    expect.not.stringContaining('SECRET'),
  ])
  expect(await readFile(keyFile(), 'utf8')).toMatch(/^AGE-SECRET-KEY-1/m)
  expect(await otinish('backup', 'key', keyFile())).toMatchObject({ exit: 1 })
})

test('without a public key, or with a wrong one, no backup is begun', async () => {
  for (const [to, words] of [
    ['', 'BACKUP_PUBLIC_KEY'],
    ['age1wrong', 'age1wrong'],
  ] as const) {
    const { exit, said } = await otinish('backup', dir(), ...(to === '' ? [] : ['--to', to]))
    expect([exit, said]).toEqual([1, expect.stringContaining(words)])
  }
  expect(await backupsIn(dir())).toEqual([])
})

test('a backup is whole, and nothing of it can be read without the secret key', async () => {
  const { exit, said } = await otinish('backup', dir(), '--to', publicKey)
  expect([exit, said]).toEqual([0, expect.stringMatching(/files: [1-9]\d*, of them there before: 0/)])
  expect(await otinish('backup', 'verify', dir())).toMatchObject({ exit: 0 })
  expect(await otinish('backup', 'verify', dir(), '--key', keyFile())).toMatchObject({ exit: 0 })
  const all = Object.values(await bytesIn(dir())).join('')
  const { email } = await world.context.db
    .selectFrom('person')
    .select('email')
    .where('email', 'is not', null)
    .executeTakeFirstOrThrow()
  const [stored = ''] = Object.values(await bytesIn(place.filesDir))
  const masterKey = Buffer.from(place.masterKey).toString('hex')
  for (const secret of [Buffer.from(email ?? '').toString('hex'), stored.slice(0, 64), masterKey]) {
    expect(secret.length).toBeGreaterThan(20)
    expect(all).not.toContain(secret)
  }
})

test('what lies there opens with the standard program age, byte for byte', async () => {
  needs('age')
  const [backup = ''] = await backupsIn(dir())
  const table = join(dir(), backup, 'tables', 'event.copy.gz.age')
  const opened = execFileSync('age', ['-d', '-i', keyFile(), table])
  const rows = gunzipSync(opened).toString().trimEnd().split('\n')
  const { n } = await world.context.db
    .selectFrom('event')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow()
  expect(rows).toHaveLength(Number(n))
  const [line = ''] = (await readFile(join(dir(), backup, 'files.jsonl'), 'utf8')).split('\n')
  const { id, sealed } = JSON.parse(line)
  const [pooled = ''] = Object.keys(await bytesIn(join(dir(), 'files'))).filter((path) =>
    path.includes(sealed.sha256),
  )
  const file = execFileSync('age', ['-d', '-i', keyFile(), join(dir(), 'files', pooled)])
  expect(file.equals(await readFile(join(place.filesDir, id.slice(0, 2), id)))).toBe(true)
})

test('keys of the program age are taken too', async () => {
  needs('age')
  const made = execFileSync('age-keygen', { encoding: 'utf8', stdio: 'pipe' })
  const other = join(folder, 'age.key')
  await writeFile(other, made)
  const to = /age1[0-9a-z]+/.exec(made)?.[0] ?? ''
  const place = join(folder, 'to-two')
  expect(await otinish('backup', place, '--to', `${to},${publicKey}`)).toMatchObject({ exit: 0 })
  for (const key of [other, keyFile()]) {
    expect(await otinish('backup', 'verify', place, '--key', key)).toMatchObject({ exit: 0 })
  }
})

test('a second backup takes only what is new, and both stay whole', async () => {
  const before = Object.keys(await bytesIn(join(dir(), 'files')))
  const { context } = world
  const keyId = await newFileKey(context.db, context)
  const bytes = new Uint8Array(randomBytes(3000))
  const one = { keyId, name: 'жаңа.pdf', mediaType: 'application/pdf', bytes, scan: 'clean' } as const
  const { id } = await keepFile(context.db, context, one)
  const { said } = await otinish('backup', dir(), '--to', publicKey)
  expect(said).toContain(`files: ${before.length + 1}, of them there before: ${before.length}`)
  expect(Object.keys(await bytesIn(join(dir(), 'files')))).toHaveLength(before.length + 1)
  for (const backup of await backupsIn(dir())) {
    expect(await otinish('backup', 'verify', dir(), '--take', backup)).toMatchObject({ exit: 0 })
  }
  const sealed = await readFile(join(place.filesDir, id.slice(0, 2), id))
  const name = createHash('sha256').update(sealed).digest('hex')
  expect(Object.keys(await bytesIn(join(dir(), 'files'))).some((path) => path.includes(name))).toBe(true)
})

test('while a backup copies files, none is deleted, and no other backup begins', async () => {
  const { context } = world
  const keyId = await newFileKey(context.db, context)
  const one = { keyId, name: 'a.pdf', mediaType: 'application/pdf', scan: 'clean' } as const
  const { id } = await keepFile(context.db, context, { ...one, bytes: new Uint8Array(10) })
  await context.db.deleteFrom('file').where('id', '=', id).execute()
  const client = new pg.Client({ connectionString: context.config.databaseUrl })
  await client.connect()
  try {
    expect(await holdDeletions(client)).toBe(true)
    await forgetBytes(context, [id])
    const old = new Date(Date.now() - 2 * 86_400_000)
    await utimes(join(place.filesDir, id.slice(0, 2), id), old, old)
    for await (const { path } of sweepFiles(context, true)) expect(path).not.toContain(id)
    expect(await context.files.head(id)).not.toBeNull()
    const { exit, said } = await otinish('backup', dir(), '--to', publicKey)
    expect([exit, said]).toEqual([1, expect.stringContaining('Another backup')])
  } finally {
    await client.end()
  }
  await expect.poll(() => forgetBytes(context, [id]).then(() => context.files.head(id))).toBeNull()
})

test('a stored file that is damaged is told by its id, and the rest is in the backup', async () => {
  const [id = ''] = Object.keys(await bytesIn(place.filesDir)).map((path) => path.slice(3))
  const path = join(place.filesDir, id.slice(0, 2), id)
  const whole = await readFile(path)
  await damage(path)
  const other = join(folder, 'damaged')
  try {
    const { exit, said } = await otinish('backup', other, '--to', publicKey)
    expect([exit, said]).toEqual([1, expect.stringContaining(id)])
    expect(await otinish('backup', 'verify', other, '--key', keyFile())).toMatchObject({
      exit: 1,
      said: expect.stringContaining(id),
    })
  } finally {
    await writeFile(path, whole)
  }
})
