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
      throw new EmbeddedRefusal(
        'data_of_another_account',
        `The database in ${clusterFolder} belongs to user id ${owner.uid}, and this is user id ${self}. ` +
          'Start as the account that made it, or give a DATA_DIR of your own.',
      )
    }
    return {}
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const account = lookUp(name)
    if (account) return account
  }
  throw new EmbeddedRefusal(
    'no_account',
    'PostgreSQL does not run as root, and this machine has neither an account «postgres» nor «nobody» to run it as. ' +
      'Start as an ordinary account, or give DATABASE_URL of a PostgreSQL server.',
  )
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
    throw new EmbeddedRefusal(
      'no_account',
      `This process runs as user id ${uid}, which has no name on this machine; the embedded PostgreSQL needs one. ` +
        'Give DATABASE_URL of a PostgreSQL server, or run as a named account.',
    )
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
