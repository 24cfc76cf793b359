import { parseArgs } from 'node:util'
import { type Language, languages } from '../../domain/language.ts'

/**
 * The language of the terminal: `--language` when given, else that of LC_ALL, LC_MESSAGES or LANG (POSIX, the first
 * that is set); English where they name another language. Undefined for an asked language that we do not have.
 */
export function terminalLanguage(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Language | undefined {
  if (asked !== undefined) return languages.find((language) => language === asked)
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  const code = locale.split(/[_.@-]/)[0]?.toLowerCase()
  return languages.find((language) => language === code) ?? 'en'
}

/** The language of a command that takes nothing else; undefined for any other argument. */
export function languageAlone(
  args: string[],
  env: Readonly<Record<string, string | undefined>>,
): Language | undefined {
  try {
    return terminalLanguage(
      parseArgs({ args, options: { language: { type: 'string' } } }).values.language,
      env,
    )
  } catch {
    return undefined
  }
}
