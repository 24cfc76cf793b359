import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A log that has grown beyond this is put aside at the next start, in place of the one put aside before. */
const mostBytes = 10_000_000

/** Where what web and worker log goes, so that the terminal has the start's own few lines. */
export interface LogFile {
  readonly path: string
  readonly descriptor: number
  readonly close: () => void
}

/** Opens the log of a data folder to write on, for its owner alone. */
export function openLogFile(dataDir: string): LogFile {
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, 'otinish.log')
  const before = statSync(path, { throwIfNoEntry: false })
  if (before !== undefined && before.size > mostBytes) renameSync(path, `${path}.1`)
  const descriptor = openSync(path, 'a', 0o600)
  return { path, descriptor, close: () => closeSync(descriptor) }
}
