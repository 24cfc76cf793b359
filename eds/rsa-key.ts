import { readDer, tag } from './der.ts'
import { bitStringBytes, expectTag, items } from './der-values.ts'

/** RSA keys below this can be broken by those who pay enough for it. */
const leastBits = 2048

/** Is a SubjectPublicKeyInfo (DER) an RSA key to rely on: long enough, and its exponent odd and above 1? */
export function isSoundRsaKey(spki: Uint8Array): boolean {
  try {
    const [modulus, exponent, ...more] = items(readDer(bitStringBytes(items(readDer(spki))[1])))
    const bits = bitsOf(expectTag(modulus, tag.integer).content)
    const { content } = expectTag(exponent, tag.integer)
    const isOdd = ((content.at(-1) ?? 0) & 1) === 1
    return more.length === 0 && bits >= leastBits && isOdd && bitsOf(content) > 1
  } catch {
    return false
  }
}

/** Length of a number in bits; 0 for a negative one. */
function bitsOf(content: Uint8Array): number {
  if ((content[0] ?? 0x80) >= 0x80) return 0
  const first = content.findIndex((byte) => byte !== 0)
  return first < 0 ? 0 : (content.length - first) * 8 - Math.clz32(content[first] ?? 0) + 24
}
