import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { findFile } from '../attachment/file-store.ts'
import { isDiskFault, wrongWith } from '../attachment/verify-files.ts'
import type { Context } from '../context.ts'
import { FileMissing, type OpenBytes } from '../file-storage.ts'
import { NotFound } from '../refused.ts'
import { encrypted } from './age.ts'
import { fileListOf, pooledOf } from './backup-folder.ts'
import { BackupRefused } from './backup-refused.ts'
import { inParallel } from './in-parallel.ts'
import { FileLine, readManifest } from './manifest.ts'
import { isSame, type Measured, measureFile, measuring, writeWhole } from './whole-file.ts'

export interface CopyTask {
  readonly dir: string
  /** Of the backup that is being made. */
  readonly folder: string
  readonly publicKeys: readonly string[]
  /** Of the files that the rows of the backup name. */
  readonly ids: readonly string[]
  /** Names of the backups that were there before, the oldest first. */
  readonly earlier: readonly string[]
}

export interface CopiedFiles {
  readonly list: Measured
  readonly count: number
  /** Already in the folder, from an earlier backup. */
  readonly kept: number
  readonly lost: readonly string[]
}

/**
 * Copies the stored bytes of these files, still sealed under the master key, into the folder that all backups share.
 * Stored bytes never change under their id, but once: from the old format to pieces, which has another length. So those
 * of the last backup are only looked for, not read. What is copied is opened once, so that a damaged file is noticed
 * while there may still be a good copy of it.
 */
export async function copyFiles(context: Context, task: CopyTask): Promise<CopiedFiles> {
  const known = await newestList(context, task)
  const vouched = vouchedBy(context, task)
  const lines: FileLine[] = []
  const lost: string[] = []
  let kept = 0
  await inParallel(task.ids, async (id) => {
    const before = known.get(id)
    if (before !== undefined && (await isStillThere(context, task, before))) {
      kept += 1
      lines.push(before)
      return
    }
    const line = await copyFile(context, task, id, vouched)
    if (line === null) lost.push(id)
    else lines.push(line)
  })
  const sorted = lines.sort((a, b) => (a.id < b.id ? -1 : 1))
  const list = await writeWhole(
    fileListOf(task.folder),
    Readable.from(sorted.map((line) => Buffer.from(`${JSON.stringify(line)}\n`))),
  )
  return { list, count: sorted.length, kept, lost: lost.sort() }
}

/** The files of the earlier whole backups to the same keys, by their ids, the newest first. */
async function* earlierLists(context: Context, task: CopyTask): AsyncGenerator<Map<string, FileLine>> {
  for (const backup of task.earlier.toReversed()) {
    try {
      const manifest = await readManifest(task.dir, backup, context.config.masterKey)
      if (manifest.publicKeys.join(',') !== task.publicKeys.join(',')) continue
      yield await readFileList(join(task.dir, backup), manifest.files)
    } catch (error) {
      // A cut or changed one helps nobody; this backup is made all the same.
      if (!(error instanceof BackupRefused)) throw error
      context.log({ level: 'warn', message: 'an earlier backup is not whole', backup, reason: error.message })
    }
  }
}

async function newestList(context: Context, task: CopyTask): Promise<Map<string, FileLine>> {
  for await (const list of earlierLists(context, task)) return list
  return new Map()
}

const vouchFor = (sealed: Measured, there: Measured): string => `${sealed.sha256} ${there.sha256}`

/** What the lists of all earlier backups say of the shared folder; read once, and only when it is asked for. */
type Vouched = () => Promise<ReadonlySet<string>>

function vouchedBy(context: Context, task: CopyTask): Vouched {
  const read = async (): Promise<ReadonlySet<string>> => {
    const found = new Set<string>()
    for await (const list of earlierLists(context, task)) {
      for (const { sealed, size, sha256 } of list.values()) found.add(vouchFor(sealed, { size, sha256 }))
    }
    return found
  }
  let all: Promise<ReadonlySet<string>> | null = null
  return () => {
    all ??= read()
    return all
  }
}

/**
 * The list of a backup's files, by their ids, if it is the one the manifest knows: what is compared is what is taken.
 * Throws BackupRefused.
 */
export async function readFileList(folder: string, wanted: Measured): Promise<Map<string, FileLine>> {
  const path = fileListOf(folder)
  const meter = measuring()
  const texts: string[] = []
  let rest = ''
  try {
    await pipeline(createReadStream(path), meter, async (chunks) => {
      for await (const chunk of chunks) {
        // Ids and numbers: all of it is ASCII.
        const parts = (rest + chunk.toString('latin1')).split('\n')
        rest = parts.pop() ?? ''
        texts.push(...parts)
      }
    })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    throw new BackupRefused('missing', { file: path })
  }
  if (!isSame(meter.measured(), wanted)) throw new BackupRefused('changed', { file: path })
  return new Map(texts.map((text) => FileLine.parse(JSON.parse(text))).map((line) => [line.id, line]))
}

async function isStillThere({ files }: Context, { dir, publicKeys }: CopyTask, line: FileLine) {
  const pooled = await stat(pooledOf(dir, publicKeys, line.sealed.sha256)).catch(() => null)
  if (pooled?.size !== line.size) return false
  const size = await files.head(line.id).catch((error: unknown) => {
    if (isDiskFault(error)) return null
    throw error
  })
  return size === line.sealed.size
}

/** Null when the bytes are gone or damaged. */
async function copyFile(
  context: Context,
  task: CopyTask,
  id: string,
  vouched: Vouched,
): Promise<FileLine | null> {
  const bytes = await wholeBytes(context, id)
  if (bytes === null) return null
  const sealed = { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  const path = pooledOf(task.dir, task.publicKeys, sealed.sha256)
  const there = await measureFile(path)
  // Earlier backups need it as it is. What none of them knows may be anything.
  if (there !== null && (await vouched()).has(vouchFor(sealed, there))) return { id, sealed, ...there }
  const plain = Readable.from([Buffer.from(bytes)])
  return { id, sealed, ...(await writeWhole(path, await encrypted(plain, task.publicKeys))) }
}

/** The bytes that are kept are the very ones that were opened and compared. */
async function wholeBytes(context: Context, id: string): Promise<Uint8Array | null> {
  const lost = (reason: string): null => {
    context.log({ level: 'error', message: 'a stored file is not in the backup', file: id, reason })
    return null
  }
  let bytes: Uint8Array
  try {
    bytes = await context.files.get(id)
  } catch (error) {
    if (error instanceof FileMissing) return lost('missing')
    if (isDiskFault(error)) return lost('unreadable')
    throw error
  }
  try {
    const file = await findFile(context.db, id)
    // Deleted since the rows were read: nobody can tell any more, and nobody asks.
    const open = async (): Promise<OpenBytes> => opened(bytes)
    const fault =
      file === null ? null : await wrongWith({ ...context, files: { ...context.files, open } }, file)
    return fault === null ? bytes : lost(fault)
  } catch (error) {
    // Its key was destroyed since the rows were read.
    if (error instanceof NotFound) return bytes
    throw error
  }
}

const opened = (bytes: Uint8Array): OpenBytes => ({
  size: bytes.length,
  read: async (at, length) => bytes.subarray(at, at + length),
  close: async () => {},
})
