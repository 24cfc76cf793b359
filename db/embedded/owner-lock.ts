import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { EmbeddedRefusal } from './embedded-refusal.ts'
import { identify } from './process-identity.ts'

/** The lock of one running Otinish over one data folder. */
export interface OwnerLock {
  /** Gives the lock back; a second call does nothing. */
  release(): void
}

interface Owner {
  readonly pid: number
  readonly started: string
}

/**
 * Takes the lock file for this process, for as long as it lives. A lock whose owner (process number and start
 * time) is gone is taken over.
 * Throws EmbeddedRefusal `already_running` when its owner lives.
 */
export function takeOwnerLock(file: string): OwnerLock {
  const self = identify(process.pid)
  if (!self) throw new Error('this process could not be found in the list of processes')
  const mine: Owner = { pid: process.pid, started: self.started }
  const draft = `${file}.${randomUUID()}`
  // Written aside and linked into place: nobody ever reads a half-written lock, and only one link succeeds.
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    while (!placed(draft, file)) removeDead(file)
  } finally {
    rmSync(draft, { force: true })
  }
  return {
    release: () => {
      if (sameOwner(readOwner(file), mine)) rmSync(file, { force: true })
    },
  }
}

function placed(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function removeDead(file: string): void {
  refuseLiving(readOwner(file), file)
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch (error) {
    // Another start took the dead lock away first; look again.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const taken = readOwner(aside)
  try {
    // Between reading and renaming, another start may have put its own living lock there: give it back.
    if (isAlive(taken)) placed(aside, file)
    refuseLiving(taken, file)
  } finally {
    rmSync(aside, { force: true })
  }
}

function refuseLiving(owner: Owner | undefined, file: string): void {
  if (owner === undefined || !isAlive(owner)) return
  throw new EmbeddedRefusal('already_running', { pid: owner.pid, file })
}

function isAlive(owner: Owner | undefined): boolean {
  return owner !== undefined && identify(owner.pid)?.started === owner.started
}

function sameOwner(a: Owner | undefined, b: Owner): boolean {
  return a?.pid === b.pid && a.started === b.started
}

function readOwner(file: string): Owner | undefined {
  try {
    const { pid, started } = JSON.parse(readFileSync(file, 'utf8'))
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined
  } catch {
    // Missing or damaged: it names no living owner.
    return undefined
  }
}
