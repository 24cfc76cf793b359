import { fromHex } from './bytes.ts'
import { iterationConstants, matrix, substitution } from './streebog-tables.ts'

/**
 * Streebog (GOST R 34.11-2012), RFC 6986. Bytes are in memory order, byte 0 first, which is the RFC's hexadecimal
 * read from its end; so do message and digest.
 *
 * A 512-bit vector is 16 words of 32 bits, lowest first: word 2i is the low half of 64-bit column i. The words are
 * signed, because that is what the engine's arithmetic of bits works on without boxing.
 */
type Vector = Int32Array

/** lpsTable[j * 512 + 2 * byte] and the next word: what `byte` at place j of a column adds to L(P(S(x))). */
export const lpsTable = buildTable()
export const constants: readonly Vector[] = iterationConstants.map((hex) => toVector(fromHex(hex).reverse()))

function at(words: Int32Array, index: number): number {
  return words[index] ?? 0
}

function buildTable(): Int32Array {
  const pi = fromHex(substitution)
  const rows = fromHex(matrix)
  const row = (index: number, half: number) =>
    new DataView(rows.buffer).getUint32(8 * index + (half === 0 ? 4 : 0))
  const table = new Int32Array(8 * 512)
  for (let place = 0; place < 8; place++) {
    for (let byte = 0; byte < 256; byte++) {
      const replaced = pi[byte] ?? 0
      for (let bit = 0; bit < 8; bit++) {
        if (((replaced >> bit) & 1) === 0) continue
        for (let half = 0; half < 2; half++) {
          const cell = place * 512 + 2 * byte + half
          table[cell] = at(table, cell) ^ row(63 - 8 * place - bit, half)
        }
      }
    }
  }
  return table
}

function toVector(bytes: Uint8Array): Vector {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 64)
  const words = new Int32Array(16)
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(4 * i, true)
  return words
}

const mixed = new Int32Array(16)

/**
 * out = L(P(S(a xor b))), section 6 of the RFC: word i of the result takes byte i of each of the eight columns.
 * `out` may be `a` or `b`. The columns are written out: a loop over them takes half as long again, and hashing the
 * letter is a long part of a verdict on it.
 */
function lps(a: Vector, b: Vector, out: Vector): void {
  for (let i = 0; i < 16; i++) mixed[i] = at(a, i) ^ at(b, i)
  const t = lpsTable
  for (let half = 0; half < 2; half++) {
    let [w0, w1, w2, w3] = [at(mixed, half), at(mixed, 2 + half), at(mixed, 4 + half), at(mixed, 6 + half)]
    let [w4, w5, w6, w7] = [
      at(mixed, 8 + half),
      at(mixed, 10 + half),
      at(mixed, 12 + half),
      at(mixed, 14 + half),
    ]
    for (let i = 8 * half; i < 8 * half + 8; i += 2) {
      const c0 = (w0 & 255) << 1
      const c1 = 512 | ((w1 & 255) << 1)
      const c2 = 1024 | ((w2 & 255) << 1)
      const c3 = 1536 | ((w3 & 255) << 1)
      const c4 = 2048 | ((w4 & 255) << 1)
      const c5 = 2560 | ((w5 & 255) << 1)
      const c6 = 3072 | ((w6 & 255) << 1)
      const c7 = 3584 | ((w7 & 255) << 1)
      const low =
        at(t, c0) ^ at(t, c1) ^ at(t, c2) ^ at(t, c3) ^ at(t, c4) ^ at(t, c5) ^ at(t, c6) ^ at(t, c7)
      const highLeft = at(t, c0 | 1) ^ at(t, c1 | 1) ^ at(t, c2 | 1) ^ at(t, c3 | 1)
      const highRight = at(t, c4 | 1) ^ at(t, c5 | 1) ^ at(t, c6 | 1) ^ at(t, c7 | 1)
      out[i] = low
      out[i + 1] = highLeft ^ highRight
      w0 >>>= 8
      w1 >>>= 8
      w2 >>>= 8
      w3 >>>= 8
      w4 >>>= 8
      w5 >>>= 8
      w6 >>>= 8
      w7 >>>= 8
    }
  }
}

/** h = g_N(h, m), section 8. */
function compress(h: Vector, n: Vector, m: Vector): void {
  const key = new Int32Array(16)
  const state = m.slice()
  lps(h, n, key)
  for (const constant of constants) {
    lps(key, state, state)
    lps(key, constant, key)
  }
  for (let i = 0; i < 16; i++) h[i] = at(h, i) ^ at(state, i) ^ at(key, i) ^ at(m, i)
}

/** sum = (sum + addend) mod 2^512. */
function add(sum: Vector, addend: Vector): void {
  let carry = 0
  for (let i = 0; i < 16; i++) {
    const total = (at(sum, i) >>> 0) + (at(addend, i) >>> 0) + carry
    sum[i] = total
    carry = total > 0xffffffff ? 1 : 0
  }
}

function digest(message: Uint8Array, start: number): Uint8Array<ArrayBuffer> {
  const h = new Int32Array(16).fill(start * 0x01010101)
  const n = new Int32Array(16)
  const sigma = new Int32Array(16)
  const zero = new Int32Array(16)
  const block = new Int32Array(16)
  let offset = 0
  for (; message.length - offset >= 64; offset += 64) {
    const m = toVector(message.subarray(offset, offset + 64))
    compress(h, n, m)
    add(n, block.fill(0).fill(512, 0, 1))
    add(sigma, m)
  }
  const last = new Uint8Array(64)
  last.set(message.subarray(offset))
  last[message.length - offset] = 1
  const m = toVector(last)
  compress(h, n, m)
  add(n, block.fill(0).fill(8 * (message.length - offset), 0, 1))
  add(sigma, m)
  compress(h, zero, n)
  compress(h, zero, sigma)
  const out = new Uint8Array(64)
  const view = new DataView(out.buffer)
  h.forEach((word, i) => {
    view.setInt32(4 * i, word, true)
  })
  return out
}

/** Streebog-512 of the message: 64 bytes, byte 0 first. */
export function streebog512(message: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest(message, 0)
}

/** Streebog-256 of the message: 32 bytes, byte 0 first. */
export function streebog256(message: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest(message, 1).slice(32)
}
