import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { EmbeddedRefusal } from './embedded-refusal.ts'

/** Whom PostgreSQL runs as. Empty: as the account that started us. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

/**
 * The account for PostgreSQL, which refuses to run as root. Root lends it `postgres`, else `nobody`; a folder
 * that already holds a database keeps its owner, whatever accounts were added since.
 * @param clusterFolder the folder of the database; need not exist yet
 */
export function accountFor(clusterFolder: string): Account {
  const owner = statSync(clusterFolder, { throwIfNoEntry: false })
  const self = process.getuid?.()
  if (self === undefined) return {}
  if (self !== 0) {
    refuseNameless(self)
    if (owner && owner.uid !== self) {
      throw new EmbeddedRefusal('data_of_another_account', {
        folder: clusterFolder,
        owner: owner.uid,
        self,
      })
    }
    return {}
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const account = lookUp(name)
    if (account) return account
  }
  throw new EmbeddedRefusal('no_account')
}

function lookUp(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return status === 0 ? Number(stdout.trim()) : undefined
  })
  // macOS gives nobody the number -2, which it prints as an unsigned one.
  return uid !== undefined && gid !== undefined && uid !== 0 ? { uid, gid } : undefined
}

/** initdb looks its own account up by number and gives up on one without a name (a container's arbitrary uid). */
function refuseNameless(uid: number): void {
  try {
    userInfo()
  } catch {
    throw new EmbeddedRefusal('nameless_account', { uid })
  }
}

/** Whether the account can go into the folder, through every folder above it. */
export function canReach(account: Account, folder: string): boolean {
  if (account.uid === undefined) return true
  // Asked of the system as that account, since modes alone know nothing of access lists or mounts.
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  })
  return status === 0
}
