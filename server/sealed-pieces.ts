import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { plainBytes } from './plain-bytes.ts'

/** What a file of this format begins with; an older one (`seal`) begins with twelve random bytes. */
const mark = Buffer.from('OTINISH\u0002', 'latin1')
const saltBytes = 32
const headBytes = mark.length + saltBytes
const tagBytes = 16
/** Plain bytes of each piece but the last. */
export const pieceBytes = 32 * 1024

const piecesIn = (plainBytes: number): number => Math.max(1, Math.ceil(plainBytes / pieceBytes))

/** How many sealed bytes so many plain ones come to. */
export const sealedLength = (plainBytes: number): number =>
  headBytes + plainBytes + piecesIn(plainBytes) * tagBytes

export const isSealedInPieces = (sealed: Uint8Array): boolean =>
  sealed.length >= mark.length && mark.equals(sealed.subarray(0, mark.length))

/** Sealed bytes that are not what was sealed, under this key and as this file. */
export class NotAsSealed extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'NotAsSealed'
  }
}

/** Reads sealed bytes from a place on; fewer where they end. */
export type ReadAt = (at: number, length: number) => Promise<Uint8Array>

/**
 * One key a file, by HKDF-SHA256 from the owner's key and a random salt, bound to `about`; pieces under it by
 * AES-256-GCM, whose nonce counts them and marks the last: STREAM, Hoang, Reyhanitabar, Rogaway, Vizár, “Online
 * Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance”, 2015 (docs/decisions/0041). So a piece opens by
 * itself, and one that was changed, moved, left out or cut off does not.
 */
function keyOf(key: Uint8Array, salt: Uint8Array, about: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, `otinish file 2\n${about}`, 32))
}

function nonceOf(place: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(place, 7)
  nonce[11] = last ? 1 : 0
  return nonce
}

/** Seals bytes whole: what is to be written one after another. `salt` is given only to make the same bytes again. */
export function sealedPieces(
  key: Uint8Array,
  plain: Uint8Array,
  about: string,
  salt: Uint8Array = randomBytes(saltBytes),
): Uint8Array[] {
  const own = keyOf(key, salt, about)
  const count = piecesIn(plain.length)
  const parts: Uint8Array[] = [mark, salt]
  for (let place = 0; place < count; place += 1) {
    const piece = plain.subarray(place * pieceBytes, (place + 1) * pieceBytes)
    const cipher = createCipheriv('aes-256-gcm', own, nonceOf(place, place === count - 1))
    parts.push(cipher.update(piece), cipher.final(), cipher.getAuthTag())
  }
  return parts
}

/** The same, joined. */
export const sealInPieces = (...file: Parameters<typeof sealedPieces>): Uint8Array =>
  plainBytes(Buffer.concat(sealedPieces(...file)))

/** The salt that a file was sealed with. */
export const saltOf = (sealed: Uint8Array): Uint8Array => sealed.slice(mark.length, headBytes)

/**
 * The plain bytes piece by piece, each authenticated before it is given. Throws NotAsSealed where a bit is not as it
 * was sealed, and where the end is missing.
 * @param sealedBytes how many there are in all
 * @param from the piece to begin with, from 0; there must be one
 */
export async function* openPieces(
  read: ReadAt,
  sealedBytes: number,
  key: Uint8Array,
  about: string,
  from = 0,
): AsyncGenerator<Uint8Array> {
  const head = await read(0, headBytes)
  if (head.length < headBytes || !isSealedInPieces(head)) throw new NotAsSealed('not sealed in pieces')
  const own = keyOf(key, saltOf(head), about)
  const step = pieceBytes + tagBytes
  for (let place = from, at = headBytes + from * step; ; place += 1, at += step) {
    const last = at + step >= sealedBytes
    const sealed = await read(at, Math.min(step, sealedBytes - at))
    yield openPiece(own, sealed, nonceOf(place, last))
    if (last) return
  }
}

function openPiece(key: Uint8Array, sealed: Uint8Array, nonce: Uint8Array): Uint8Array {
  if (sealed.length < tagBytes) throw new NotAsSealed('sealed bytes are cut short')
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const plain = decipher.update(sealed.subarray(0, sealed.length - tagBytes))
  try {
    decipher.final()
  } catch {
    throw new NotAsSealed('a piece is not as it was sealed')
  }
  return plain
}

/** All of it at once. Throws as `openPieces` does. */
export async function unsealPieces(key: Uint8Array, sealed: Uint8Array, about: string): Promise<Uint8Array> {
  const read: ReadAt = async (at, length) => sealed.subarray(at, at + length)
  const pieces: Uint8Array[] = []
  for await (const piece of openPieces(read, sealed.length, key, about)) pieces.push(piece)
  return plainBytes(Buffer.concat(pieces))
}
