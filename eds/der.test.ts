import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, fromHex, toHex } from './bytes.ts'
import { certificateLimits, DerError, octets, readBer, readDer, tag } from './der.ts'
import { namedBits, oidOf, preciseTimeOf, smallIntegerOf, textOf, timeOf } from './der-values.ts'
import {
  encode,
  integer,
  namedBitString,
  octetString,
  oid,
  sequence,
  setOf,
  time,
  utf8String,
} from './der-writer.ts'

const bytes = (maxLength: number) => fc.uint8Array({ maxLength })

describe('what is written is read back', () => {
  test('strings of every length', () => {
    fc.assert(
      fc.property(
        bytes(70_000).filter((b) => b.length < 65_000),
        (content) => {
          expect(readDer(octetString(content)).content).toEqual(content)
        },
      ),
      { numRuns: 40 },
    )
  })
  test('object identifiers', () => {
    const arcs = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 39 }), fc.array(fc.nat()))
    fc.assert(
      fc.property(arcs, ([first, second, rest]) => {
        const dotted = [first, second, ...rest].join('.')
        expect(oidOf(readDer(oid(dotted)))).toBe(dotted)
      }),
    )
    expect(toHex(oid('1.2.398.3.10.1.1.2.3.2'))).toBe('060a2a830e030a0101020302')
  })
  test('numbers, bits, text, time', () => {
    fc.assert(fc.property(fc.nat(), (n) => smallIntegerOf(readDer(integer(n))) === n))
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 20 })), (bits) => {
        expect(namedBits(readDer(namedBitString(bits)))).toEqual([...bits].sort((a, b) => a - b))
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => textOf(readDer(utf8String(text))) === text),
    )
    const seconds = fc.integer({
      min: Date.parse('1950-01-01T00:00:00Z') / 1000,
      max: Date.parse('2199-01-01T00:00:00Z') / 1000,
    })
    fc.assert(fc.property(seconds, (s) => timeOf(readDer(time(1000 * s))) === 1000 * s))
  })
  test('a set is written in the order of its encodings', () => {
    fc.assert(
      fc.property(fc.array(bytes(12)), (contents) => {
        const written = readDer(setOf(...contents.map(octetString))).children.map((child) =>
          toHex(child.bytes),
        )
        expect(written).toEqual([...written].sort())
      }),
    )
  })
})

describe('strictness', () => {
  test.each([
    ['indefinite length', '30800000'],
    ['length longer than needed', '04810141'],
    ['length with a leading zero', '0482004141'],
    ['bytes after the end', '050000'],
    ['truncated', '040541'],
    ['long tag', '1f8101'],
    ['cut string', '2403040141'],
    ['padded integer', '02020001'],
    ['padded negative integer', '0202ff80'],
    ['empty integer', '0200'],
    ['boolean of one', '010101'],
    ['null with content', '050141'],
    ['object identifier with a padded arc', '06032a8001'],
    ['unfinished object identifier', '06022a86'],
    ['bit string padding not zero', '03020301'],
    ['eight unused bits', '03020800'],
    ['primitive sequence', '1000'],
    ['end of contents', '0000'],
    ['nothing', ''],
  ])('%s is refused', (_name, hex) => {
    expect(() => readDer(fromHex(hex))).toThrow(DerError)
  })
  test('too deep, too long, too many', () => {
    let nested: Uint8Array = sequence()
    for (let i = 0; i < certificateLimits.maxDepth; i++) nested = sequence(nested)
    expect(() => readDer(nested)).toThrow('too deep')
    expect(() => readDer(octetString(new Uint8Array(70_000)))).toThrow('too long')
    expect(() =>
      readDer(
        encode(
          tag.sequence,
          new Uint8Array(60_000).fill(5).map((b, i) => (i % 2 ? 0 : b)),
        ),
      ),
    ).toThrow('too many')
    const bomb = concatBytes(...Array.from({ length: 5_000 }, () => Uint8Array.of(0x30, 0x80)))
    expect(() => readBer(bomb, certificateLimits)).toThrow('too deep')
  })
  test.each([
    '20230230000000Z',
    '20231301000000Z',
    '20230101250000Z',
    '2023010100000Z',
    '20230101000000+0600',
  ])('%s is no time', (text) => {
    expect(() => timeOf(readDer(encode(tag.generalizedTime, new TextEncoder().encode(text))))).toThrow(
      DerError,
    )
  })
  test('any bytes give a value or a DerError, and a value says all its bytes', () => {
    fc.assert(
      fc.property(bytes(60), fc.boolean(), (input, strict) => {
        try {
          const node = strict ? readDer(input) : readBer(input, certificateLimits)
          expect(node.bytes).toEqual(input)
        } catch (error) {
          expect(error).toBeInstanceOf(DerError)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

test('BER strings in pieces and without length are joined', () => {
  const cut = fromHex('24800403414243240504034445460000')
  expect(() => readDer(cut)).toThrow(DerError)
  expect(new TextDecoder().decode(octets(readBer(cut, certificateLimits)))).toBe('ABCDEF')
})

test('a time is read where the calendar has it, and nowhere else', () => {
  const node = (text: string) => readDer(encode(tag.generalizedTime, new TextEncoder().encode(text)))
  const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'))
  const near = (last: number) => fc.integer({ min: 0, max: last + 2 }).map((n) => String(n).padStart(2, '0'))
  const parts = fc.tuple(two, two, near(12), near(31), near(23), near(59), near(59))
  fc.assert(
    fc.property(parts, fc.constantFrom('', '.5', '.001', '.0', '.', ',5'), (digits, fraction) => {
      const [century, year, month, day, hour, minute, second] = digits
      const iso = `${century}${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
      const at = Date.parse(iso)
      const isThere = !Number.isNaN(at) && new Date(at).toISOString() === iso
      const read = (of: typeof timeOf) => {
        try {
          return of(node(`${digits.join('')}${fraction}Z`))
        } catch (error) {
          return error instanceof DerError ? null : error
        }
      }
      const more = new Map([
        ['', 0],
        ['.5', 500],
        ['.001', 1],
      ]).get(fraction)
      expect(read(timeOf)).toBe(isThere && fraction === '' ? at : null)
      expect(read(preciseTimeOf)).toBe(isThere && more !== undefined ? at + more : null)
    }),
    { numRuns: 500 },
  )
})
