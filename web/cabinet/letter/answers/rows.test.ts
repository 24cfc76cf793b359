import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBlank, shownRows, withAnswer, withoutRow, withRowBack } from './rows.ts'

const anyRows = fc.array(fc.record({ fullName: fc.string(), iin: fc.string() }), { minLength: 1 })

describe('rows of a repeating group', () => {
  it('shows the rows that must be there, even before anything is typed', () => {
    expect(shownRows([], 1)).toEqual([{}])
    expect(shownRows([{ iin: '1' }], 1)).toEqual([{ iin: '1' }])
    expect(shownRows([], 0)).toEqual([])
  })

  it('changes one answer of one row and leaves the rest', () => {
    const rows = [{ fullName: 'А' }, { fullName: 'Б' }]
    expect(withAnswer(rows, 1, 'iin', '9')).toEqual([{ fullName: 'А' }, { fullName: 'Б', iin: '9' }])
    expect(rows).toEqual([{ fullName: 'А' }, { fullName: 'Б' }])
  })

  it('brings a row back to the place from which it was taken', () => {
    fc.assert(
      fc.property(anyRows, fc.nat(), (rows, any) => {
        const index = any % rows.length
        const taken = rows[index] ?? {}
        expect(withRowBack(withoutRow(rows, index), index, taken)).toEqual(rows)
      }),
    )
    expect(withRowBack([], 3, { iin: '1' })).toEqual([{ iin: '1' }])
  })

  it('knows an empty row', () => {
    expect(isBlank({})).toBe(true)
    expect(isBlank({ iin: ' ', fullName: '' })).toBe(true)
    expect(isBlank({ iin: '1' })).toBe(false)
  })
})
