import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, type WordLanguage } from './sources.ts'

/** A text that is kept as data: the catalogue, the settings, the names of holidays. */
export interface DataText {
  /** 'data/catalogue.json#categories.gen.name': things in a list go by their code, where they have one. */
  readonly place: string
  readonly texts: Readonly<Partial<Record<WordLanguage, string>>>
  /** What is printed on letters only, which are written in Kazakh and in Russian. */
  readonly ofLetters: boolean
}

const ofLetters =
  /^data\/(reply-templates\.json#.*|catalogue\.json#.*\.bodyTemplate|settings\.json#settings\.(company\.addressee|letter\.\w+)\.value)$/

/** The list that this tool itself keeps. */
export const alikeFile = 'data/words-alike.json'

/** Every text of data/*.json that is written in Kazakh or in Russian. */
export function dataTexts(root: string): DataText[] {
  return filesBelow(root, 'data', (name) => name.endsWith('.json'))
    .filter((file) => file !== alikeFile)
    .flatMap((file) => textsIn(JSON.parse(readFileSync(join(root, file), 'utf8')), [], file))
}

function textsIn(value: unknown, path: readonly string[], file: string): DataText[] {
  if (typeof value !== 'object' || value === null) return []
  const { kk, ru, en } = value as Readonly<Record<string, unknown>>
  const place = `${file}#${path.join('.')}`
  const texts = Object.fromEntries(
    Object.entries({ kk, ru, en }).filter(([, text]) => typeof text === 'string'),
  )
  const found = 'kk' in texts || 'ru' in texts ? [{ place, texts, ofLetters: ofLetters.test(place) }] : []
  const inner = Object.entries(value).flatMap(([key, part]) =>
    textsIn(part, [...path, nameOf(key, part)], file),
  )
  return [...found, ...inner]
}

function nameOf(key: string, part: unknown): string {
  const { code, key: name } =
    typeof part === 'object' && part !== null ? (part as Record<string, unknown>) : {}
  return [code, name].find((one) => typeof one === 'string') ?? key
}
