import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openPieces, pieceBytes, sealedLength, sealInPieces, unsealPieces } from './sealed-pieces.ts'

const key = new Uint8Array(randomBytes(32))
const about = 'file:1'
const step = pieceBytes + 16
const headBytes = 40

describe.each([0, 1, pieceBytes - 1, pieceBytes, pieceBytes + 1, 3 * pieceBytes, 3 * pieceBytes + 5])(
  '%i bytes',
  (size) => {
    const plain = new Uint8Array(randomBytes(size))
    const sealed = sealInPieces(key, plain, about)

    test('come back as they were, and take as many as is said', async () => {
      expect(sealed.length).toBe(sealedLength(size))
      expect(Buffer.from(await unsealPieces(key, sealed, about)).equals(Buffer.from(plain))).toBe(true)
      const again = sealInPieces(key, plain, about)
      expect(Buffer.from(again).equals(Buffer.from(sealed))).toBe(false)
    })

    test('do not come back changed, cut anywhere, longer, under another key or as another file', async () => {
      for (const at of new Set([0, 7, 8, 39, 40, sealed.length - 1, Math.floor(sealed.length / 2)])) {
        const changed = Uint8Array.from(sealed)
        changed[at] = (changed[at] ?? 0) ^ 1
        await expect(unsealPieces(key, changed, about), `byte ${at}`).rejects.toThrow()
      }
      const ends = [0, 8, headBytes, headBytes + 15, sealed.length - 1, sealed.length - 16]
      const pieceEnds = [1, 2, 3].map((n) => headBytes + n * step).filter((at) => at < sealed.length)
      for (const end of [...ends, ...pieceEnds])
        await expect(unsealPieces(key, sealed.subarray(0, end), about), `end ${end}`).rejects.toThrow()
      await expect(unsealPieces(key, Buffer.concat([sealed, Buffer.alloc(1)]), about)).rejects.toThrow()
      await expect(unsealPieces(new Uint8Array(randomBytes(32)), sealed, about)).rejects.toThrow()
      await expect(unsealPieces(key, sealed, 'file:2')).rejects.toThrow()
    })
  },
)

test('pieces that change places, are left out or come from another file are not given', async () => {
  const plain = new Uint8Array(randomBytes(3 * pieceBytes))
  const sealed = sealInPieces(key, plain, about)
  const head = sealed.subarray(0, headBytes)
  const piece = (n: number) => sealed.subarray(headBytes + n * step, headBytes + (n + 1) * step)
  const other = sealInPieces(key, plain, about).subarray(headBytes + step, headBytes + 2 * step)
  for (const pieces of [
    [piece(1), piece(0), piece(2)],
    [piece(0), piece(2)],
    [piece(0), piece(1)],
    [piece(0), other, piece(2)],
    [piece(0), piece(1), piece(2), piece(2)],
  ]) {
    await expect(unsealPieces(key, Buffer.concat([head, ...pieces]), about)).rejects.toThrow()
  }
})

test('what comes before a changed piece is given, nothing after it', async () => {
  const plain = new Uint8Array(randomBytes(3 * pieceBytes))
  const sealed = sealInPieces(key, plain, about)
  sealed[headBytes + step + 5] = (sealed[headBytes + step + 5] ?? 0) ^ 1
  const given: Uint8Array[] = []
  const reading = async () => {
    const read = async (at: number, length: number) => sealed.subarray(at, at + length)
    for await (const piece of openPieces(read, sealed.length, key, about)) given.push(piece)
  }
  await expect(reading()).rejects.toThrow()
  expect(given.map((piece) => Buffer.from(piece).equals(Buffer.from(plain.subarray(0, pieceBytes))))).toEqual(
    [true],
  )
})
