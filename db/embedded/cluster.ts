import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { EmbeddedRefusal } from './embedded-refusal.ts'
import { program } from './native-folder.ts'
import { identify } from './process-identity.ts'

/** A PostgreSQL data folder, the binaries for it and whom they run as. */
export interface Cluster {
  readonly folder: string
  readonly native: string
  readonly account: Account
}

/**
 * The environment of PostgreSQL's programs: nothing of the user's locale or of their own PG… settings reaches
 * them, so a database is the same wherever it was made.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}

/** Makes the cluster with Kazakh ICU collation and page checksums. Killed half-way, it leaves no half cluster. */
export function makeCluster({ folder, native, account }: Cluster, adminPassword: string): void {
  const draft = `${folder}.new`
  const passwordFile = `${folder}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 })
  for (const path of [draft, passwordFile]) give(path, account)
  const locale = ['--locale-provider=icu', '--icu-locale=kk', '--locale=C', '-E', 'UTF8', '-k']
  const access = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const made = spawnSync(program(native, 'initdb'), ['-D', draft, ...locale, ...access], {
    ...account,
    cwd: '/',
    env: serverEnvironment(),
    encoding: 'utf8',
  })
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    const reason = (made.error?.message ?? made.stderr).trim()
    throw new EmbeddedRefusal('not_initialised', { folder, reason })
  }
  renameSync(draft, folder)
}

/** Throws EmbeddedRefusal when the folder holds no cluster, or one of another major version. */
export function checkCluster({ folder, native }: Cluster): void {
  const versionFile = join(folder, 'PG_VERSION')
  if (!existsSync(versionFile)) {
    throw new EmbeddedRefusal('data_missing', { folder })
  }
  const made = readFileSync(versionFile, 'utf8').trim()
  const { stdout } = spawnSync(program(native, 'postgres'), ['--version'], { cwd: '/', encoding: 'utf8' })
  const ours = / (\d+)\./.exec(stdout ?? '')?.[1]
  if (ours !== undefined && ours !== made) {
    throw new EmbeddedRefusal('data_of_another_version', { folder, made, ours })
  }
}

/**
 * Stops a PostgreSQL left running over this cluster by a start that was killed. Only the holder of the owner
 * lock may call it: the lock is the proof that nobody uses that server.
 */
export function stopOrphan(cluster: Cluster): void {
  const pidFile = join(cluster.folder, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  const process = identify(pid)
  // PostgreSQL itself recognises the file of a dead server, and checks that none of its children live on.
  if (!process) return
  if (/^postgres/.test(process.program)) stopServer(cluster)
  // After a reboot the number may belong to somebody else's process, which would make PostgreSQL give up.
  else rmSync(pidFile, { force: true })
}

/** Stops the server of this cluster and returns when it is gone; transactions under way are rolled back. */
export function stopServer({ folder, native, account }: Cluster): void {
  for (const mode of ['fast', 'immediate']) {
    const { status } = spawnSync(
      program(native, 'pg_ctl'),
      ['stop', '-D', folder, '-m', mode, '-w', '-t', '60', '-s'],
      { ...account, cwd: '/', env: serverEnvironment(), stdio: 'ignore' },
    )
    if (status === 0 || !existsSync(join(folder, 'postmaster.pid'))) return
  }
}

function give(path: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
  chmodSync(path, path.endsWith('.password') ? 0o600 : 0o700)
}
