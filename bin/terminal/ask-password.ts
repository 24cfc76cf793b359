import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'

/**
 * A password: from a file (`-` is the standard input), from what is piped in, or asked at the terminal without
 * showing what is typed. A line end after it is not part of it. Throws the file's error.
 */
export async function readPassword(file: string | undefined, prompt: string): Promise<string> {
  if (file !== undefined && file !== '-') return withoutLineEnd(await readFile(file, 'utf8'))
  if (file === '-' || !process.stdin.isTTY) return withoutLineEnd(await text(process.stdin))
  return await askHidden(prompt)
}

const withoutLineEnd = (content: string): string => content.replace(/\r?\n$/, '')

async function askHidden(prompt: string): Promise<string> {
  process.stderr.write(prompt)
  // Line editing works as usual; only its echo goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const asking = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await asking.question('')
  } finally {
    asking.close()
    process.stderr.write('\n')
  }
}
