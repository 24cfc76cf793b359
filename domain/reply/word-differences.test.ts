import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesIn, type Stretch, wordDifferences } from './word-differences.ts'

const said = (stretches: readonly Stretch[]) =>
  stretches
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}-]` : `[+${text}+]`))
    .join('')
const side = (stretches: readonly Stretch[], other: Stretch['kind']) =>
  stretches.flatMap(({ kind, text }) => (kind === other ? [] : [text])).join('')

describe('what became of a letter since it was sent back', () => {
  test('words side by side that changed are one change', () => {
    const found = wordDifferences(
      'қалдық құнын 2026 жылғы 31 желтоқсандағы жағдай бойынша қайта есептеу',
      'қалдық құнын 2026 жылғы 29 қаңтардағы жағдай бойынша қайта есептеу',
    )
    expect(said(found)).toBe(
      'қалдық құнын 2026 жылғы [-31 желтоқсандағы-][+29 қаңтардағы+] жағдай бойынша қайта есептеу',
    )
    expect(changesIn(found)).toBe(1)
  })

  test('two places are two changes; a paragraph taken away is one', () => {
    const two = wordDifferences('бір екі үш төрт бес', 'бір ЕКІ үш төрт БЕС')
    expect([said(two), changesIn(two)]).toEqual(['бір [-екі-][+ЕКІ+] үш төрт [-бес-][+БЕС+]', 2])
    const less = wordDifferences('Құрметті!\n\nБірінші.\n\nЕкінші.', 'Құрметті!\n\nЕкінші.')
    expect([side(less, 'new'), side(less, 'gone'), changesIn(less)]).toEqual([
      'Құрметті!\n\nБірінші.\n\nЕкінші.',
      'Құрметті!\n\nЕкінші.',
      1,
    ])
  })

  test('nothing changed is nothing marked; a new text is all new', () => {
    expect(wordDifferences('бір екі', 'бір екі')).toEqual([{ kind: 'same', text: 'бір екі' }])
    expect(wordDifferences('', '')).toEqual([])
    expect(wordDifferences('', 'бір екі')).toEqual([{ kind: 'new', text: 'бір екі' }])
    expect(changesIn(wordDifferences('бір', ''))).toBe(1)
  })

  test('both texts are whole in it, and no two stretches of one kind lie side by side', () => {
    const text = fc
      .array(fc.constantFrom('бір', 'екі', 'үш', ' ', ' ', '\n\n', '.'), { maxLength: 40 })
      .map((words) => words.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const found = wordDifferences(before, after)
        expect(side(found, 'new')).toBe(before)
        expect(side(found, 'gone')).toBe(after)
        for (const [index, { kind }] of found.entries()) expect(found[index - 1]?.kind).not.toBe(kind)
      }),
    )
  })

  test('two letters of the greatest length with nothing in common take no time that a reader waits', () => {
    const long = (word: string) =>
      Array.from({ length: 2500 }, (_, n) => `${word}${n}`)
        .join(' ')
        .slice(0, 10_000)
    const begins = performance.now()
    expect(changesIn(wordDifferences(long('а'), long('б')))).toBe(1)
    expect(performance.now() - begins).toBeLessThan(6000)
  })
})
