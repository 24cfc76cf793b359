import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkContentType, checkNameAndSize, checkTotals, largestLimits } from './file-rules.ts'

describe('§7 what may be attached', () => {
  test('the five formats of the guide, in any case of letters', () => {
    for (const name of ['a.jpg', 'a.JPEG', 'Жеке куәлік, екі жағы.pdf', 'a.b.PNG', 'a.doc', 'a.docx']) {
      expect(checkNameAndSize(name, 1, largestLimits)).toBeNull()
    }
    for (const name of ['a.docm', 'a.exe', 'a.pdf.exe', 'pdf', 'a.', '.pdf.zip']) {
      expect(checkNameAndSize(name, 1, largestLimits)?.code).toBe('file_type')
    }
  })

  test('5 MiB to the byte, and not nothing', () => {
    expect(checkNameAndSize('a.pdf', 0, largestLimits)?.code).toBe('file_empty')
    expect(checkNameAndSize('a.pdf', 5_242_880, largestLimits)).toBeNull()
    expect(checkNameAndSize('a.pdf', 5_242_881, largestLimits)).toEqual({
      code: 'file_too_large',
      params: { bytes: 5_242_881, most: 5_242_880 },
    })
  })

  test('less where the company set less, to the byte and to the file', () => {
    const limits = { maxBytes: 1000, maxFiles: 2, maxTotalBytes: 1500 }
    expect(checkNameAndSize('a.pdf', 1000, limits)).toBeNull()
    expect(checkNameAndSize('a.pdf', 1001, limits)).toEqual({
      code: 'file_too_large',
      params: { bytes: 1001, most: 1000 },
    })
    expect(checkTotals([{ size: 700 }], 800, limits)).toBeNull()
    expect(checkTotals([{ size: 700 }], 801, limits)).toEqual({
      code: 'files_too_large',
      params: { most: 1500 },
    })
    expect(checkTotals([{ size: 1 }, { size: 1 }], 1, limits)).toEqual({
      code: 'files_too_many',
      params: { n: 2 },
    })
  })

  test('content must be what the name says', () => {
    expect(checkContentType('a.jpeg', 'image/jpeg')).toBeNull()
    expect(checkContentType('a.pdf', 'image/png')?.code).toBe('file_mismatch')
    expect(checkContentType('a.pdf', null)?.code).toBe('file_mismatch')
  })

  test('at most 20 files and 100 MiB', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: largestLimits.maxBytes }), { maxLength: 25 }),
        fc.integer({ min: 1, max: largestLimits.maxBytes }),
        (sizes, size) => {
          const attached = sizes.map((each) => ({ size: each }))
          const total = sizes.reduce((sum, each) => sum + each, size)
          const fits = sizes.length < 20 && total <= 104_857_600
          return (checkTotals(attached, size, largestLimits) === null) === fits
        },
      ),
    )
  })
})
