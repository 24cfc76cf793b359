import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { bytesIn } from '../../test/backup-place.ts'
import type { AskedWorld } from '../../test/signed-world.ts'
import { keptWorlds } from '../../test/worlds/kept-world.ts'
import type * as Storage from '../file-storage.ts'
import { newBackupKey } from './age.ts'
import type * as BackUp from './back-up.ts'
import { backupsIn } from './backup-folder.ts'
import type * as Copying from './copy-files.ts'
import { readManifest } from './manifest.ts'
import { checkBackup } from './verify-backup.ts'

/** What happens when the files are copied, and the folders whose names were written to the disk. */
const meanwhile = vi.hoisted(() => ({ copied: async (): Promise<void> => {}, synced: [] as string[] }))
vi.mock('./copy-files.ts', async (original) => {
  const real = await original<typeof Copying>()
  const copyFiles: typeof real.copyFiles = async (...args) => {
    const copied = await real.copyFiles(...args)
    await meanwhile.copied()
    return copied
  }
  return { ...real, copyFiles }
})
vi.mock('../file-storage.ts', async (original) => {
  const real = await original<typeof Storage>()
  const keepName = async (folder: string) => {
    meanwhile.synced.push(folder)
    await real.keepName(folder)
  }
  return { ...real, keepName }
})

let backUp: typeof BackUp.backUp
let world: AskedWorld
let folder: string
let publicKey: string
let secretKeys: string[]
/** Of a stored file. */
let id: string
let path: string

beforeAll(async () => {
  // Other files may have loaded them already, without these steps in between; the world has to be of the same ones.
  vi.resetModules()
  backUp = (await import('./back-up.ts')).backUp
  const { backedUp } = await import('../../test/backup-place.ts')
  folder = await mkdtemp(join(tmpdir(), 'otinish-backup-'))
  const at = { dir: join(folder, 'first'), keyFile: join(folder, 'backup.key'), migrated: true }
  world = await backedUp(keptWorlds().at(-1) ?? '', at)
  const key = await newBackupKey()
  publicKey = key.public
  secretKeys = [key.secret]
  const filesDir = join(world.context.config.filesDir, 'files')
  const [stored = ''] = Object.keys(await bytesIn(filesDir))
  id = stored.slice(3)
  path = join(filesDir, stored)
}, 120_000)
afterEach(() => {
  meanwhile.copied = async () => {}
})
afterAll(async () => {
  vi.resetModules()
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

/** Everything that is wrong with the backups of a folder, decrypted too. */
async function faultsIn(dir: string): Promise<unknown[]> {
  const all: unknown[] = []
  for (const backup of await backupsIn(dir)) {
    const manifest = await readManifest(dir, backup, world.context.config.masterKey)
    all.push(...(await checkBackup(dir, backup, manifest, secretKeys)).faults)
  }
  return all
}

/** While the work is done, the stored file is out of the way. */
async function without(work: () => Promise<void>): Promise<void> {
  await rename(path, `${path}.aside`)
  try {
    await work()
  } finally {
    await rm(path, { recursive: true, force: true })
    await rename(`${path}.aside`, path)
  }
}

test('a backup whose hold on deletions was lost is not kept', async () => {
  const dir = join(folder, 'disconnected')
  let ended = 0
  meanwhile.copied = async () => {
    const { rows } = await sql`
      select pg_terminate_backend(pid) from pg_locks
       where locktype = 'advisory' and objid = 7265441 and pid <> pg_backend_pid()
         and database = (select oid from pg_database where datname = current_database())`.execute(
      world.context.db,
    )
    ended = rows.length
  }
  await expect(backUp(world.context, dir, [publicKey])).rejects.toMatchObject({ problem: 'disconnected' })
  expect([ended, await backupsIn(dir)]).toEqual([1, []])
})

test('a file that the disk does not give is told, and the rest is in the backup', async () => {
  const dir = join(folder, 'unreadable')
  await without(async () => {
    await mkdir(path)
    expect((await backUp(world.context, dir, [publicKey])).lost).toEqual([id])
  })
  expect(await faultsIn(dir)).toEqual([])
})

test('the bytes that are compared are those that are kept', async () => {
  const { files } = world.context
  const get = async (one: string): Promise<Uint8Array> => {
    const bytes = await files.get(one)
    if (one === id) bytes[20] = (bytes[20] ?? 0) ^ 1
    return bytes
  }
  const context = { ...world.context, files: { ...files, get } }
  expect((await backUp(context, join(folder, 'read-twice'), [publicKey])).lost).toEqual([id])
})

test('what lies among the files without any backup knowing it is written again', async () => {
  const dir = join(folder, 'left-over')
  await backUp(world.context, dir, [publicKey])
  const [backup = ''] = await backupsIn(dir)
  await rm(join(dir, backup), { recursive: true })
  const [pooled = ''] = Object.keys(await bytesIn(join(dir, 'files')))
  await writeFile(join(dir, 'files', pooled), 'of others')
  await backUp(world.context, dir, [publicKey])
  expect(await faultsIn(dir)).toEqual([])
})

test('a file that only an older backup knows stays as that one knows it', async () => {
  const dir = join(folder, 'older')
  await backUp(world.context, dir, [publicKey])
  const before = await bytesIn(join(dir, 'files'))
  await without(async () => {
    expect((await backUp(world.context, dir, [publicKey])).lost).toEqual([id])
  })
  await backUp(world.context, dir, [publicKey])
  expect(await bytesIn(join(dir, 'files'))).toEqual(before)
  expect(await faultsIn(dir)).toEqual([])
})

test('each file’s name outlives a power cut, and that of each folder made for it', async () => {
  const dir = join(folder, 'synced')
  meanwhile.synced.length = 0
  await backUp(world.context, dir, [publicKey])
  const folders = new Set<string>()
  for (const name of Object.keys(await bytesIn(dir))) {
    for (let one = dirname(join(dir, name)); one !== folder; one = dirname(one)) folders.add(one)
  }
  expect([...folders].filter((one) => !meanwhile.synced.includes(one))).toEqual([])
  expect(await readFile(path)).toEqual(Buffer.from(await world.context.files.get(id)))
})
