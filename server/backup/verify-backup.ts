import { join } from 'node:path'
import { fileListOf, jobsName, pooledOf, tableOf } from './backup-folder.ts'
import { BackupRefused } from './backup-refused.ts'
import { readFileList } from './copy-files.ts'
import { inParallel } from './in-parallel.ts'
import type { FileLine, Manifest } from './manifest.ts'
import { countRows, openFile, openRows } from './open-kept.ts'
import { isSame, type Measured, measureFile } from './whole-file.ts'

export interface CheckedBackup {
  readonly files: ReadonlyMap<string, FileLine>
  /** Everything that is missing, changed or does not open, by name. */
  readonly faults: readonly BackupRefused[]
}

/**
 * Reads everything a backup consists of and compares it with the manifest: what lies there, and with secret keys also
 * what is in it.
 */
export async function checkBackup(
  dir: string,
  backup: string,
  manifest: Manifest,
  secretKeys: readonly string[] | null,
): Promise<CheckedBackup> {
  const folder = join(dir, backup)
  const faults: BackupRefused[] = []
  const noted = async <Result>(work: () => Promise<Result>): Promise<Result | null> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof BackupRefused)) throw error
      faults.push(error)
      return null
    }
  }
  for (const { name, rows, ...wanted } of [...manifest.tables, { name: jobsName, ...manifest.jobs }]) {
    await noted(() => checkRows(tableOf(folder, name), { rows, ...wanted }, secretKeys))
  }
  const files = (await noted(() => readFileList(folder, manifest.files))) ?? new Map<string, FileLine>()
  if (faults.length === 0 && files.size !== manifest.files.count) {
    faults.push(new BackupRefused('changed', { file: fileListOf(folder) }))
  }
  await inParallel(files.values(), async (line) => {
    const path = pooledOf(dir, manifest.publicKeys, line.sealed.sha256)
    await noted(() => checkFile(path, line, secretKeys))
  })
  return { files, faults }
}

async function checkRows(
  path: string,
  { rows, ...wanted }: Measured & { readonly rows: number },
  secretKeys: readonly string[] | null,
): Promise<void> {
  await compare(path, wanted)
  if (secretKeys === null) return
  const found = await countRows(await openRows(path, secretKeys, wanted))
  if (found !== rows) throw new BackupRefused('changed', { file: path })
}

async function checkFile(path: string, line: FileLine, secretKeys: readonly string[] | null): Promise<void> {
  await compare(path, line)
  if (secretKeys !== null) await openFile(path, secretKeys, line)
}

async function compare(path: string, wanted: Measured): Promise<void> {
  const found = await measureFile(path)
  if (found === null) throw new BackupRefused('missing', { file: path })
  if (!isSame(found, wanted)) throw new BackupRefused('changed', { file: path })
}
