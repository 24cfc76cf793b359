import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatFileSize, formatSizeLimit, printedSize } from './file-size.ts'
import { formatMoney, formatMoneySign } from './money.ts'

describe('money in words', () => {
  it('writes whole tenge, tiyn and thousands', () => {
    expect(formatMoney(500_000, 'kk')).toBe('5\u00a0000\u00a0теңге')
    expect(formatMoney(68_966, 'kk')).toBe('689,66\u00a0теңге')
    expect(formatMoney(68_966, 'en')).toBe('689.66\u00a0tenge')
    expect(formatMoney(5, 'ru')).toBe('0,05\u00a0тенге')
    expect(formatMoney(0, 'ru')).toBe('0\u00a0тенге')
    expect(formatMoney(-123_456_700, 'ru')).toBe('−1\u00a0234\u00a0567\u00a0тенге')
    expect(formatMoneySign(100_000_000, 'kk')).toBe('1\u00a0000\u00a0000\u00a0₸')
  })

  it('refuses fractions of a tiyn', () => {
    expect(() => formatMoney(0.5, 'kk')).toThrow(RangeError)
    expect(() => formatMoney(Number.NaN, 'kk')).toThrow(RangeError)
  })

  it('can be read back to the same tiyn', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (tiyn) => {
        const text = formatMoney(tiyn, 'kk')
          .replace(/\u00a0|теңге/g, '')
          .replace('−', '-')
        const [whole = '', fraction = '00'] = text.split(',')
        expect(BigInt(whole.replace('-', '')) * 100n + BigInt(fraction)).toBe(BigInt(Math.abs(tiyn)))
        expect(text.startsWith('-')).toBe(tiyn < 0)
      }),
    )
  })
})

describe('the size of a file in words', () => {
  it('uses bytes, kilobytes, megabytes of 1024', () => {
    expect(formatFileSize(0, 'kk')).toBe('0\u00a0байт')
    expect(formatFileSize(1023, 'ru')).toBe('1023\u00a0байт')
    expect(formatFileSize(88_064, 'kk')).toBe('86\u00a0КБ')
    expect(formatFileSize(1_258_291, 'ru')).toBe('1,2\u00a0МБ')
    expect(formatFileSize(1_258_291, 'en')).toBe('1.2\u00a0MB')
    expect(formatFileSize(5 * 1024 * 1024, 'kk')).toBe('5\u00a0МБ')
    expect(formatFileSize(1024 * 1024 - 1, 'kk')).toBe('1\u00a0МБ')
    expect(() => formatFileSize(-1, 'kk')).toThrow(RangeError)
  })

  it('§7: a limit is never printed as more, and a size too large never as less, than it is', () => {
    const mebi = 1024 * 1024
    const limits = [5 * mebi, 2 * mebi - 1, mebi, mebi - 1, 1500, 1023]
    expect(limits.map((bytes) => formatSizeLimit(bytes, 'kk').replace('\u00a0', ' '))).toEqual([
      '5 МБ',
      '1,9 МБ',
      '1 МБ',
      '1023 КБ',
      '1 КБ',
      '1023 байт',
    ])
    const over = [5 * mebi + 1, mebi + 1, 102 * 1024 + 1, 1024 + 1, 1001]
    expect(over.map((bytes) => printedSize('bytes', bytes, 'en')?.replace('\u00a0', ' '))).toEqual([
      '5.1 MB',
      '1.1 MB',
      '103 KB',
      '2 KB',
      '1001 bytes',
    ])
    expect([printedSize('most', 5 * mebi, 'ru'), printedSize('n', 5, 'ru')]).toEqual(['5\u00a0МБ', null])
  })
})
