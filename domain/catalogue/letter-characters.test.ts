import { expect, test } from 'vitest'
import { checkText } from './kinds/text-rules.ts'
import { shapeFault } from './letter-characters.ts'

test('Kazakh, Russian and what people type have a shape; signs that have none are named, each once', () => {
  expect(shapeFault('Қазақша мәтін: әғқңөұүһі ӘҒҚҢӨҰҮҺІ, «ё», №, €, – — … ½\n5 ₸')).toBeNull()
  expect(shapeFault('рахмет 👍 ☎ ☎')?.params).toEqual({ found: '👍 ☎' })
  // A composed letter has its shape.
  expect(shapeFault('и\u0306')).toBeNull()
})

test('a text of five thousand such signs is refused at its field, and names a few', () => {
  const text = Array.from({ length: 5000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('')
  const refusal = checkText({}, text, 'several')
  expect(refusal?.code).toBe('characters_without_shape')
  expect(String(refusal?.params?.found).split(' ').length).toBe(10)
})
