import { fromBase64, fromHex, toBase64, toHex } from '../bytes.ts'
import { type Format, readReceipt } from './receipt.ts'

/** Where the parts of a package are. */
export const places = {
  mimetype: 'mimetype',
  letter: 'letter.pdf',
  signature: 'letter.pdf.p7s',
  timestamp: 'letter.pdf.p7s.tst',
  receipt: 'receipt.json',
  receiptSeal: 'receipt.json.p7s',
  attachments: 'attachments/',
  replies: 'replies/',
  /** From format 2 on: what the client sent after the letter, what is said of all of it, and the shown history. */
  submissions: 'submissions/',
  contents: 'contents.json',
  history: 'history.jsonl',
  chain: 'chain/',
  answers: 'revocation/',
  manifest: 'META-INF/ASiCManifest.xml',
  seal: 'META-INF/seal.p7s',
  /** The seal from format 2 on, under the name that others look for (EN 319 162-1, A.1). */
  namedSeal: 'META-INF/signature001.p7s',
  /** Where there is no seal, instead of the manifest. */
  sums: 'SHA256SUMS',
} as const

const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256'

/** The SHA-256 of bytes. */
export async function sha256Of(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
}

/** What its receipt says; where that can't be read, what its files are of. */
export function formatOf(files: ReadonlyMap<string, Uint8Array>): Format {
  const said = readReceipt(files.get(places.receipt) ?? new Uint8Array())?.format
  return said ?? (files.has(places.contents) || files.has(places.namedSeal) ? 2 : 1)
}

/** Where the seal over all is in a package of this format. */
export const sealPlace = (format: Format): string => (format === 1 ? places.seal : places.namedSeal)

/** The ASiC manifest (ETSI EN 319 162-1, A.4) over every file but itself, the media type and the seal. */
export async function writeManifest(files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const digests = new Map<string, string>()
  for (const [name, bytes] of files) digests.set(name, toHex(await sha256Of(bytes)))
  return manifestOf(digests, formatOf(files))
}

/** The same of digests that are known, hexadecimal, by file name. */
export function manifestOf(digests: ReadonlyMap<string, string>, format: Format): string {
  const covered = [...digests].filter(([name]) => isCovered(name, format))
  const rows = covered.map(([name, digest]) => ({ name, digest: toBase64(fromHex(digest)) }))
  return manifestText(rows, format)
}

interface ManifestRow {
  readonly name: string
  /** base64 */
  readonly digest: string
}

/** Is this a file that the manifest must name? */
export function isCovered(name: string, format: Format): boolean {
  return name !== places.mimetype && name !== places.manifest && name !== sealPlace(format)
}

function manifestText(rows: readonly ManifestRow[], format: Format): string {
  const references = rows.map(
    ({ name, digest }) =>
      `<asic:DataObjectReference URI="${uriOf(name, format)}"><ds:DigestMethod Algorithm="${sha256}"/><ds:DigestValue>${digest}</ds:DigestValue></asic:DataObjectReference>\n`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
<asic:SigReference URI="${sealPlace(format)}" MimeType="application/pkcs7-signature"/>
${references.join('')}</asic:ASiCManifest>
`
}

/**
 * Digests by file name, hexadecimal, or null when the text is not exactly what `writeManifest` writes for them: one
 * form only, so that no two readers can read it differently.
 */
export function readManifest(bytes: Uint8Array, format: Format): Map<string, string> | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  // 32 bytes, in the one way base64 writes them.
  const row =
    /<asic:DataObjectReference URI="([^"]+)"><ds:DigestMethod Algorithm="[^"]+"\/><ds:DigestValue>([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)<\/ds:DigestValue>/g
  const rows: ManifestRow[] = []
  for (const [, uri = '', digest = ''] of text.matchAll(row)) {
    const name = nameOf(uri, format)
    if (name === null) return null
    rows.push({ name, digest })
  }
  const again = new TextEncoder().encode(manifestText(rows, format))
  const same = again.length === bytes.length && again.every((byte, i) => byte === bytes[i])
  const found = new Map(rows.map(({ name, digest }) => [name, toHex(fromBase64(digest))]))
  return same && found.size === rows.length ? found : null
}

/** Format 1 has names as they are; from format 2 on they are URI references (RFC 3986), percent-encoded. */
const uriOf = (name: string, format: Format): string =>
  format === 1 ? escaped(name) : name.split('/').map(encodeURIComponent).join('/')

function nameOf(uri: string, format: Format): string | null {
  if (format === 1) return unescaped(uri)
  try {
    return decodeURIComponent(uri)
  } catch {
    return null
  }
}

const marks: readonly (readonly [string, string])[] = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]
const escaped = (text: string): string =>
  marks.reduce((done, [mark, name]) => done.replaceAll(mark, name), text)
const unescaped = (text: string): string =>
  [...marks].reverse().reduce((done, [mark, name]) => done.replaceAll(name, mark), text)
