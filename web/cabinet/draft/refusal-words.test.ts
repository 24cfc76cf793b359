import { expect, test } from 'vitest'
import { refuse } from '../../../domain/refusal.ts'
import { refusals as kk } from '../../../words/kk/refusals.ts'
import { sayAtField } from './refusal-words.ts'

const say = (label: string, code: Parameters<typeof refuse>[0], params?: Parameters<typeof refuse>[1]) =>
  sayAtField(label, refuse(code, params), kk, 'kk')

test('the field is named first, and once', () => {
  expect(say('Сома, теңге', 'required')).toBe('Сома, теңге: бұл өрісті толтырыңыз.')
  expect(say('Төлем күні', 'date_too_late', { max: '2026-01-12' })).toBe(
    'Төлем күні: күн тым кеш. 12.01.2026 немесе одан бұрынғы күнді таңдаңыз.',
  )
  expect(say('ЖСН', 'iin_invalid')).toMatch(/^ЖСН қате жазылған\. /)
  expect(say('1-адам. ЖСН', 'iin_invalid')).toMatch(/^1-адам\. ЖСН қате жазылған\. /)
})

test('an abbreviation keeps its capitals in the middle of a sentence', () => {
  expect(say('Кепілгердің ЖСН-і', 'iin_length', { n: 5 })).toMatch(
    /^Кепілгердің ЖСН-і: ЖСН 12 цифрдан тұруы керек\. Қазір 5 цифр жазылған\./,
  )
})
