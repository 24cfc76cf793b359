import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import catalogue from '../../data/catalogue.json' with { type: 'json' }
import tariffFile from '../../data/tariffs.json' with { type: 'json' }
import { plainDate } from '../calendar/plain-date.ts'
import { feeOf, feeOn } from './fee.ts'
import { formatIban, isBic, parseIban } from './iban.ts'
import { parseTenge, tiynOfTenge } from './money.ts'
import type { Tariff } from './tariff.ts'
import { vatPart, vatRateOn } from './vat.ts'

const vatRates = tariffFile.vatRates.map(({ from, ratePercent }) => ({ from: plainDate(from), ratePercent }))
const tariffs: Tariff[] = tariffFile.tariffs.map((each) => ({
  ...each,
  validFrom: plainDate(each.validFrom),
}))
const today = plainDate('2026-01-12')

describe('IBAN (docs/domain.md 4.3)', () => {
  test.each(['KZ699990000000000001', 'KZ50999TEST000000042', 'KZ58998KZT1234567890', 'KZ6899720CABINET0TST'])(
    '%s',
    (iban) => {
      expect(parseIban(iban)).toBe(iban)
      expect(parseIban(` ${iban.toLowerCase().replace(/.{4}/g, '$& ')}`)).toBe(iban)
    },
  )

  test.each([
    'KZ699990000000000002',
    'KZ5099TEST000000042',
    'RU50999TEST000000042',
    'КZ50999TEST000000042',
    'KZ50999ТEST000000042',
    'KZ50-999TEST000000042',
    '',
  ])('%j is not one', (text) => expect(parseIban(text)).toBeNull())

  test('in groups of four; BIC of eight', () => {
    const iban = parseIban('KZ50999TEST000000042')
    expect(iban && formatIban(iban)).toBe('KZ50 999T EST0 0000 0042')
    expect([isBic('DEMOKZKX'), isBic('DEMOKZK'), isBic('DЕMOKZKX')]).toEqual([true, false, false])
  })
})

describe('money', () => {
  test.each([
    ['5000', 500_000],
    ['12 345,67', 1_234_567],
    ['12\u00a0345.6', 1_234_560],
    [' 0 ', 0],
  ])('%j is %d tiyn', (text, tiyn) => expect(parseTenge(text)).toBe(tiyn))

  test.each(['', '-5', '1,234', '12 34', '1 234 5', '5 тг', '1e3', '99999999999999999'])(
    '%j is not a sum',
    (text) => expect(parseTenge(text)).toBeNull(),
  )

  test('tenge to tiyn is exact or refused', () => {
    expect(tiynOfTenge(5000)).toBe(500_000)
    expect(() => tiynOfTenge(0.1)).toThrow(RangeError)
    expect(() => tiynOfTenge(Number.MAX_SAFE_INTEGER)).toThrow(RangeError)
  })
})

describe('VAT', () => {
  test.each([
    ['2008-12-31', null],
    ['2025-12-31', 12],
    ['2026-01-01', 16],
  ])('on %s: %s', (date, rate) => expect(vatRateOn(plainDate(date), vatRates)).toBe(rate))

  // The fees of docs/domain.md 5.2.
  test.each([
    [500_000, 16, 68_966],
    [300_000, 16, 41_379],
    [500_000, 12, 53_571],
    [0, 16, 0],
    [5, 25, 1],
    [29, 16, 4],
  ])('%d at %d %% holds %d', (fee, rate, vat) => expect(vatPart(fee, rate)).toBe(vat))

  test('half a tiyn goes up', () => expect(vatPart(1, 100)).toBe(1))

  test('is within half a tiyn of the exact part, and VAT and net make the fee', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.nat(30), (fee, rate) => {
        const vat = vatPart(fee, rate)
        const error = 2 * (vat * (100 + rate) - fee * rate)
        expect(error > -(100 + rate) && error <= 100 + rate).toBe(true)
        expect(vat).toBeLessThanOrEqual(fee)
      }),
    )
  })
})

describe('§6 tariffs', () => {
  test('the shipped tariff has the fees of the catalogue, all of them', () => {
    const categories: { types: { code: string; fee: { amountKzt: number } }[] }[] = catalogue.categories
    const types = categories.flatMap((category) => category.types)
    const [tariff] = tariffs
    if (tariff === undefined || tariffs.length > 1) throw new Error('not one tariff')
    expect(tariff.fees.map((fee) => fee.typeCode)).toEqual(types.map((type) => type.code))
    for (const type of types) expect(feeOf(tariff, type.code, 'SHARE')).toBe(type.fee.amountKzt * 100)
  })

  test('a fee with its VAT on the day', () => {
    expect(feeOn(today, 'rent.early.full', 'RENT_BUYOUT', tariffs, vatRates)).toEqual({
      tariffVersion: 1,
      feeTiyn: 500_000,
      vat: { ratePercent: 16, amountTiyn: 68_966 },
    })
    expect(
      feeOn(plainDate('2025-12-31'), 'rent.early.full', 'RENT_BUYOUT', tariffs, vatRates)?.vat?.amountTiyn,
    ).toBe(53_571)
    expect(feeOn(today, 'gen.free', 'RENT_BUYOUT', tariffs, vatRates)).toEqual({
      tariffVersion: 1,
      feeTiyn: 0,
      vat: null,
    })
  })

  test('a kind of contract may have its own fee', () => {
    expect(feeOn(today, 'cert.debt', 'RENT_BUYOUT', tariffs, vatRates)?.feeTiyn).toBe(200_000)
    expect(feeOn(today, 'cert.debt', 'MORTGAGE', tariffs, vatRates)?.feeTiyn).toBe(0)
  })

  test('nothing before the first version, nothing for an unknown type, the later version from its day', () => {
    expect(feeOn(plainDate('2019-12-31'), 'gen.free', 'SHARE', tariffs, vatRates)).toBeNull()
    expect(feeOn(today, 'no.such', 'SHARE', tariffs, vatRates)).toBeNull()
    const dearer: Tariff = { version: 2, validFrom: today, fees: [{ typeCode: 'gen.free', feeTiyn: 100 }] }
    const versionOn = (day: string) =>
      feeOn(plainDate(day), 'gen.free', 'SHARE', [dearer, ...tariffs], vatRates)?.tariffVersion
    expect([versionOn('2026-01-11'), versionOn(today)]).toEqual([1, 2])
  })
})
