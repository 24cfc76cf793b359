import type { securityLog as kk } from './kk/security-log.ts'

export interface AboutEventWords {
  readonly log: typeof kk
  readonly roles: Readonly<Record<string, string>>
  /** Why a signature was refused. */
  readonly signature: Readonly<Record<string, { readonly title: string }>>
}

/** What an event of the security log tells besides: a code of ours in words, any other as it is. */
export function aboutEvent(
  about: readonly { readonly name: string; readonly value: string }[],
  { log, roles, signature }: AboutEventWords,
): string {
  const valueIn = (name: string, value: string): string => {
    if (name === 'role' || name === 'roles') return wordsOf(value, roles)
    const known: Readonly<Record<string, Readonly<Record<string, string>>>> = log.told
    const own = known[name]
    if (name === 'why' && own?.[value] === undefined) return signature[value]?.title ?? value
    return own === undefined ? value : wordsOf(value, own)
  }
  const names: Readonly<Record<string, string>> = log.about
  return about.map(({ name, value }) => `${names[name] ?? name}: ${valueIn(name, value)}`).join('; ')
}

/** Codes with spaces between, in words. */
const wordsOf = (codes: string, words: Readonly<Record<string, string>>): string =>
  codes
    .split(' ')
    .map((code) => words[code] ?? code)
    .join(', ')
