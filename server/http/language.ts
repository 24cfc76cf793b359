import { type Language, languages } from '../../domain/language.ts'
import { cookieName, cookieValue } from './cookies.ts'

/** The cookie that remembers a choice made before signing in. */
export const languageCookie = 'otinish_language'

/** What the cookie says. Its plain name is read everywhere: who plants one changes no more than a language. */
export const chosenLanguage = (header: string | undefined): string | undefined =>
  [true, false]
    .map((secure) => cookieValue(header, cookieName(languageCookie, secure)))
    .find((value) => value !== undefined)

const known = (text: string | undefined): Language | null => languages.find((one) => one === text) ?? null

/** The caller's language: of the session, else of the cookie, else what the browser likes best, else Kazakh. */
export function languageOf(
  session: Language | null,
  cookie: string | undefined,
  accept: string | undefined,
): Language {
  return session ?? known(cookie) ?? preferred(accept ?? '') ?? 'kk'
}

function preferred(accept: string): Language | null {
  const wishes = accept.split(',').map((part) => {
    const [tag = '', ...options] = part.trim().split(';')
    const weight = options.map((option) => /^\s*q=([\d.]+)\s*$/i.exec(option)?.[1]).find(Boolean)
    return { language: known(tag.trim().toLowerCase().split('-')[0]), weight: Number(weight ?? 1) }
  })
  const best = wishes.filter((wish) => wish.weight > 0).sort((a, b) => b.weight - a.weight)
  return best.find((wish) => wish.language !== null)?.language ?? null
}
