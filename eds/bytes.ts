/** Joins byte strings in order. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** True when both have the same length and bytes. Not constant-time: for public values only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hexadecimal, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let hex = ''
  for (let i = 0; i < bytes.length; i++) hex += hexOfByte[bytes[i] ?? 0] ?? ''
  return hex
}

/** Reads hexadecimal of even length. Throws RangeError on anything else. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  if (hex.length % 2 !== 0 || /[^0-9a-f]/i.test(hex)) throw new RangeError('not hexadecimal')
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  )
}

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** Reads standard base64; white space is ignored. Throws RangeError on anything else. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const clean = text.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) throw new RangeError('not base64')
  let binary: string
  try {
    binary = atob(clean)
  } catch {
    throw new RangeError('not base64')
  }
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

/** The number whose lowest byte comes first, as Kazakhstan's GOST objects write theirs. */
export function numberFromLittleEndian(bytes: Uint8Array): bigint {
  const hex = toHex(Uint8Array.from(bytes).reverse())
  return hex === '' ? 0n : BigInt(`0x${hex}`)
}

/** `length` bytes of the number, lowest first. Throws RangeError when it doesn't fit. */
export function numberToLittleEndian(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const hex = value.toString(16).padStart(2 * length, '0')
  if (value < 0n || hex.length !== 2 * length) throw new RangeError('number does not fit')
  return fromHex(hex).reverse()
}
