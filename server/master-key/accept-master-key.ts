import { MasterKeyRefused } from '../config.ts'
import type { Db } from '../context.ts'
import { seal, unseal } from '../vault.ts'
import { keepKeyCheck, keyCheck, type SealedSecret, sealedSecrets } from './sealed-store.ts'
import { sealedUnder } from './sealed-under.ts'

const text = new TextEncoder().encode('the master key of this database')

/** How many of the secrets of a database a key opens. */
export interface OpenedSecrets {
  readonly opened: number
  readonly closed: number
  /** The check value, which the numbers count too. */
  readonly check: 'opened' | 'closed' | 'none'
}

/**
 * Lets a process go on only with the master key of its database: it must open the check value. Where there is none yet
 * (a new database, or one older than check values) it is written, but only after the greater part of everything sealed
 * has opened: a database that once ran under a wrong key holds a few secrets of that one too. Throws MasterKeyRefused.
 */
export async function acceptMasterKey(db: Db, masterKey: Uint8Array, now: number): Promise<void> {
  let check = await checkOf(db, masterKey)
  if (check === 'none') {
    const { opened, closed } = await openEverything(db, masterKey)
    if (closed > 0 && opened <= closed) throw other()
    await keepKeyCheck(db, seal(masterKey, text, sealedUnder.keyCheck()), now)
    // Another process may have been first, with another key.
    check = await checkOf(db, masterKey)
  }
  if (check !== 'opened') throw other()
}

/** Tries the key on everything sealed, the check value too; writes nothing. */
export async function openEverything(db: Db, masterKey: Uint8Array): Promise<OpenedSecrets> {
  const check = await checkOf(db, masterKey)
  let opened = check === 'opened' ? 1 : 0
  let closed = check === 'closed' ? 1 : 0
  for await (const secret of sealedSecrets(db)) {
    if (opens(masterKey, secret)) opened += 1
    else closed += 1
  }
  return { opened, closed, check }
}

async function checkOf(db: Db, masterKey: Uint8Array): Promise<OpenedSecrets['check']> {
  const sealed = await keyCheck(db)
  if (sealed === null) return 'none'
  return opens(masterKey, { sealed, about: sealedUnder.keyCheck() }) ? 'opened' : 'closed'
}

function opens(masterKey: Uint8Array, { sealed, about }: SealedSecret): boolean {
  try {
    unseal(masterKey, sealed, about)
    return true
  } catch {
    return false
  }
}

const other = (): MasterKeyRefused => new MasterKeyRefused({ problem: 'other' })
