// A spreadsheet runs a cell that begins so as a formula (OWASP, CSV injection).
const runs = /^[=+\-@\t\r\n＝＋－＠]/

/** A text for a cell of a CSV file: one that a spreadsheet would run begins with an apostrophe, and is a text. */
export const sheetText = (text: string): string => (runs.test(text) ? `'${text}` : text)

// XML 1.0, 2.2: what may not be in a document, half a pair of surrogates too.
const notXml = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
// ECMA-376, ST_Xstring: a reader takes `_x0041_` for a letter.
const readAsEscape = /_(?=x[0-9a-f]{4}_)/gi

/** A text for a cell of an XLSX file. Inside of the file it is marked as a text, so nothing is run. */
export function xmlText(text: string): string {
  return text
    .replace(notXml, '')
    .replace(readAsEscape, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
}
