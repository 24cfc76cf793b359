// Streebog (GOST R 34.11-2012), RFC 6986, in AssemblyScript: what eds/streebog.ts does, with 64-bit words. That file is
// the reference, and gives this one its table; eds/node/streebog.ts calls it. Compiled by .ci/streebog.
//
// A 512-bit vector is eight words, column 0 first, little-endian as WebAssembly's memory is. The memory is laid out by
// hand, so there is neither an allocator nor a collector:

/** What each byte at each of the eight places of a column adds to L(P(S(x))): 8 * 256 words. */
export const TABLE: usize = 0
/** The twelve constants of the key schedule. */
export const CONSTANTS: usize = 16384
/** The state, then the sum of the bits read, then the sum of the blocks. */
export const H: usize = 17152
const N: usize = 17216
const SIGMA: usize = 17280
const KEY: usize = 17344
const STATE: usize = 17408
const ZERO: usize = 17472
/** Whole blocks to be read. */
export const INPUT: usize = 20480

// @ts-ignore: a decorator
@inline
function from(place: usize, word: u64, shift: u64): u64 {
  return load<u64>((place << 11) + ((<usize>(word >> shift) & 255) << 3), TABLE)
}

// @ts-ignore: a decorator
@inline
function column(shift: u64, w0: u64, w1: u64, w2: u64, w3: u64, w4: u64, w5: u64, w6: u64, w7: u64): u64 {
  return (
    from(0, w0, shift) ^ from(1, w1, shift) ^ from(2, w2, shift) ^ from(3, w3, shift) ^
    from(4, w4, shift) ^ from(5, w5, shift) ^ from(6, w6, shift) ^ from(7, w7, shift)
  )
}

/** out = L(P(S(a xor b))), section 6 of the RFC. The columns are written out: as a loop they take twice as long. */
function lps(a: usize, b: usize, out: usize): void {
  const w0 = load<u64>(a) ^ load<u64>(b)
  const w1 = load<u64>(a, 8) ^ load<u64>(b, 8)
  const w2 = load<u64>(a, 16) ^ load<u64>(b, 16)
  const w3 = load<u64>(a, 24) ^ load<u64>(b, 24)
  const w4 = load<u64>(a, 32) ^ load<u64>(b, 32)
  const w5 = load<u64>(a, 40) ^ load<u64>(b, 40)
  const w6 = load<u64>(a, 48) ^ load<u64>(b, 48)
  const w7 = load<u64>(a, 56) ^ load<u64>(b, 56)
  store<u64>(out, column(0, w0, w1, w2, w3, w4, w5, w6, w7))
  store<u64>(out, column(8, w0, w1, w2, w3, w4, w5, w6, w7), 8)
  store<u64>(out, column(16, w0, w1, w2, w3, w4, w5, w6, w7), 16)
  store<u64>(out, column(24, w0, w1, w2, w3, w4, w5, w6, w7), 24)
  store<u64>(out, column(32, w0, w1, w2, w3, w4, w5, w6, w7), 32)
  store<u64>(out, column(40, w0, w1, w2, w3, w4, w5, w6, w7), 40)
  store<u64>(out, column(48, w0, w1, w2, w3, w4, w5, w6, w7), 48)
  store<u64>(out, column(56, w0, w1, w2, w3, w4, w5, w6, w7), 56)
}

/** h = g_N(h, m), section 8. */
function compress(n: usize, m: usize): void {
  lps(H, n, KEY)
  memory.copy(STATE, m, 64)
  for (let round: usize = 0; round < 12; round++) {
    lps(KEY, STATE, STATE)
    lps(KEY, CONSTANTS + (round << 6), KEY)
  }
  for (let i: usize = 0; i < 64; i += 8) {
    store<u64>(H + i, load<u64>(H + i) ^ load<u64>(STATE + i) ^ load<u64>(KEY + i) ^ load<u64>(m + i))
  }
}

/** sum = (sum + addend) mod 2^512. */
function add(sum: usize, addend: usize): void {
  let carry: u64 = 0
  for (let i: usize = 0; i < 64; i += 8) {
    const one = load<u64>(sum + i)
    const partial = one + load<u64>(addend + i)
    const total = partial + carry
    carry = u64(partial < one) | u64(total < partial)
    store<u64>(sum + i, total)
  }
}

/** N = (N + bits) mod 2^512. No message has 2^64 bits, so the upper words stay 0. */
function count(bits: u64): void {
  store<u64>(N, load<u64>(N) + bits)
}

/** Begins: `start` is in every byte of the first state, 0 for 512 bits and 1 for 256. */
export function begin(start: u32): void {
  memory.fill(H, <u8>start, 64)
  memory.fill(N, 0, 64)
  memory.fill(SIGMA, 0, 64)
  memory.fill(ZERO, 0, 64)
}

/** Reads `blocks` blocks of 64 bytes at INPUT. */
export function read(blocks: u32): void {
  for (let block: usize = 0; block < blocks; block++) {
    const m = INPUT + (block << 6)
    compress(N, m)
    count(512)
    add(SIGMA, m)
  }
}

/** Reads the rest, `length` bytes at INPUT, fewer than a block. The digest is at H then, its last half for 256 bits. */
export function end(length: u32): void {
  memory.fill(INPUT + length, 0, 64 - length)
  store<u8>(INPUT + length, 1)
  compress(N, INPUT)
  count(8 * length)
  add(SIGMA, INPUT)
  compress(ZERO, N)
  compress(ZERO, SIGMA)
}
