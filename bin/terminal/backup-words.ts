import { readFile } from 'node:fs/promises'
import { secretKeysIn } from '../../server/backup/age.ts'
import { BackupRefused } from '../../server/backup/backup-refused.ts'
import { readMasterKey } from '../../server/config.ts'
import { backup as en } from '../../words/en/backup.ts'
import { fill } from '../../words/fill.ts'
import { backup as kk } from '../../words/kk/backup.ts'
import { backup as ru } from '../../words/ru/backup.ts'
import { whyNot } from './command-world.ts'
import { languageHere } from './terminal-words.ts'

const words = { kk, ru, en }

export const backupWordsHere = (): typeof kk => words[languageHere()]

/** Something the operator gave is not there or not right, in words. */
class NotGiven extends Error {}

export function sayFault(command: string, { problem, params }: BackupRefused): void {
  console.error(`otinish ${command}: ${fill(backupWordsHere().refused[problem], params)}`)
}

/** Runs a command on backups: its exit code, or 1 with what was refused in words. */
export async function onBackup(command: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BackupRefused) sayFault(command, error)
    else {
      const reason = error instanceof NotGiven ? error.message : whyNot(error, languageHere())
      if (reason === null) throw error
      console.error(`otinish ${command}: ${reason}`)
    }
    return 1
  }
}

/** The secret keys of a key file as `otinish backup key` or `age-keygen` makes it. */
export async function readSecretKeys(file: string): Promise<string[]> {
  const said = backupWordsHere()
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new NotGiven(fill(said.unreadable, { file, reason: error.code ?? error.message }))
  })
  const keys = await secretKeysIn(text)
  if (keys === null) throw new NotGiven(fill(said.badSecretKey, { file }))
  return keys
}

/** The master key, where one is given; null where none is. Throws MasterKeyRefused for one that is not right. */
export function givenMasterKey(): Uint8Array | null {
  const { MASTER_KEY, MASTER_KEY_FILE } = process.env
  return MASTER_KEY || MASTER_KEY_FILE ? readMasterKey(process.env) : null
}
