import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '../../db/project-root.ts'
import type { Language } from '../../domain/language.ts'

/**
 * Says in the screen's language what a story says in Kazakh: «Табылғаны: 4» → «Найдено: 4». Whatever fills a text is
 * said too where it is a word of ours. Throws where the words have no such text, or several translations of it: then
 * `of` names the file and key («queue.close») that is meant, or its beginning.
 */
export type Say = (kazakh: string, of?: string) => string

interface Text {
  /** File and key: «queue.terms.today». */
  readonly key: string
  readonly said: string
  readonly pattern: RegExp | null
  /** Characters that are not filled. */
  readonly fixed: number
  readonly names: readonly string[]
  readonly here: string
}

export async function sayIn(language: Language): Promise<Say> {
  if (language === 'kk') return (kazakh) => kazakh
  const [reference, other] = await Promise.all([textsOf('kk'), textsOf(language)])
  const texts = [...reference].map(([key, here]) => textOf(key, here, other.get(key) ?? ''))
  const say = (kazakh: string, of = ''): string => {
    const found = texts
      .filter((text) => text.key.startsWith(of) && (text.pattern?.test(kazakh) ?? text.here === kazakh))
      .sort((a, b) => b.fixed - a.fixed)
    const best = found.filter(({ fixed }) => fixed === found[0]?.fixed)
    const said = new Set(best.map((text) => filled(text, kazakh)))
    const [only] = said
    if (only === undefined) throw new Error(`the words have no «${kazakh}»`)
    if (said.size > 1) {
      throw new Error(`«${kazakh}» is ${best.map(({ key, said }) => `${key} «${said}»`).join(' or ')}`)
    }
    return only
  }
  const filled = ({ pattern, names, said }: Text, kazakh: string): string => {
    const values = pattern?.exec(kazakh)?.slice(1) ?? []
    return said.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[names.indexOf(name)]
      return value === undefined ? whole : known(value)
    })
  }
  const known = (value: string): string => {
    try {
      return say(value)
    } catch {
      return value
    }
  }
  return say
}

function textOf(key: string, here: string, said: string): Text {
  const names = [...here.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const fixed = here.replaceAll(/\{\w+\}/g, '').length
  const pattern =
    names.length === 0
      ? null
      : new RegExp(`^${here.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '(.+?)')}$`, 's')
  return { key, here, said, names, fixed, pattern }
}

/** Every text of a language by file and key. */
async function textsOf(language: Language): Promise<Map<string, string>> {
  const folder = join(projectRoot(), 'words', language)
  const texts = new Map<string, string>()
  const take = (value: unknown, key: string): void => {
    if (typeof value === 'string') texts.set(key, value)
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) take(inner, `${key}.${name}`)
    }
  }
  for (const file of readdirSync(folder)) {
    const words: Record<string, unknown> = await import(pathToFileURL(join(folder, file)).href)
    for (const exported of Object.values(words)) take(exported, file.replace(/\.ts$/, ''))
  }
  return texts
}

/** A pattern of what is said: what fills it is meant as it is. `saying`^${say('Кімге')}`` → /^Кому/ */
export function saying({ raw }: TemplateStringsArray, ...said: readonly string[]): RegExp {
  const escaped = said.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  return new RegExp(String.raw({ raw }, ...escaped), 's')
}

/** The languages in which the stories of the office are told. */
export const toldIn = ['kk', 'ru'] as const
