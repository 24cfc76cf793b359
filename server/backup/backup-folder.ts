import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A folder of backups: one folder a backup, named by its time, and the files of all of them together, once each.
 *
 *     2026-11-30T04-15-00Z/manifest.json        written last: without it the backup was cut
 *     2026-11-30T04-15-00Z/files.jsonl          a line a file
 *     2026-11-30T04-15-00Z/tables/….copy.gz.age
 *     files/<keys>/ab/<sha256 of the sealed bytes>.age
 */
const shape = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(-\d+)?$/

export const backupName = (takenAt: Date): string =>
  `${takenAt.toISOString().slice(0, 19).replaceAll(':', '-')}Z`

export const manifestOf = (folder: string): string => join(folder, 'manifest.json')
export const fileListOf = (folder: string): string => join(folder, 'files.jsonl')
export const tableOf = (folder: string, table: string): string =>
  join(folder, 'tables', `${table}.copy.gz.age`)
/** The file of the jobs lies among the tables; no table of ours has this name. */
export const jobsName = 'graphile_worker.jobs'

/** Where a file lies that was encrypted to these public keys; for other keys it is another one. */
export function pooledOf(dir: string, publicKeys: readonly string[], sealedSha256: string): string {
  const keys = createHash('sha256').update(publicKeys.join(',')).digest('hex').slice(0, 16)
  return join(dir, 'files', keys, sealedSha256.slice(0, 2), `${sealedSha256}.age`)
}

/** Names of the backups in a folder, whole or cut, the oldest first; none where there is no such folder. */
export async function backupsIn(dir: string): Promise<string[]> {
  try {
    const entries = await readdir(dir, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory() && shape.test(entry.name))
      .map(({ name }) => name)
      .sort(byAge)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** The time, then the number that tells apart backups of one second. */
function byAge(a: string, b: string): number {
  const [timeOfA, numberOfA] = [a.slice(0, 20), Number(a.slice(21))]
  const [timeOfB, numberOfB] = [b.slice(0, 20), Number(b.slice(21))]
  return timeOfA === timeOfB ? numberOfA - numberOfB : timeOfA < timeOfB ? -1 : 1
}
