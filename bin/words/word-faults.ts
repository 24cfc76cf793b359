import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alikeFile, dataTexts } from './data-texts.ts'
import { type Sources, wordLanguages } from './sources.ts'
import { readTexts, type WordText } from './word-texts.ts'
import { findUses, type Uses } from './word-uses.ts'

/** What is wrong with the words, one line each; all empty when nothing is. */
export interface WordFaults {
  /** A text that one of the languages lacks, in words/ or in data/. */
  readonly missing: readonly string[]
  /** A text that no source says, a code that nothing gives. */
  readonly unused: readonly string[]
  /** A Kazakh text that is the Russian one, outside data/words-alike.json; or one listed there that is not. */
  readonly identical: readonly string[]
}

/** Everything said in one language, by its place: `words/cabinet#cabinet.write`, `data/catalogue.json#title`. */
type Texts = ReadonlyMap<string, string>

export function findFaults(sources: Sources): WordFaults {
  const words = wordLanguages.map((language) => readTexts(sources, language))
  const data = dataTexts(sources.root)
  const [kk, ru, en] = wordLanguages.map((language, at): Texts => {
    const ours = (words[at] ?? []).map(({ file, key, text }): [string, string] => [
      `words/${file}#${key}`,
      text,
    ])
    const given = data.flatMap(({ place, texts }): [string, string][] => {
      const text = texts[language]
      return text === undefined ? [] : [[place, text]]
    })
    return new Map([...ours, ...given])
  }) as [Texts, Texts, Texts]
  // Letters are written in Kazakh and in Russian only.
  const letters = new Set(data.filter(({ ofLetters }) => ofLetters).map(({ place }) => place))
  return {
    missing: [
      ...lacking('kk', kk, [ru, en], new Set()),
      ...lacking('ru', ru, [kk, en], new Set()),
      ...lacking('en', en, [kk, ru], letters),
    ],
    unused: unusedTexts(words[0] ?? [], findUses(sources, words[0] ?? [])),
    identical: alike(sources.root, kk, ru),
  }
}

function lacking(language: string, texts: Texts, others: readonly Texts[], without: ReadonlySet<string>) {
  const places = new Set(others.flatMap((other) => [...other.keys()]))
  return [...places]
    .filter((place) => !without.has(place) && (texts.get(place) ?? '').trim() === '')
    .map((place) => `${language} ${place}`)
}

function unusedTexts(texts: readonly WordText[], { said, literals }: Uses): string[] {
  const isSaid = ({ file, key, code }: WordText): boolean => {
    // Apart from its own list, a code is at least where it is given.
    if (code !== undefined) return (literals.get(code) ?? 0) >= 2
    const names = key.split('.')
    return names.some((_, at) => said.has(`${file}#${names.slice(0, at + 1).join('.')}`))
  }
  return texts.filter((text) => !isSaid(text)).map(({ file, key }) => `words/${file}#${key}`)
}

/** Names, numbers and signs have no language: only what has a letter is compared. */
const isWord = (text: string): boolean => /\p{L}/u.test(text.replaceAll(/\{+\w+\}+/g, ''))

function alike(root: string, kk: Texts, ru: Texts): string[] {
  const file = 'data/words-alike.json'
  const known: unknown = JSON.parse(readFileSync(join(root, file), 'utf8'))
  if (typeof known !== 'object' || known === null || !('alike' in known))
    throw new Error(`${file} is damaged`)
  const allowed = new Set(Object.keys(known.alike ?? {}))
  const same = [...kk].filter(([place, text]) => isWord(text) && ru.get(place) === text)
  const found = new Set(same.map(([, text]) => text))
  return [
    ...same.filter(([, text]) => !allowed.has(text)).map(([place, text]) => `${place}: ${text}`),
    ...[...allowed]
      .filter((text) => !found.has(text))
      .map((text) => `${alikeFile}: no longer alike: ${text}`),
  ]
}
