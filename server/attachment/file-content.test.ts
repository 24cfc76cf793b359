import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as files from '../../test/sample-files.ts'
import { checkContent } from './file-content.ts'

const taken: [string, Uint8Array, string][] = [
  ['скан.pdf', files.pdf, 'application/pdf'],
  ['111.png', files.png, 'image/png'],
  ['фото.JPEG', files.jpeg, 'image/jpeg'],
  ['жеке куәлік.doc', files.doc, 'application/msword'],
  ['1663842125.docx', files.docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
]
test.each(taken)('%s is taken for what it is', async (name, bytes, mediaType) => {
  expect(await checkContent(name, bytes)).toEqual({ mediaType })
})

const refused: [string, string, Uint8Array, string][] = [
  ['a picture under the name of a document', 'a.pdf', files.png, 'file_mismatch'],
  ['a text under the name of a PDF', 'a.pdf', new TextEncoder().encode('hello'), 'file_mismatch'],
  ['a spreadsheet', 'a.docx', files.spreadsheet, 'file_mismatch'],
  ['an old spreadsheet', 'a.doc', files.oldSpreadsheet, 'file_mismatch'],
  ['a program', 'a.pdf', files.program, 'file_unsafe'],
  ['a document with macros', 'a.docx', files.macroDocx, 'file_unsafe'],
  ['an old document with macros', 'a.doc', files.macroDoc, 'file_unsafe'],
  ['a PDF that starts a program', 'a.pdf', files.launchingPdf, 'file_unsafe'],
  ['a PDF with a password', 'a.pdf', files.encryptedPdf, 'file_encrypted'],
  ['a document with a password', 'a.docx', files.encryptedPackage, 'file_encrypted'],
  ['an old document with a password', 'a.doc', files.encryptedDoc, 'file_encrypted'],
  ['an encrypted archive', 'a.docx', files.encryptedZip, 'file_encrypted'],
  ['a PDF cut short', 'a.pdf', files.cutPdf, 'file_damaged'],
  ['a document cut short', 'a.docx', files.docx.slice(0, -30), 'file_damaged'],
  ['an old document cut short', 'a.doc', files.doc.slice(0, 700), 'file_damaged'],
  ['a picture cut short', 'a.png', files.png.slice(0, 50), 'file_damaged'],
  ['a photo cut short', 'a.jpg', files.jpeg.slice(0, 12), 'file_damaged'],
]
test.each(refused)('%s is refused', async (_, name, bytes, code) => {
  expect(await checkContent(name, bytes)).toEqual({ refusal: { code } })
})

test('whatever the bytes, the answer is a type or a refusal, never a fault', async () => {
  const heads = [files.pdf, files.png, files.jpeg, files.doc, files.docx, files.encryptedPackage]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...heads),
      fc.nat(700),
      fc.uint8Array({ maxLength: 300 }),
      async (head, cut, noise) => {
        const bytes = new Uint8Array([...head.slice(0, cut), ...noise])
        const found = await checkContent('a.docx', bytes)
        expect('mediaType' in found || 'refusal' in found).toBe(true)
      },
    ),
  )
})
