import { describe, expect, test } from 'vitest'
import { shippedType } from '../../test/shipped-types.ts'
import { isTwin } from './twin.ts'

describe('a twin', () => {
  const free = shippedType('gen.free')
  const text = 'Қаңтардағы төлемім шотқа түспеді. Тексеріп, жауап беруіңізді сұраймын.'

  test('of free letters is one with the same words, whatever their signs and capitals; another text is none', () => {
    expect(
      isTwin(free, { subject: 'Төлем', text }, { subject: 'Басқа', text: `  ${text.toUpperCase()}!` }),
    ).toBe(true)
    const nearly = text.replace('Қаңтардағы', 'Ақпандағы')
    expect(isTwin(free, { text }, { text: nearly })).toBe(false)
    expect(isTwin(free, { text }, { text: 'Үйдің шатыры ағып тұр, шеберді жіберуіңізді сұраймын.' })).toBe(
      false,
    )
    expect(isTwin(free, { text }, {})).toBe(false)
  })

  test('made of a template it is one, unless it is about another appeal or contract', () => {
    const fields = [
      { code: 'about', type: 'appealRef', label: { kk: 'а', ru: 'а', en: 'a' }, required: true },
    ] as const
    const template = { form: 'template', fields } as const
    expect(isTwin(template, { about: 'a', note: 'x' }, { about: 'a', note: 'y' })).toBe(true)
    expect(isTwin(template, { about: 'a' }, { about: 'b' })).toBe(false)
    expect(isTwin({ ...template, fields: [] }, { about: 'a' }, { about: 'b' })).toBe(true)
  })
})
