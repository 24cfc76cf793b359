import type { Language } from '../../domain/language.ts'
import { terminal as en } from '../../words/en/terminal.ts'
import { fill } from '../../words/fill.ts'
import { terminal as kk } from '../../words/kk/terminal.ts'
import { terminal as ru } from '../../words/ru/terminal.ts'
import { terminalLanguage } from './terminal-language.ts'

export type TerminalWords = typeof kk
const words = { kk, ru, en }

/** The language of this terminal: main() has put that of `--language` where LC_ALL is. */
export const languageHere = (): Language => terminalLanguage(undefined, process.env) ?? 'en'

export const wordsHere = (): TerminalWords => words[languageHere()]

/** Says that a command is not used so, why where that is known, and how it is used. Answers the exit code. */
export function wrongArguments(
  command: string,
  usage: string,
  reason: string = wordsHere().wrongArguments,
): number {
  console.error(`otinish ${command}: ${reason}\n\n${usage}`)
  return 3
}

/** Why parseArgs of Node.js takes an argument not; its own words are English. */
export function argumentFault(error: unknown): string {
  const said = wordsHere()
  const code = error instanceof Error && 'code' in error ? error.code : ''
  const name = /'([^']+)'/.exec(error instanceof Error ? error.message : '')?.[1] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return fill(said.unknownOption, { name })
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return fill(said.optionValue, { name })
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return fill(said.extraWord, { name })
  return said.wrongArguments
}
