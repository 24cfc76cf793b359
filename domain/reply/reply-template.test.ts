import { describe, expect, test } from 'vitest'
import { type ReplyTemplate, replyTextFaults, type TextModule, templatesFor } from './reply-template.ts'

const template = (some: Partial<ReplyTemplate>): ReplyTemplate => ({
  code: 'one',
  kind: 'answer',
  name: { kk: 'Бір', ru: 'Один' },
  text: { kk: '№ {{number}}', ru: '№ {{number}}' },
  ...some,
})
const module = (some: Partial<TextModule>): TextModule => ({
  code: 'part',
  name: { kk: 'Бөлік', ru: 'Часть' },
  text: { kk: 'Мәтін', ru: 'Текст' },
  ...some,
})
const types = new Set(['pay.refund', 'gen.free'])
const faultsOf = (templates: ReplyTemplate[], modules: TextModule[] = []) =>
  replyTextFaults({ templates, modules }, types).map(({ path, kind, name }) => [path.join('.'), kind, name])

describe('what is wrong with templates', () => {
  test('nothing', () => {
    expect(faultsOf([template({ types: ['pay.refund'] })], [module({})])).toEqual([])
  })

  test('a code of before, of a template or of a module', () => {
    expect(faultsOf([template({}), template({})], [module({ code: 'one' })])).toEqual([
      ['templates.1.code', 'code_twice', 'one'],
      ['modules.0.code', 'code_twice', 'one'],
    ])
  })

  test('a type that is none', () => {
    expect(faultsOf([template({ types: ['gen.free', 'gone'] })])).toEqual([
      ['templates.0.types.1', 'type_unknown', 'gone'],
    ])
  })

  test('a placeholder that is none, in one language or in both', () => {
    const text = { kk: '{{number}} {{nomer}}', ru: '{{number}} {client}' }
    expect(faultsOf([template({ text })])).toEqual([
      ['templates.0.text.kk', 'placeholder_unknown', '{{nomer}}'],
      ['templates.0.text.ru', 'placeholder_unknown', '{client}'],
    ])
  })

  test('a placeholder in one language alone, but for gaps', () => {
    const text = { kk: '{{number}} {{dueDate}} {{gap}}', ru: '{{number}}' }
    expect(faultsOf([template({ text })])).toEqual([['templates.0.text.kk', 'one_language', '{{dueDate}}']])
  })

  test.each([
    ['newDueDate', 'interim'],
    ['reason', 'interim'],
    ['receiver', 'forwarding'],
    ['correctedNumber', 'correction'],
    ['correctedDate', 'correction'],
  ] as const)('%s in anything but %s', (name, kind) => {
    const text = { kk: `{{${name}}}`, ru: `{{${name}}}` }
    const both = ['kk', 'ru'].map((one) => [
      `templates.0.text.${one}`,
      'placeholder_of_other_kind',
      `{{${name}}}`,
    ])
    expect(faultsOf([template({ text, kind })])).toEqual([])
    expect(faultsOf([template({ text })])).toEqual(both)
    expect(faultsOf([], [module({ text, kinds: [kind] })])).toEqual([])
    expect(faultsOf([], [module({ text })])).toHaveLength(2)
    expect(faultsOf([], [module({ text, kinds: [kind, 'answer'] })])).toHaveLength(2)
  })
})

test('what is for the type comes before what is for any', () => {
  const templates = [
    template({ code: 'any' }),
    template({ code: 'refund', types: ['pay.refund'] }),
    template({ code: 'free', types: ['gen.free'] }),
    template({ code: 'interim', kind: 'interim' }),
  ]
  const modules = [module({}), module({ code: 'late', kinds: ['interim'] })]
  const found = templatesFor({ templates, modules }, 'answer', 'pay.refund')
  expect(found.templates.map(({ code }) => code)).toEqual(['refund', 'any'])
  expect(found.modules.map(({ code }) => code)).toEqual(['part'])
})
