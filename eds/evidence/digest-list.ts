import { toHex } from '../bytes.ts'
import { places, sha256Of } from './manifest.ts'

/** Digests of every file of a package that nobody sealed, as `sha256sum -c SHA256SUMS` reads them. */
export async function writeDigestList(files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const digests = new Map<string, string>()
  for (const [name, bytes] of files) digests.set(name, toHex(await sha256Of(bytes)))
  return digestListOf(digests)
}

/** The same of digests that are known, hexadecimal. */
export function digestListOf(digests: ReadonlyMap<string, string>): string {
  return [...digests]
    .filter(([name]) => name !== places.sums)
    .map(([name, digest]) => `${digest}  ${name}\n`)
    .join('')
}

/** Digests by file name, or null when the text is not exactly what `writeDigestList` writes for them. */
export function readDigestList(bytes: Uint8Array): Map<string, string> | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const rows = [...text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)]
  const found = new Map(rows.map(([, digest = '', name = '']) => [name, digest]))
  return digestListOf(found) === text && found.size > 0 ? found : null
}
