import { fromHex } from './bytes.ts'
import { iterationConstants, matrix, substitution } from './streebog-tables.ts'

/**
 * Streebog (GOST R 34.11-2012), RFC 6986. Bytes stand in memory order, byte 0 first, which is the
 * RFC's hexadecimal read from its end; so do message and digest.
 *
 * A 512-bit vector is 16 words of 32 bits, lowest first: word 2i is the low half of 64-bit column i. The words are signed,
 * because that is what the engine's arithmetic of bits works on without boxing.
 */
type Vector = Int32Array

/** lpsTable[j * 512 + 2 * byte] and the next word: what `byte` at place j of a column adds to L(P(S(x))). */
const lpsTable = buildTable()
const constants = iterationConstants.map((hex) => toVector(fromHex(hex).reverse()))

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

/** out = L(P(S(a xor b))), section 6 of the RFC. `out` may be `a` or `b`. */
function lps(a: Vector, b: Vector, out: Vector): void {
  for (let i = 0; i < 16; i++) mixed[i] = at(a, i) ^ at(b, i)
  for (let i = 0; i < 8; i++) {
    const shift = 8 * (i & 3)
    let low = 0
    let high = 0
    for (let column = 0; column < 8; column++) {
      const byte = (at(mixed, 2 * column + (i >> 2)) >>> shift) & 0xff
      const cell = column * 512 + 2 * byte
      low ^= at(lpsTable, cell)
      high ^= at(lpsTable, cell + 1)
    }
    out[2 * i] = low
    out[2 * i + 1] = high
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
