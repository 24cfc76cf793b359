import { expect, test } from 'vitest'
import { passagesBy } from './text-modules.ts'

const all = [
  { name: 'Байланыс', text: 'Сұрақтарыңыз болса, байланыс орталығына хабарласыңыз.' },
  { name: 'Қосымша құжат', text: 'Құжатты жеке кабинетке жүктеңіз.' },
  { name: 'Құжатсыз', text: 'Қосымша құжат керек емес.' },
]

test.each([
  ['', ['Байланыс', 'Қосымша құжат', 'Құжатсыз']],
  ['құж', ['Қосымша құжат', 'Құжатсыз']],
  // A keyboard without Kazakh letters.
  ['куж', ['Қосымша құжат', 'Құжатсыз']],
  ['хабар', ['Байланыс']],
  ['құж қос', ['Қосымша құжат', 'Құжатсыз']],
  // Letters in the middle of a word find nothing.
  ['жат', []],
  ['зз', []],
])('«%s» finds %j', (typed, names) => {
  expect(passagesBy(typed, all).map(({ name }) => name)).toEqual(names)
})

test('a name is found before a text', () => {
  expect(passagesBy('қосымша', all).map(({ name }) => name)).toEqual(['Қосымша құжат', 'Құжатсыз'])
})
