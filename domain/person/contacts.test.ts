import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isEmail } from './email.ts'
import { callLink, isExtension } from './executor.ts'
import { fullName, isNamePart, isPersonName, shortName } from './name.ts'
import { formatPhone, type Phone, parsePhone } from './phone.ts'
import { isRole, type Role, staffRoles } from './role.ts'

const phone = (text: string): Phone => {
  const parsed = parsePhone(text)
  if (parsed === null) throw new Error(text)
  return parsed
}

describe('phone', () => {
  test.each(['+77000000001', '8 (700) 000-00-01', '+7 700 000 00 01', ' 87000000001 ', '+7–700–000–00–01'])(
    '%j',
    (text) => {
      expect(parsePhone(text)).toBe('+77000000001')
    },
  )

  test.each([
    '+79161234567',
    '89161234567',
    '+7700000000',
    '+770000000011',
    '7000000001',
    '+7 700 000 00 0x',
    '',
    '+996700000001',
  ])('%j is not a number of Kazakhstan', (text) => expect(parsePhone(text)).toBeNull())

  test.each([
    ['+77172797575', '+7 7172 79 75 75'],
    ['+77272797575', '+7 727 279 75 75'],
    ['+77000000001', '+7 700 000 00 01'],
  ])('%s is shown %s', (text, shown) => expect(formatPhone(phone(text))).toBe(shown))

  test('what is shown reads back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+7[67]\d{9}$/), (text) => {
        expect(parsePhone(formatPhone(phone(text)))).toBe(text)
      }),
    )
  })

  test('§10: call centre, pause, extension', () => {
    expect(callLink(phone('+7 7172 79 75 75'), '56465')).toBe('tel:+77172797575,56465')
    expect(['56465', '123', '123456'].every(isExtension)).toBe(true)
    expect(['12', '1234567', '12a', ''].some(isExtension)).toBe(false)
  })
})

describe('e-mail', () => {
  test.each(['aigerim@example.com', 'a.b+c@mail.example.kz', 'x@xn--80ao21a.xn--80ao21a', "o'k@a-b.kz"])(
    '%s',
    (text) => expect(isEmail(text)).toBe(true),
  )

  test.each([
    '',
    'a',
    'a@b',
    '@b.kz',
    'a@',
    'a@@b.kz',
    'a@b.kz@c.kz',
    'a b@c.kz',
    '.a@b.kz',
    'a..b@c.kz',
    'a@-b.kz',
    'a@b..kz',
    'a@b.kz.',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@b.kz\r\nBcc: c@d.kz',
    'а@қаз.kz',
  ])('%j is not one', (text) => expect(isEmail(text)).toBe(false))

  test('254 characters, 64 before the @', () => {
    const domain = `${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.kz`
    expect(isEmail(`${'a'.repeat(64)}@${domain}`)).toBe(true)
    expect(isEmail(`${'a'.repeat(65)}@${domain}`)).toBe(false)
    expect(isEmail(`${'a'.repeat(64)}@g.${domain}`.padStart(255, 'a'))).toBe(false)
  })
})

describe('names', () => {
  const akhmetova = { family: 'Ахметова', given: 'жанар', patronymic: 'Болатқызы' }

  test('full and short', () => {
    expect(fullName({ family: 'Сапарова', given: 'Айгерім', patronymic: 'Ерланқызы' })).toBe(
      'Сапарова Айгерім Ерланқызы',
    )
    expect(shortName(akhmetova)).toBe('Ахметова Ж. Б.')
    expect(shortName({ family: 'Ли', given: 'Әсем', patronymic: null })).toBe('Ли Ә.')
  })

  test.each(['Ғ', 'Құрманғазы', 'О’Нил', "Д'Арк", 'Римский-Корсаков', 'Серік ұлы', 'Müller', 'ІҢӨҰҮҺ'])(
    '%s may be a name',
    (part) => {
      expect(isNamePart(part)).toBe(true)
    },
  )

  test.each(['', ' Али', 'Али ', '-Али', 'Али1', 'Али<b>', 'А\nЛ', 'а'.repeat(101), '😀'])(
    '%j may not',
    (part) => {
      expect(isNamePart(part)).toBe(false)
    },
  )

  test('a patronymic may be absent but not empty', () => {
    expect(isPersonName({ ...akhmetova, patronymic: null })).toBe(true)
    expect(isPersonName({ ...akhmetova, patronymic: '' })).toBe(false)
  })
})

test('a client is the one role that is not staff', () => {
  expect(staffRoles.every(isRole)).toBe(true)
  expect(staffRoles.some((role: Role) => role === 'client')).toBe(false)
  expect([isRole('head'), isRole('client'), isRole('root')]).toEqual([true, true, false])
})
