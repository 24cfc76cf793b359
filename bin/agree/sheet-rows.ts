import { inflateRawSync } from 'node:zlib'

/** The cells of the sheet of an XLSX, row by row, read from the file: the directory's entry of the sheet, inflated. */
export function sheetRows(file: Buffer): string[][] {
  const name = Buffer.from('xl/worksheets/sheet1.xml')
  const entry = file.lastIndexOf(name) - 46
  const local = file.readUInt32LE(entry + 42)
  const begin = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
  const xml = inflateRawSync(file.subarray(begin, begin + file.readUInt32LE(entry + 20))).toString('utf8')
  return [...xml.matchAll(/<row[^>]*>(.*?)<\/row>/gs)].map(([, row = '']) =>
    [...row.matchAll(/<c\/>|<c[^>]*>(?:<v>|<is><t[^>]*>)(.*?)(?:<\/v>|<\/t><\/is>)<\/c>/gs)].map(
      ([, text = '']) => text,
    ),
  )
}
