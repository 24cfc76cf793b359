import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { findFile } from '../attachment/file-store.ts'
import { faultOf } from '../attachment/stored-file-store.ts'
import type { Context } from '../context.ts'
import { FileMissing } from '../file-storage.ts'
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
  const known = await lastLines(context, task)
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
    const line = await copyFile(context, task, id)
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

/** The files of the newest whole backup to the same keys, by their ids. */
async function lastLines(context: Context, task: CopyTask): Promise<Map<string, FileLine>> {
  for (const backup of task.earlier.toReversed()) {
    try {
      const manifest = await readManifest(task.dir, backup, context.config.masterKey)
      if (manifest.publicKeys.join(',') !== task.publicKeys.join(',')) continue
      return await readFileList(join(task.dir, backup), manifest.files)
    } catch (error) {
      // A cut or changed one helps nobody; this backup is made all the same.
      if (!(error instanceof BackupRefused)) throw error
      context.log({ level: 'warn', message: 'an earlier backup is not whole', backup, reason: error.message })
    }
  }
  return new Map()
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
  return pooled?.size === line.size && (await files.head(line.id)) === line.sealed.size
}

/** Null when the bytes are gone or damaged. */
async function copyFile(context: Context, task: CopyTask, id: string): Promise<FileLine | null> {
  const bytes = await wholeBytes(context, id)
  if (bytes === null) return null
  const sealed = { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  const path = pooledOf(task.dir, task.publicKeys, sealed.sha256)
  // A cut backup may have left it; what has this name was written whole.
  const there = await measureFile(path)
  if (there !== null) return { id, sealed, ...there }
  const plain = Readable.from([Buffer.from(bytes)])
  return { id, sealed, ...(await writeWhole(path, await encrypted(plain, task.publicKeys))) }
}

async function wholeBytes(context: Context, id: string): Promise<Uint8Array | null> {
  const lost = (reason: string): null => {
    context.log({ level: 'error', message: 'a stored file is not in the backup', file: id, reason })
    return null
  }
  try {
    const bytes = await context.files.get(id)
    const file = await findFile(context.db, id)
    // Deleted since the rows were read: nobody can tell any more, and nobody asks.
    const fault = file === null ? null : await faultOf(context, file)
    return fault === null ? bytes : lost(fault)
  } catch (error) {
    if (error instanceof FileMissing) return lost('missing')
    // Its key was destroyed since the rows were read.
    if (error instanceof NotFound) return await context.files.get(id)
    throw error
  }
}
