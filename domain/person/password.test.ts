import { expect, test } from 'vitest'
import { whyNotPassword } from './password.ts'

const list = new Set(['password', 'qwerty', 'dragon', 'monkey', 'gfhjkm', 'йцукен', 'kazakhstan', 'iloveyou'])
const own = ['saule', 'Иманбекова Сәуле Маратқызы', '881231270015', '+77011234567', 'Тұрғын үй қоры']
const why = (password: string) =>
  whyNotPassword(password, { isCommon: (word) => list.has(word), own })?.code ?? null

test.each([
  'password12',
  'Password-2026!',
  'P@ssw0rd2026',
  'passwordpassword',
  'Qwerty123456',
  'qwertyuiop12',
  'Йцукен123456',
  'йцукенгшщзхъ',
  'gfhjkm-2026-',
  'dragon monkey 12',
  'Kazakhstan2026',
  '1q2w3e4r5t6y',
  '123456789012',
  '0987654321ab',
  'aaaaaaaaaaaa',
  'abcabcabcabc',
  '12121212121212',
])('%s can be guessed first', (password) => {
  expect(why(password)).toBe('password_common')
})

test.each([
  'saule-saule-1',
  'Иманбекова12',
  'СәулеИманбекова',
  '881231270015',
  '77011234567!',
  'Otinish-2026',
  'Құпиясөз-2026',
  'ТұрғынҮй2026',
])('%s is of the account or this place', (password) => {
  expect(why(password)).toBe('password_own')
})

test.each([
  'correct horse battery staple',
  'қар жауған таңғы дала',
  'Тау-Көл-Жел-2026',
  'x7#Kp!vQ2m',
  'моя бабушка пьёт чай',
  'Сәуле қыста тауға барады',
])('%s is taken: any characters, no kinds asked for', (password) => {
  expect(why(password)).toBeNull()
})

test('from 10 characters, as people count them, up to 200', () => {
  expect([why('x7#Kp!vQ2'), why('x7#Kp!vQ2m'), why('𝒙7#Kp!vQ2')]).toEqual([
    'password_length',
    null,
    'password_length',
  ])
  expect([why(`x7#Kp!vQ2m${'қарда '.repeat(30)}`), why('ж'.repeat(201))]).toEqual([null, 'password_length'])
})
