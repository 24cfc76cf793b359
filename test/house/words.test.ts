import { describe, expect, test } from 'vitest'
import { languages } from '../../domain/language.ts'
import { projectFiles, root } from './sources.ts'

type Words = { readonly [key: string]: string | Words | ((...args: never[]) => string) }

/** Every text with its path, such as `screens.button.next`. */
function texts(words: Words, path: string): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[`${path}.${key}`, value]]
    return typeof value === 'object' ? texts(value, `${path}.${key}`) : []
  })
}

async function allTexts(language: string): Promise<Map<string, string>> {
  const files = projectFiles().filter(
    (file) => file.startsWith(`words/${language}/`) && file.endsWith('.ts') && !file.endsWith('.test.ts'),
  )
  const found = await Promise.all(
    files.map(async (file) => {
      const words = (await import(`${root}/${file}`)) as Words
      return texts(words, file.slice(`words/${language}/`.length))
    }),
  )
  return new Map(found.flat())
}

const [kk, ru, en] = await Promise.all(languages.map(allTexts))
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

describe('words are complete in Kazakh, Russian and English', () => {
  test('there are words', () => {
    expect(kk?.size).toBeGreaterThan(100)
  })

  test('every key stands in all three languages', () => {
    expect([...(ru?.keys() ?? [])].sort()).toEqual([...(kk?.keys() ?? [])].sort())
    expect([...(en?.keys() ?? [])].sort()).toEqual([...(kk?.keys() ?? [])].sort())
  })

  test('no text is empty, and the placeholders are the same', () => {
    for (const [key, text] of kk ?? []) {
      for (const other of [text, ru?.get(key) ?? '', en?.get(key) ?? '']) {
        expect(other.trim(), key).not.toBe('')
        expect(placeholders(other), key).toEqual(placeholders(text))
      }
    }
  })

  test('errors say what happened and what to do, without scolding', () => {
    const scolding = /\b(oops|invalid|please)\b|пожалуйста|өтінемін, |ой!/i
    const refusals = [kk, ru, en].flatMap((words) =>
      [...(words ?? [])].filter(([key]) => key.startsWith('refusals')),
    )
    expect(refusals.length).toBeGreaterThan(30)
    expect(refusals.filter(([, text]) => scolding.test(text))).toEqual([])
  })
})
