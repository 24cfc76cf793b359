import { type PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { epochDay } from '../../domain/calendar/plain-date.ts'
import { sheetText, xmlText } from '../../domain/mailbox/sheet-text.ts'
import type { Cell } from './export-cells.ts'

type Rows = AsyncIterable<readonly Cell[]>

export const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const plain = (cell: Cell): string =>
  cell === null
    ? ''
    : typeof cell === 'object'
      ? cell.date
      : typeof cell === 'number'
        ? String(cell)
        : sheetText(cell)
const quoted = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const line = (row: readonly Cell[]): string => `${row.map((cell) => quoted(plain(cell))).join(';')}\r\n`

/** CSV as spreadsheets here open it: UTF-8 with its mark, semicolons, dates as YYYY-MM-DD. */
export function csv(headings: readonly string[], rows: Rows): Readable {
  async function* lines() {
    yield `\uFEFF${line(headings)}`
    for await (const row of rows) yield line(row)
  }
  return Readable.from(lines())
}

// Day 0 of a sheet's dates, by which 1 March 1900 and every later day are right (ECMA-376, 18.17.4.1).
const dayZero = -25_569
const styles = { date: 1, heading: 2 }

function xmlCell(cell: Cell, style = 0): string {
  if (cell === null) return '<c/>'
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`
  if (typeof cell === 'object') return `<c s="${styles.date}"><v>${epochDay(cell.date) - dayZero}</v></c>`
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const parts = (sheet: string): Readonly<Record<string, string>> => ({
  '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${xmlText(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
})

/** XLSX: a ZIP of a few XML parts, the sheet written as its rows come. Texts are marked as texts: nothing is run. */
export function xlsx(
  headings: readonly string[],
  rows: Rows,
  options: { sheet: string; at: number },
): Readable {
  async function* sheet() {
    const columns = headings.map(
      (_, at) => `<col min="${at + 1}" max="${at + 1}" width="22" customWidth="1"/>`,
    )
    yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`
    yield `<row>${headings.map((text) => xmlCell(text, styles.heading)).join('')}</row>`
    for await (const row of rows) yield `<row>${row.map((cell) => xmlCell(cell)).join('')}</row>`
    yield '</sheetData></worksheet>'
  }
  const zip = new ZipFile()
  const stream = zip.outputStream as PassThrough
  const body = Readable.from(sheet())
  const fail = (error: Error) => stream.destroy(error)
  zip.on('error', fail)
  body.on('error', fail)
  // A download that is broken off asks the database for nothing more.
  stream.on('close', () => body.destroy())
  const mtime = new Date(options.at)
  for (const [name, xml] of Object.entries(parts(options.sheet)))
    zip.addBuffer(Buffer.from(head + xml), name, { mtime })
  zip.addReadStream(body, 'xl/worksheets/sheet1.xml', { mtime })
  zip.end()
  return stream
}
