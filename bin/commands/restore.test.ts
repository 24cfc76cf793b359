import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { languages } from '../../domain/language.ts'
import { fromHex } from '../../eds/bytes.ts'
import { newBackupKey } from '../../server/backup/age.ts'
import { backupsIn, manifestOf } from '../../server/backup/backup-folder.ts'
import { readManifest, writeManifest } from '../../server/backup/manifest.ts'
import {
  backedUp,
  bytesIn,
  damage,
  emptyPlace,
  onOwner,
  otinishAt,
  type Place,
  rowsIn,
} from '../../test/backup-place.ts'
import type { AskedWorld } from '../../test/signed-world.ts'
import { openWorld } from '../../test/world.ts'
import { keptWorlds, readKeptWorld } from '../../test/worlds/kept-world.ts'

const kept = readKeptWorld(keptWorlds().at(-1) ?? '')
let world: AskedWorld
let place: Place
let folder: string
let backup: string
const dir = (): string => join(folder, 'backups')
const keyFile = (): string => join(folder, 'backup.key')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otinish-restore-'))
  world = await backedUp(keptWorlds().at(-1) ?? '', { dir: dir(), keyFile: keyFile(), migrated: true })
  const { config } = world.context
  place = { database: world.database, filesDir: join(config.filesDir, 'files'), masterKey: config.masterKey }
  backup = (await backupsIn(dir()))[0] ?? ''
}, 120_000)
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

test('a backup becomes the same site: every row, job and file, and staff sign in', async () => {
  const other = await emptyPlace(place.masterKey)
  const { exit, said } = await otinishAt(other, 'restore', dir(), '--key', keyFile())
  expect([exit, said]).toEqual([0, expect.stringContaining('It may be started')])
  expect(await rowsIn(other.database)).toEqual(await rowsIn(place.database))
  expect(await bytesIn(other.filesDir)).toEqual(await bytesIn(place.filesDir))

  const files = await bytesIn(other.filesDir)
  const again = await openWorld(other, { now: kept.now }, async ({ files: storage }) => {
    for (const [path, bytes] of Object.entries(files)) await storage.put(path.slice(3), fromHex(bytes))
    return { people: kept.people, contracts: kept.contracts }
  })
  try {
    const { login, password, totpSecret } = kept.people.executor
    const code = new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({
      timestamp: Date.parse(kept.now),
    })
    const browser = await again.as(null)
    const signIn = { login, password, code }
    expect(await browser.ask('POST /api/staff-session', { body: signIn })).toMatchObject({ status: 200 })
    // Numbers that the database gives go on, and the serving role may do what it may, and no more.
    const row = { staff_id: kept.people.executor.id, role: 'auditor', change: 'granted' } as const
    await again.context.db
      .insertInto('staff_role')
      .values({ ...row, changed_at: new Date(kept.now) })
      .execute()
    await expect(again.context.db.deleteFrom('signature').execute()).rejects.toThrow('permission denied')
  } finally {
    await again.close()
    await rm(dirname(other.filesDir), { recursive: true, force: true })
  }
})

/** Restoring is refused with these words, each language its own, and the place stays as empty as it was. */
async function refused(words: RegExp | string, ...args: string[]): Promise<void> {
  const other = await emptyPlace(place.masterKey)
  try {
    const answers: string[] = []
    for (const language of languages) {
      const asked = ['restore', dir(), '--key', keyFile(), ...args, '--language', language]
      const { exit, said } = await otinishAt(other, ...asked)
      expect(exit).toBe(1)
      answers.push(said)
    }
    expect(answers.at(-1)).toMatch(words)
    expect(new Set(answers).size).toBe(languages.length)
    expect(await bytesIn(other.filesDir)).toEqual({})
    await onOwner(other.database, 'create table person ()')
  } finally {
    await other.clear()
  }
}

/** Does something to the backup, and undoes it. */
async function spoilt(path: string, how: (path: string) => Promise<void>, words: RegExp): Promise<void> {
  const aside = `${path}.aside`
  const bytes = await readFile(path)
  await writeFile(aside, bytes)
  try {
    await how(path)
    await refused(words)
    const { exit, said } = await otinishAt(place, 'backup', 'verify', dir())
    expect([exit, said]).toEqual([1, expect.stringMatching(words)])
  } finally {
    await rename(aside, path)
  }
}

