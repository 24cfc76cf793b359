import type * as FileSystem from 'node:fs/promises'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { identityToRecipient } from 'age-encryption'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type * as Loading from '../../db/load-snapshot.ts'
import { bytesIn, damage, emptyPlace, onOwner, type Place } from '../../test/backup-place.ts'
import type { AskedWorld } from '../../test/signed-world.ts'
import { keptWorlds } from '../../test/worlds/kept-world.ts'
import { encrypted } from './age.ts'
import { backupsIn, fileListOf, jobsName, tableOf } from './backup-folder.ts'
import { BackupRefused } from './backup-refused.ts'
import { openKept } from './open-kept.ts'
import type * as Restore from './restore.ts'
import type * as Verifying from './verify-backup.ts'
import type * as Whole from './whole-file.ts'
import { measureFile, writeWhole } from './whole-file.ts'

/** What happens between two steps of a restore, and a folder that the disk does not give. */
const meanwhile = vi.hoisted(() => ({
  checked: async (): Promise<void> => {},
  loading: async (): Promise<void> => {},
  unreadable: '',
  measured: async (_path: string): Promise<void> => {},
}))
vi.mock('./verify-backup.ts', async (original) => {
  const real = await original<typeof Verifying>()
  const checkBackup: typeof real.checkBackup = async (...args) => {
    const found = await real.checkBackup(...args)
    await meanwhile.checked()
    return found
  }
  return { ...real, checkBackup }
})
vi.mock('../../db/load-snapshot.ts', async (original) => {
  const real = await original<typeof Loading>()
  const loadSnapshot: typeof real.loadSnapshot = async (...args) => {
    await meanwhile.loading()
    await real.loadSnapshot(...args)
  }
  return { ...real, loadSnapshot }
})
vi.mock('./whole-file.ts', async (original) => {
  const real = await original<typeof Whole>()
  const measureFile = async (path: string) => {
    const found = await real.measureFile(path)
    await meanwhile.measured(path)
    return found
  }
  return { ...real, measureFile }
})
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof FileSystem>()
  const readdir = async (...args: Parameters<typeof real.readdir>) => {
    if (args[0] === meanwhile.unreadable) throw Object.assign(new Error('EIO'), { code: 'EIO' })
    return await real.readdir(...args)
  }
  return { ...real, readdir }
})

const nothing = { size: 0, sha256: '' }
let restore: typeof Restore.restore
let world: AskedWorld
let folder: string
let backup: string
let secretKeys: string[]
const dir = (): string => join(folder, 'backups')

