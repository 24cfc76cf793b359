import { fromBase64, fromHex, toBase64, toHex } from '../bytes.ts'

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
  chain: 'chain/',
  answers: 'revocation/',
  manifest: 'META-INF/ASiCManifest.xml',
  seal: 'META-INF/seal.p7s',
  /** Where there is no seal, instead of the manifest. */
  sums: 'SHA256SUMS',
} as const

const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256'

/** The SHA-256 of bytes. */
export async function sha256Of(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
}

/** The ASiC manifest (ETSI EN 319 162-1, A.4) over every file but itself, the media type and the seal. */
export async function writeManifest(files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const digests = new Map<string, string>()
  for (const [name, bytes] of files) digests.set(name, toHex(await sha256Of(bytes)))
  return manifestOf(digests)
}

/** The same of digests that are known, hexadecimal, by file name. */
export function manifestOf(digests: ReadonlyMap<string, string>): string {
  const covered = [...digests].filter(([name]) => isCovered(name))
  return manifestText(covered.map(([name, digest]) => ({ name, digest: toBase64(fromHex(digest)) })))
}

interface ManifestRow {
  readonly name: string
  /** base64 */
  readonly digest: string
}

/** Is this a file that the manifest must name? */
export function isCovered(name: string): boolean {
  return name !== places.mimetype && name !== places.manifest && name !== places.seal
}

function manifestText(rows: readonly ManifestRow[]): string {
  const references = rows.map(
    ({ name, digest }) =>
      `<asic:DataObjectReference URI="${escaped(name)}"><ds:DigestMethod Algorithm="${sha256}"/><ds:DigestValue>${digest}</ds:DigestValue></asic:DataObjectReference>\n`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
<asic:SigReference URI="${places.seal}" MimeType="application/pkcs7-signature"/>
${references.join('')}</asic:ASiCManifest>
`
}

/**
 * Digests by file name, hexadecimal, or null when the text is not exactly what `writeManifest` writes for them: one
 * form only, so that no two readers can read it differently.
 */
export function readManifest(bytes: Uint8Array): Map<string, string> | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  // 32 bytes, in the one way base64 writes them.
  const row =
    /<asic:DataObjectReference URI="([^"]+)"><ds:DigestMethod Algorithm="[^"]+"\/><ds:DigestValue>([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)<\/ds:DigestValue>/g
  const rows = [...text.matchAll(row)].map(([, name = '', digest = '']) => ({
    name: unescaped(name),
    digest,
  }))
  const again = new TextEncoder().encode(manifestText(rows))
  const same = again.length === bytes.length && again.every((byte, i) => byte === bytes[i])
  const found = new Map(rows.map(({ name, digest }) => [name, toHex(fromBase64(digest))]))
  return same && found.size === rows.length ? found : null
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
