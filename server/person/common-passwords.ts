import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { projectRoot } from '../../db/project-root.ts'

// One text, not fifty thousand: half a megabyte, and read only when somebody chooses a password.
let list: Promise<string> | undefined

/**
 * Looks a word up, in small letters, among the 49,000 most common passwords: those of @zxcvbn-ts/language-common
 * 4.1.3 (MIT, data/common-passwords.license.txt), one a line.
 */
export async function commonPasswords(): Promise<(word: string) => boolean> {
  list ??= readList()
  const text = await list
  return (word) => text.includes(`\n${word}\n`)
}

async function readList(): Promise<string> {
  const packed = await readFile(join(projectRoot(), 'data', 'common-passwords.txt.gz'))
  return (await promisify(gunzip)(packed)).toString('utf8')
}
