import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { backupName, backupsIn, manifestOf } from './backup-folder.ts'
import { BackupRefused } from './backup-refused.ts'
import { writeWhole } from './whole-file.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** Of what lies in the backup, encrypted. */
const kept = { size: z.int().nonnegative(), sha256 }
const name = z.string().regex(/^[a-z_][a-z0-9_]*$/)

const body = z.strictObject({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  server: z.string(),
  demo: z.boolean(),
  publicKeys: z.array(z.string()).min(1),
  migrations: z.array(z.strictObject({ name: z.string(), sha256 })),
  tables: z.array(
    z.strictObject({ name, columns: z.array(name).min(1), rows: z.int().nonnegative(), ...kept }),
  ),
  jobs: z.strictObject({ rows: z.int().nonnegative(), ...kept }),
  files: z.strictObject({
    count: z.int().nonnegative(),
    ...kept,
    /** Ids of files whose bytes were gone or damaged already when the backup was made. */
    lost: z.array(z.uuid()),
  }),
  /** Tells the master key of this database without giving it away. */
  keyCheck: sha256,
})

const sealedBody = body.extend({
  /** HMAC-SHA256 of all the rest under a key made of the master key: nobody without it can make or change a backup. */
  mac: sha256,
})

/** What a backup holds, and the digests of everything. */
export type Manifest = z.infer<typeof body>

/** A line of the list of files: the stored bytes, sealed under the master key, and what lies in the backup of them. */
export const FileLine = z.strictObject({
  id: z.uuid(),
  /** Of the sealed bytes, which the file in the backup is named by. */
  sealed: z.strictObject(kept),
  ...kept,
})
export type FileLine = z.infer<typeof FileLine>

const keyFor = (masterKey: Uint8Array, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, new Uint8Array(), `otinish backup ${use}`, 32))

const macOf = (manifest: Manifest, masterKey: Uint8Array): string =>
  createHmac('sha256', keyFor(masterKey, 'manifest'))
    .update(canonicalize(manifest) ?? '')
    .digest('hex')

/** The same for all backups of one master key. */
export const keyCheckOf = (masterKey: Uint8Array): string => keyFor(masterKey, 'check').toString('hex')

const same = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'))

export async function writeManifest(
  folder: string,
  manifest: Manifest,
  masterKey: Uint8Array,
): Promise<void> {
  const text = JSON.stringify({ ...manifest, mac: macOf(manifest, masterKey) }, null, 1)
  await writeWhole(manifestOf(folder), Readable.from([Buffer.from(`${text}\n`)]))
}

/**
 * The manifest of a backup. With the master key it is also known to be of this key and unchanged; null: it is only
 * looked at. Throws BackupRefused.
 */
export async function readManifest(
  dir: string,
  backup: string,
  masterKey: Uint8Array | null,
): Promise<Manifest> {
  const { mac, ...manifest } = parse(backup, await textOf(dir, backup))
  if (masterKey !== null) {
    if (!same(manifest.keyCheck, keyCheckOf(masterKey))) throw new BackupRefused('otherKey', { backup })
    if (!same(mac, macOf(manifest, masterKey))) throw new BackupRefused('manifestChanged', { backup })
    // An old backup under a later name would be taken for the newest.
    const name = backupName(new Date(manifest.takenAt))
    if (backup.slice(0, name.length) !== name) throw new BackupRefused('renamed', { backup, name })
  }
  return manifest
}

async function textOf(dir: string, backup: string): Promise<string> {
  try {
    return await readFile(manifestOf(join(dir, backup)), 'utf8')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    throw new BackupRefused('cut', { backup })
  }
}

function parse(backup: string, text: string): z.infer<typeof sealedBody> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new BackupRefused('manifestCut', { backup })
  }
  const format = z.object({ format: z.int() }).safeParse(value)
  if (format.success && format.data.format > 1) throw new BackupRefused('newerFormat', { backup })
  const parsed = sealedBody.safeParse(value)
  if (!parsed.success) throw new BackupRefused('manifestCut', { backup })
  return parsed.data
}

/**
 * The backup to work on: the one named, else the newest. A newest one that was cut is never passed over silently.
 * Throws BackupRefused.
 */
export async function chooseBackup(dir: string, named: string | null): Promise<string> {
  const all = await backupsIn(dir)
  if (named !== null) {
    if (!all.includes(named)) throw new BackupRefused('noSuch', { backup: named, dir })
    return named
  }
  const newest = all.at(-1)
  if (newest === undefined) throw new BackupRefused('none', { dir })
  return newest
}
