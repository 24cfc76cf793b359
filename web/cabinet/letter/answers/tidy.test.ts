import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePhone } from '../../../../domain/person/phone.ts'
import { parseIban } from '../../../../domain/tariff/iban.ts'
import { parseTenge } from '../../../../domain/tariff/money.ts'
import { tidyIban, tidyMoney, tidyPhone } from './tidy.ts'

const plain = (text: string): string => text.replaceAll('\u00a0', ' ')

describe('answers as they look when the field is left', () => {
  it('groups thousands, and takes a comma or a point', () => {
    expect(plain(tidyMoney('1234567', 'kk'))).toBe('1 234 567')
    expect(plain(tidyMoney(' 1234,5 ', 'ru'))).toBe('1 234,50')
    expect(plain(tidyMoney('1 234.50', 'kk'))).toBe('1 234,50')
    expect(plain(tidyMoney('1234,5', 'en'))).toBe('1 234.50')
  })

  it('groups an account by four, also before it is whole', () => {
    expect(tidyIban('kz50999test000000042')).toBe('KZ50 999T EST0 0000 0042')
    expect(tidyIban('KZ50 999t es')).toBe('KZ50 999T ES')
  })

  it('writes a phone as people do, with a leading 8 or +7', () => {
    expect(tidyPhone('87012345678')).toBe('+7 701 234 56 78')
    expect(tidyPhone('+7 (7172) 79-75-75')).toBe('+7 7172 79 75 75')
  })

  it('leaves what it does not understand as it is', () => {
    expect(tidyMoney('он мың', 'kk')).toBe('он мың')
    expect(tidyMoney('1,234', 'kk')).toBe('1,234')
    expect(tidyIban('Кілті жоқ')).toBe('Кілті жоқ')
    expect(tidyPhone('79 75 75')).toBe('79 75 75')
    for (const tidy of [(text: string) => tidyMoney(text, 'kk'), tidyIban, tidyPhone])
      expect(tidy('')).toBe('')
  })

  it('never changes what an answer means', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 14 }), fc.constantFrom(',', '.'), (tiyn, point) => {
        const typed = `${Math.trunc(tiyn / 100)}${point}${String(tiyn % 100).padStart(2, '0')}`
        for (const language of ['kk', 'ru', 'en'] as const)
          expect(parseTenge(tidyMoney(typed, language))).toBe(tiyn)
      }),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseIban(tidyIban(text))).toBe(parseIban(text))
        expect(parsePhone(tidyPhone(text))).toBe(parsePhone(text))
        expect(parseTenge(tidyMoney(text, 'kk'))).toBe(parseTenge(text))
      }),
    )
  })
})
