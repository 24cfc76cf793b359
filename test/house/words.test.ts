import { describe, expect, test } from 'vitest'
import { openSources } from '../../bin/words/sources.ts'
import { findFaults } from '../../bin/words/word-faults.ts'
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

  test('every key is in all three languages', () => {
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

  test('none is missing, unused, or Russian in place of Kazakh: what `npm run i18n` prints', () => {
    const sources = openSources(root)
    try {
      expect(findFaults(sources)).toEqual({ missing: [], unused: [], identical: [] })
    } finally {
      sources.close()
    }
  }, 300_000)

  test('no word mixes Latin letters into Cyrillic ones', () => {
    const mixed = /\p{Script=Cyrillic}\p{Script=Latin}|\p{Script=Latin}\p{Script=Cyrillic}/u
    const found = [kk, ru, en].flatMap((words) => [...(words ?? [])].filter(([, text]) => mixed.test(text)))
    expect(found).toEqual([])
  })

  test('English is written in Latin letters, Kazakh and Russian in their own', () => {
    const bare = (text: string) => text.replaceAll(/«[^»]*»|"[^"]*"|\{\w+\}/g, '')
    // A language is named in itself.
    const cyrillic = [...(en ?? [])].filter(
      ([key, text]) => /\p{Script=Cyrillic}/u.test(bare(text)) && kk?.get(key) !== text,
    )
    expect(cyrillic).toEqual([])
    const kazakh = [...(ru ?? [])].filter(
      ([key, text]) => /[әғқңөұүһі]/i.test(bare(text)) && en?.get(key) !== text,
    )
    expect(kazakh).toEqual([])
  })

  test('a count comes after its label, or where no number bends the word after it', () => {
    // Russian and English bend what is counted («1 файл», «2 файла»); Kazakh does not. After «at most» it stays.
    const bent = /\{(n|count|days|minutes)\} \p{L}{2,}(?!\p{L}*\.)/u
    const limit =
      /(не (менее|меньше|более|больше)|до) \{\w+\}|at (least|most) \{\w+\}|\{\w+\} \p{L}+ at (least|most)/u
    const nameOfOne = /^\p{Lu}\p{L}* \{n\}/u
    const found = [ru, en].flatMap((words) =>
      [...(words ?? [])].filter(([, text]) => bent.test(text) && !limit.test(text) && !nameOfOne.test(text)),
    )
    expect(found).toEqual([])
  })

  test('errors say what happened and what to do, without scolding', () => {
    const scolding = /\b(oops|invalid|please)\b|пожалуйста|өтінемін, |ой!/i
    const refusals = [kk, ru, en].flatMap((words) =>
      [...(words ?? [])].filter(([key]) => /^(office)?refusals/i.test(key)),
    )
    expect(refusals.length).toBeGreaterThan(30)
    expect(refusals.filter(([, text]) => scolding.test(text))).toEqual([])
  })
})
