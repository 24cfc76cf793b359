import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatOutgoing, outgoingDay, outgoingPrefix, parseOutgoing } from './outgoing-number.ts'

describe('the outgoing number', () => {
  test('as it is printed', () => {
    expect(formatOutgoing({ prefix: 'Ш', year: 2026, number: 123 })).toBe('Ш-26-000123')
    expect(formatOutgoing({ prefix: '', year: 2026, number: 1_000_000 })).toBe('26-1000000')
  })

  test('as people type it', () => {
    const whole = { prefix: 'Ш', year: 2026, number: 123 }
    for (const typed of ['Ш-26-000123', '№ Ш-26-123', ' ш – 26/000123 ', '№Ш−26−0123']) {
      expect(parseOutgoing(typed), typed).toEqual({ ...whole, prefix: typed.includes('ш') ? 'ш' : 'Ш' })
    }
    expect(parseOutgoing('26-000123')).toEqual({ ...whole, prefix: '' })
    expect(parseOutgoing('12-26-000123')).toEqual({ ...whole, prefix: '12' })
    for (const typed of ['', 'Ш-26', 'Ш-26-000000', '123', 'Ш-2026-1', 'Ш-26-000123-1', 'хат Ш-26-000123']) {
      expect(parseOutgoing(typed), typed).toBeNull()
    }
  })

  test('what is printed is read as the same number', () => {
    const prefix = fc.constantFrom('', 'Ш', 'ИСХ', 'A1', '26', '01')
    const number = fc.integer({ min: 1, max: 2_000_000 })
    fc.assert(
      fc.property(prefix, fc.integer({ min: 2000, max: 2099 }), number, (sign, year, n) => {
        const whole = { prefix: sign, year, number: n }
        expect(outgoingPrefix.test(sign)).toBe(true)
        expect(parseOutgoing(formatOutgoing(whole))).toEqual(whole)
      }),
    )
  })

  test('the year turns at the local midnight', () => {
    expect(outgoingDay(Date.UTC(2026, 11, 31, 18, 59, 59))).toEqual({ date: '2026-12-31', year: 2026 })
    expect(outgoingDay(Date.UTC(2026, 11, 31, 19, 0, 0))).toEqual({ date: '2027-01-01', year: 2027 })
  })
})
