import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'

/** What was typed differs from its repetition. */
export class PasswordsDiffer extends Error {}

/**
 * A password: from a file (`-` is the standard input), from what is piped in, or asked at the terminal without
 * showing what is typed; twice where it is a new one. A line end after it is not part of it. Throws
 * PasswordsDiffer; the file's error.
 */
export async function readPassword(
  file: string | undefined,
  prompts: readonly [first: string, again?: string],
): Promise<string> {
  if (file !== undefined && file !== '-') return withoutLineEnd(await readFile(file, 'utf8'))
  if (file === '-' || !process.stdin.isTTY) return withoutLineEnd(await text(process.stdin))
  const first = await askHidden(prompts[0])
  if (prompts[1] !== undefined && (await askHidden(prompts[1])) !== first) throw new PasswordsDiffer()
  return first
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