beforeAll(async () => {
  // Other files may have loaded them already, without these steps in between; the world has to be of the same ones.
  vi.resetModules()
  restore = (await import('./restore.ts')).restore
  const { backedUp } = await import('../../test/backup-place.ts')
  folder = await mkdtemp(join(tmpdir(), 'otinish-restore-'))
  const keyFile = join(folder, 'backup.key')
  world = await backedUp(keptWorlds().at(-1) ?? '', { dir: dir(), keyFile, migrated: true })
  secretKeys = [await readFile(keyFile, 'utf8')]
  backup = (await backupsIn(dir()))[0] ?? ''
}, 120_000)
afterEach(() => {
  meanwhile.checked = async () => {}
  meanwhile.loading = async () => {}
  meanwhile.measured = async () => {}
  meanwhile.unreadable = ''
})
afterAll(async () => {
  vi.resetModules()
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

function restoreInto({ database, filesDir, masterKey }: Place, name = backup) {
  const { ownerUrl } = database
  return restore({
    dir: dir(),
    backup: name,
    secretKeys,
    masterKey,
    ownerUrl,
    filesDir,
    now: new Date(),
  })
}

/** Restoring into an empty place fails like this; the files that lie there afterwards. */
async function failing(problem: string, prepare: (place: Place) => Promise<void>): Promise<string[]> {
  const place = await emptyPlace(world.context.config.masterKey)
  try {
    await prepare(place)
    await expect(restoreInto(place)).rejects.toThrow(problem)
    return Object.keys(await bytesIn(place.filesDir))
  } finally {
    await place.clear()
  }
}

const put = async ({ filesDir }: Place): Promise<void> => {
  await mkdir(filesDir, { recursive: true })
  await writeFile(join(filesDir, 'of-others'), 'x')
}

test('a folder that can’t be read is not taken for an empty one', async () => {
  const place = await emptyPlace(world.context.config.masterKey)
  meanwhile.checked = async () => {
    throw new Error('went on')
  }
  meanwhile.unreadable = place.filesDir
  await expect(restoreInto(place)).rejects.toThrow('EIO')
  await place.clear()
})

test('a folder or a database that was used while the backup was compared is refused', async () => {
  const left = await failing('folderNotEmpty', async (place) => {
    meanwhile.checked = () => put(place)
  })
  expect(left).toEqual(['of-others'])
  expect(
    await failing('databaseNotEmpty', async ({ database }) => {
      meanwhile.checked = () => onOwner(database, 'create table others ()')
    }),
  ).toEqual([])
})

test('a restore that fails removes the files that it put, and no others', async () => {
  const left = await failing('no more', async (place) => {
    meanwhile.loading = async () => {
      expect(Object.keys(await bytesIn(place.filesDir))).not.toEqual([])
      await put(place)
      throw new Error('no more')
    }
  })
  expect(left).toEqual(['of-others'])
})

test('two restores into one database do not run at once', async () => {
  const place = await emptyPlace(world.context.config.masterKey)
  let second: unknown
  meanwhile.checked = async () => {
    meanwhile.checked = async () => {}
    second = await restoreInto(place).catch((error: unknown) => error)
    throw new Error('enough')
  }
  await expect(restoreInto(place)).rejects.toThrow('enough')
  await place.clear()
  expect(second).toMatchObject({ problem: 'restoring' })
})

/** The same rows, encrypted again to the same key: they open and load, but nobody compared these bytes. */
async function encryptAgain(path: string): Promise<void> {
  const wanted = (await measureFile(path)) ?? nothing
  const rows = await buffer(await openKept(path, secretKeys, wanted))
  const publicKey = await identityToRecipient(secretKeys[0] ?? '')
  await writeWhole(path, await encrypted(Readable.from([rows]), [publicKey]))
}

test('what was changed after it was compared is not loaded', async () => {
  for (const change of [encryptAgain, damage]) {
    for (const table of ['event', jobsName]) {
      const path = tableOf(join(dir(), backup), table)
      const bytes = await readFile(path)
      try {
        const left = await failing('changed', async () => {
          meanwhile.checked = () => change(path)
        })
        // Jobs are the last, when all the rest is there.
        if (table !== jobsName) expect(left).toEqual([])
      } finally {
        await writeFile(path, bytes)
      }
    }
  }
}, 120_000)

test('the list of files is taken from the bytes that were compared', async () => {
  const path = fileListOf(join(dir(), backup))
  const bytes = await readFile(path)
  meanwhile.checked = async () => {
    throw new Error('enough')
  }
  meanwhile.measured = async (measured) => {
    if (measured === path) await writeFile(path, 'not a list\n')
  }
  try {
    expect(await failing('enough', async () => {})).toEqual([])
  } finally {
    await writeFile(path, bytes)
  }
})

test('an old backup under a new name is not taken for the newest', async () => {
  const later = '2099-01-01T00-00-00Z'
  await rename(join(dir(), backup), join(dir(), later))
  try {
    const place = await emptyPlace(world.context.config.masterKey)
    await expect(restoreInto(place, later)).rejects.toMatchObject({ problem: 'renamed' })
    await place.clear()
  } finally {
    await rename(join(dir(), later), join(dir(), backup))
  }
})

test('only a key that does not fit is told as another secret key', async () => {
  const path = tableOf(join(dir(), backup), 'event')
  const wanted = (await measureFile(path)) ?? nothing
  const why = (at: string) =>
    openKept(at, secretKeys, wanted).then(
      () => null,
      (error: unknown) => (error instanceof BackupRefused ? error.problem : String(error)),
    )
  expect(await why(`${path}.gone`)).toBe('missing')
  expect(await why(join(dir(), backup))).toContain('EISDIR')
  const text = join(folder, 'no-age')
  await writeFile(text, 'these are no encrypted bytes\n')
  expect(await why(text)).toBe('changed')
})
