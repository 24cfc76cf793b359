import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { newBackupKey, publicKeysIn } from '../../server/backup/age.ts'
import { backUp } from '../../server/backup/back-up.ts'
import { backupsIn } from '../../server/backup/backup-folder.ts'
import { chooseBackup, readManifest } from '../../server/backup/manifest.ts'
import { checkBackup } from '../../server/backup/verify-backup.ts'
import { fill } from '../../words/fill.ts'
import {
  backupWordsHere,
  givenMasterKey,
  onBackup,
  readSecretKeys,
  sayFault,
} from '../terminal/backup-words.ts'
import { inWorld } from '../terminal/command-world.ts'
import { languageHere, wrongArguments } from '../terminal/terminal-words.ts'

const usage = `otinish backup DIR [--to age1…]                      a backup of everything, while the site runs
otinish backup verify DIR [--take NAME] [--key FILE]   is a backup whole? the newest, or the one named
otinish backup key FILE                                make a key pair; its secret part goes into FILE

  --to   the public keys that open it, separated by commas (default: BACKUP_PUBLIC_KEY)
  --key  the file of a secret key: what is in the backup is compared too
  Nothing is changed but DIR. The master key is not in a backup: keep it elsewhere.
  Exit code: 0 done and whole, 1 refused or not whole, 3 wrong arguments.`

interface Asked {
  readonly act: 'make' | 'verify' | 'key'
  readonly path: string
  readonly to: string | undefined
  readonly take: string | null
  readonly key: string | undefined
}

/** `otinish backup …`: makes backups, looks at them, makes the key pair they are encrypted to. */
export async function run(args: string[]): Promise<number> {
  const asked = parse(args)
  if (asked === null) return wrongArguments('backup', usage)
  return await onBackup('backup', async () => {
    if (asked.act === 'key') return await makeKey(asked.path)
    return asked.act === 'verify' ? await verify(asked) : await make(asked)
  })
}

async function make({ path, to }: Asked): Promise<number> {
  const said = backupWordsHere()
  const given = to ?? process.env.BACKUP_PUBLIC_KEY ?? ''
  if (given.trim() === '') return refused(said.noPublicKey)
  const publicKeys = publicKeysIn(given)
  if (publicKeys === null) return refused(fill(said.badPublicKey, { value: given }))
  return await inWorld('backup', languageHere(), async ({ context }) =>
    onBackup('backup', async () => {
      const { lost, ...made } = await backUp(context, path, publicKeys)
      for (const id of lost) console.error(fill(said.lost, { id }))
      console.log(fill(said.made, { ...made }))
      return lost.length > 0 ? 1 : 0
    }),
  )
}

async function verify({ path, take, key }: Asked): Promise<number> {
  const said = backupWordsHere()
  const secretKeys = key === undefined ? null : await readSecretKeys(key)
  const masterKey = givenMasterKey()
  if (take === null) await tellCut(path)
  const backup = await chooseBackup(path, take)
  const manifest = await readManifest(path, backup, masterKey)
  const { faults } = await checkBackup(path, backup, manifest, secretKeys)
  for (const fault of faults) sayFault('backup', fault)
  for (const id of manifest.files.lost) console.error(fill(said.lost, { id }))
  if (masterKey === null) console.log(said.masterKeyUnknown)
  console.log(secretKeys === null ? said.lookedAt.sealed : said.lookedAt.opened)
  if (faults.length > 0) return 1
  console.log(fill(said.whole, { backup, tables: manifest.tables.length, files: manifest.files.count }))
  return manifest.files.lost.length > 0 ? 1 : 0
}

/** Folders of backups that were cut, beside the one that is looked at. */
async function tellCut(dir: string): Promise<void> {
  for (const backup of (await backupsIn(dir)).slice(0, -1)) {
    const cut = await readManifest(dir, backup, null).then(
      () => false,
      () => true,
    )
    if (cut) console.log(fill(backupWordsHere().cutBackup, { backup }))
  }
}

async function makeKey(file: string): Promise<number> {
  const said = backupWordsHere()
  const key = await newBackupKey()
  try {
    await writeFile(file, `# public key: ${key.public}\n${key.secret}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return refused(fill(said.keyThere, { file }))
  }
  console.error(fill(said.keyMade, { file }))
  // Alone on the standard output, for a variable.
  console.log(key.public)
  return 0
}

function refused(why: string): number {
  console.error(`otinish backup: ${why}`)
  return 1
}

function parse(args: string[]): Asked | null {
  try {
    const options = { to: { type: 'string' }, take: { type: 'string' }, key: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const [first = '', second] = positionals
    const named = first === 'verify' || first === 'key'
    const act = first === 'verify' ? 'verify' : first === 'key' ? 'key' : 'make'
    const path = named ? second : first
    if (path === undefined || path === '' || positionals.length !== (named ? 2 : 1)) return null
    if (act !== 'make' && values.to !== undefined) return null
    if (act !== 'verify' && (values.take !== undefined || values.key !== undefined)) return null
    return { act, path, to: values.to, take: values.take ?? null, key: values.key }
  } catch {
    return null
  }
}
