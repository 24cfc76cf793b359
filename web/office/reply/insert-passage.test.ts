import { expect, test } from 'vitest'
import { insertedPassage, replacedBy } from './insert-passage.ts'

const hand = ({ text, from, to }: ReturnType<typeof replacedBy>) =>
  `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`

test.each([
  ['Бірінші. Екінші.', 'Орта. ', 9, 'Бірінші. Орта. []Екінші.'],
  ['Бірінші.', 'Сома: {{gap}}.', 8, 'Бірінші.Сома: [{{gap}}].'],
  ['Бірінші. ', 'Соңы.', null, 'Бірінші.\n\nСоңы.[]'],
  ['  ', 'Соңы.', null, 'Соңы.[]'],
  ['Қысқа', '!', 99, 'Қысқа![]'],
])('into «%s» comes «%s» at %s', (text, passage, caret, expected) => {
  expect(hand(insertedPassage(text, passage, caret))).toBe(expected)
})

test('a template is gone on with at its first gap', () => {
  expect(hand(replacedBy('Құрметті Әсел!\n\nСебебі: {{gap}}. {{gap}}'))).toBe(
    'Құрметті Әсел!\n\nСебебі: [{{gap}}]. {{gap}}',
  )
})
