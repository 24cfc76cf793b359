import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { ZodError } from 'zod'
import { type PlainDate, parsePlainDate } from '../../domain/calendar/plain-date.ts'
import type { Language } from '../../domain/language.ts'
import { operating as en } from '../../words/en/operating.ts'
import { fill } from '../../words/fill.ts'
import { operating as kk } from '../../words/kk/operating.ts'
import { operating as ru } from '../../words/ru/operating.ts'
import { type CommandWorld, inWorld } from './command-world.ts'
import { terminalLanguage } from './terminal-language.ts'
import { wrongArguments } from './terminal-words.ts'

export type OperatingWords = typeof kk
export const operatingWords = { kk, ru, en }

/** `otinish <command> <act> [file] [--from <date>] [--language …]`, as asked. */
export interface DataAsked {
  readonly act: string
  readonly file: string | null
  readonly from: PlainDate | null
  readonly language: Language
  readonly said: OperatingWords
}

/** What is asked can't be done with this file; the words are ready. */
export class DataRefused extends Error {}

/**
 * Runs a command that takes data from a file. Resolves to its exit code: 1 with words when the file can't be read or is
 * not right, 3 with the usage when the arguments are wrong.
 * @param acts which acts there are, and whether each takes a file
 */
export async function onData(
  command: string,
  args: string[],
  { usage, acts }: { readonly usage: string; readonly acts: Readonly<Record<string, boolean>> },
  work: (world: CommandWorld, asked: DataAsked) => Promise<void>,
): Promise<number> {
  const asked = parse(args, acts)
  if (asked === null) {
    return wrongArguments(command, usage)
  }
  return await inWorld(command, asked.language, async (world) => {
    try {
      await work(world, asked)
      return 0
    } catch (error) {
      const reason = whyNot(error, asked)
      if (reason === null) throw error
      console.error(`otinish ${command}: ${reason}`)
      return 1
    }
  })
}

function parse(args: string[], acts: Readonly<Record<string, boolean>>): DataAsked | null {
  try {
    const options = { from: { type: 'string' }, language: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    const language = terminalLanguage(values.language, process.env)
    const [act = '', file = null, ...more] = positionals
    const from = values.from === undefined ? null : parsePlainDate(values.from)
    if (language === undefined || more.length > 0 || acts[act] !== (file !== null)) return null
    if (values.from !== undefined && from === null) return null
    return { act, file, from, language, said: operatingWords[language] }
  } catch {
    return null
  }
}

function whyNot(error: unknown, { file, said }: DataAsked): string | null {
  if (error instanceof DataRefused) return error.message
  const name = file ?? ''
  if (error instanceof ZodError) {
    const where = error.issues.map((issue) => {
      const most: unknown = issue.code === 'custom' ? issue.params?.maximum : undefined
      const what = typeof most === 'number' ? fill(said.maximum, { n: most }) : issue.message
      return `  ${issue.path.join('.') || '–'}: ${what}`
    })
    return [fill(said.wrongShape, { file: name }), ...where.slice(0, 20)].join('\n')
  }
  if (error instanceof SyntaxError) return fill(said.notJson, { file: name, reason: error.message })
  if (error instanceof RangeError) return [fill(said.wrongShape, { file: name }), error.message].join('\n')
  return null
}

/** The file's JSON. Throws DataRefused where it can't be read, SyntaxError where it is none. */
export async function jsonOf({ file, said }: DataAsked): Promise<unknown> {
  const name = file ?? ''
  const text = await readFile(name, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DataRefused(fill(said.unreadable, { file: name, reason: error.code ?? error.message }))
  })
  return JSON.parse(text)
}
