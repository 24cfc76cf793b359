import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkContentType, checkNameAndSize, checkTotals, fileRules } from './file-rules.ts'

describe('§7 what may be attached', () => {
  test('the five formats of the guide, in any case of letters', () => {
    for (const name of ['a.jpg', 'a.JPEG', 'Жеке куәлік, екі жағы.pdf', 'a.b.PNG', 'a.doc', 'a.docx']) {
      expect(checkNameAndSize(name, 1)).toBeNull()
    }
    for (const name of ['a.docm', 'a.exe', 'a.pdf.exe', 'pdf', 'a.', '.pdf.zip']) {
      expect(checkNameAndSize(name, 1)?.code).toBe('file_type')
    }
  })

  test('5 MiB to the byte, and not nothing', () => {
    expect(checkNameAndSize('a.pdf', 0)?.code).toBe('file_empty')
    expect(checkNameAndSize('a.pdf', 5_242_880)).toBeNull()
    expect(checkNameAndSize('a.pdf', 5_242_881)).toEqual({
      code: 'file_too_large',
      params: { bytes: 5_242_881 },
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
        fc.array(fc.integer({ min: 1, max: fileRules.maxBytes }), { maxLength: 25 }),
        fc.integer({ min: 1, max: fileRules.maxBytes }),
        (sizes, size) => {
          const attached = sizes.map((each) => ({ size: each }))
          const total = sizes.reduce((sum, each) => sum + each, size)
          const fits = sizes.length < 20 && total <= 104_857_600
          return (checkTotals(attached, size) === null) === fits
        },
      ),
    )
  })
})