test('another master key is refused by name', async () => {
  const other = await emptyPlace(new Uint8Array(32))
  const { exit, said } = await otinishAt(other, 'restore', dir(), '--key', keyFile())
  expect([exit, said]).toEqual([1, expect.stringContaining('another master key')])
  await other.clear()
})

test('another secret key is refused by name', async () => {
  const right = await readFile(keyFile(), 'utf8')
  await writeFile(keyFile(), (await newBackupKey()).secret)
  await refused(/secret key given does not open/)
  await writeFile(keyFile(), right)
})

test('a file that is missing or changed is refused by name', async () => {
  const inFolder = (path: string): string => join(dir(), path)
  const [pooled = ''] = Object.keys(await bytesIn(dir())).filter((path) => path.startsWith('files'))
  for (const path of [pooled, join(backup, 'tables', 'event.copy.gz.age'), join(backup, 'files.jsonl')]) {
    const name = path.split('/').at(-1) ?? ''
    await spoilt(inFolder(path), rm, new RegExp(`lacks a file: .*${name}`))
    await spoilt(inFolder(path), damage, new RegExp(`was changed: .*${name}`))
  }
}, 120_000)

test('a manifest that is cut, gone or changed is refused by name', async () => {
  const path = manifestOf(join(dir(), backup))
  const text = await readFile(path, 'utf8')
  await spoilt(path, (path) => writeFile(path, text.slice(0, -200)), /manifest .* is cut or damaged/)
  await spoilt(path, rm, /was cut: it has no manifest/)
  const changed = text.replace(/"rows": [1-9]\d*/, '"rows": 0')
  await spoilt(path, (path) => writeFile(path, changed), /manifest .* was changed/)
})

test('a schema that this program does not know is refused by name', async () => {
  const path = manifestOf(join(dir(), backup))
  const manifest = await readManifest(dir(), backup, place.masterKey)
  const migrations = [...manifest.migrations, { name: '9999-of-tomorrow.sql', sha256: 'a'.repeat(64) }]
  const text = await readFile(path)
  await writeManifest(join(dir(), backup), { ...manifest, migrations }, place.masterKey)
  await refused(/9999-of-tomorrow/)
  await writeFile(path, text)
})

test('a backup that is not there, and a folder without any, are refused by name', async () => {
  await refused(/no backup 2020-01-01T00-00-00Z/, '--take', '2020-01-01T00-00-00Z')
  const other = await emptyPlace(place.masterKey)
  const { exit, said } = await otinishAt(other, 'restore', folder, '--key', keyFile())
  expect([exit, said]).toEqual([1, expect.stringContaining('no backup in')])
  await other.clear()
})

test('a place that is not empty is refused by name, and stays as it was', async () => {
  const rows = await rowsIn(place.database)
  const { exit, said } = await otinishAt(place, 'restore', dir(), '--key', keyFile())
  expect([exit, said]).toEqual([1, expect.stringMatching(/database .* is not empty/)])
  expect(await rowsIn(place.database)).toEqual(rows)
  const other = await emptyPlace(place.masterKey)
  const used = { ...other, filesDir: place.filesDir }
  const files = await bytesIn(place.filesDir)
  const answer = await otinishAt(used, 'restore', dir(), '--key', keyFile())
  expect([answer.exit, answer.said]).toEqual([1, expect.stringMatching(/folder .* is not empty/)])
  expect(await bytesIn(place.filesDir)).toEqual(files)
  await other.clear()
})

test('a restore that was cut half-way is not finished, but begun again', async () => {
  const other = await emptyPlace(place.masterKey)
  await onOwner(other.database, 'create table restore_unfinished as select false as loaded')
  const { exit, said } = await otinishAt(other, 'restore', '--finish', '--accept')
  expect([exit, said]).toEqual([1, expect.stringContaining('cut half-way')])
  await other.clear()
})
