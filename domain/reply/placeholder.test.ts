import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filledTemplate, replyPlaceholders, unknownIn, unresolvedIn } from './placeholder.ts'

describe('placeholders left in a letter', () => {
  test.each([
    ['№ {{number}} өтінішіңіз', ['{{number}}']],
    ['{{number}} және {{number}}, {{client}}', ['{{number}}', '{{client}}']],
    ['{{нөмір}}', ['{{нөмір}}']],
    ['{{ number }}', ['{{ number }}']],
    ['{{}}', ['{{}}']],
    ['{{number}', ['{{number}']],
    ['{{number өтініш', ['{{number өтініш']],
    ['№ number}} өтініш', ['number}}']],
    ['{number}', ['{number}']],
    ['{{gap}}', ['{{gap}}']],
    ['{ gap }', ['{ gap }']],
    ['{Gap}', ['{Gap}']],
    ['{gap жазыңыз', ['{gap']],
    ['[[gap]]', ['[[gap]]']],
  ])('%s', (text, found) => {
    expect(unresolvedIn(text)).toEqual(found)
  })

  test.each(['Өтінішіңіз қаралды.', 'A set {a, b} and f(x) = {x}', ''])('none in: %s', (text) => {
    expect(unresolvedIn(text)).toEqual([])
  })

  test.each(['а', '{', '}', '{{', 'а}', '[[gap', '{number ', ' '])(
    'a long text of «%s» is read at once',
    (piece) => {
      const text = piece.repeat(200_000 / piece.length)
      const began = performance.now()
      unresolvedIn(text)
      expect(performance.now() - began).toBeLessThan(2000)
    },
  )

  test('is asked by the same reading in every place of a text', () => {
    const around = fc.string({ unit: fc.constantFrom('а', 'ә', ' ', '.', '\n', '"') })
    fc.assert(
      fc.property(around, fc.constantFrom(...replyPlaceholders), around, (before, name, after) => {
        expect(unresolvedIn(`${before}{{${name}}}${after}`)).toEqual([`{{${name}}}`])
      }),
    )
  })
})

test('an unknown placeholder of a template is told as it was typed', () => {
  expect(unknownIn('{{number}} {{nomer}} {client} {{ subject }} {{company}}')).toEqual([
    '{{nomer}}',
    '{client}',
    '{{ subject }}',
  ])
})

describe('a filled template', () => {
  test('holds the values, and the placeholder where there is none', () => {
    const values = { number: '3864', client: '', contract: null }
    expect(filledTemplate('№ {{number}}: {{client}}, {{contract}}, {{dueDate}}', values)).toBe(
      '№ 3864: {{client}}, {{contract}}, {{dueDate}}',
    )
  })

  test('keeps its paragraphs', () => {
    expect(filledTemplate('Құрметті {{client}}!\n\nЖауап.', { client: 'А. Б.' })).toBe(
      'Құрметті А. Б.!\n\nЖауап.',
    )
  })

  test('ends a sentence by one full stop', () => {
    expect(filledTemplate('Орындаушы: {{executor}}.', { executor: 'Сәуле Ж.' })).toBe('Орындаушы: Сәуле Ж.')
  })

  test('never reads a value again', () => {
    const filled = filledTemplate('{{subject}}', { subject: '{{client}}', client: 'Әсел' })
    expect(filled).toBe('{{client}}')
    expect(unresolvedIn(filled)).toEqual(['{{client}}'])
  })
})
