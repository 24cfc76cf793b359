import { concatBytes } from '../bytes.ts'

/** How the three kinds of records begin (PKWARE APPNOTE, sections 4.3.7, 4.3.12, 4.3.16). */
export const containerMarks = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const

/**
 * Version 2.0 on Unix, a plain file that all may read. Info-ZIP takes names for UTF-8 only from a system that has them,
 * and the rights from here.
 */
export const madeBy = { version: 0x0314, rights: (0o100_644 << 16) >>> 0 } as const

/** A file of a container as its heads tell of it. */
export interface ContainerEntry {
  readonly name: string
  readonly crc: number
  /** Bytes. */
  readonly size: number
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** CRC-32 as ZIP has it. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}

/** What comes before the bytes of a file. */
export function localHead(entry: ContainerEntry): Uint8Array<ArrayBuffer> {
  return concatBytes(number32(containerMarks.local), headOf(entry), new TextEncoder().encode(entry.name))
}

/** What closes a container: the directory of its files, in their order, and the end record. */
export function closingPart(entries: readonly ContainerEntry[]): Uint8Array<ArrayBuffer> {
  const directory: Uint8Array[] = []
  let offset = 0
  for (const entry of entries) {
    const label = new TextEncoder().encode(entry.name)
    const tail = new DataView(new ArrayBuffer(14))
    tail.setUint32(6, madeBy.rights, true)
    tail.setUint32(10, offset, true)
    directory.push(
      number32(containerMarks.central),
      number16(madeBy.version),
      headOf(entry),
      new Uint8Array(tail.buffer),
      label,
    )
    offset += 30 + label.length + entry.size
  }
  const listed = concatBytes(...directory)
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, containerMarks.end, true)
  end.setUint16(8, entries.length, true)
  end.setUint16(10, entries.length, true)
  end.setUint32(12, listed.length, true)
  end.setUint32(16, offset, true)
  return concatBytes(listed, new Uint8Array(end.buffer))
}

/** Files, in their order, as a container that `readContainer` takes. */
export function writeContainer(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const entries = [...files].map(([name, bytes]) => ({ name, crc: crc32(bytes), size: bytes.length }))
  const contents = [...files.values()]
  const parts = entries.flatMap((entry, i) => [localHead(entry), contents[i] ?? new Uint8Array()])
  return concatBytes(...parts, closingPart(entries))
}

/** Version 2.0, names in UTF-8, stored, 1 January 1980: nothing in it changes from one making to the next. */
function headOf({ name, crc, size }: ContainerEntry): Uint8Array {
  const head = new DataView(new ArrayBuffer(26))
  head.setUint16(0, 20, true)
  head.setUint16(2, 0x0800, true)
  head.setUint16(8, 0x21, true)
  head.setUint32(10, crc, true)
  head.setUint32(14, size, true)
  head.setUint32(18, size, true)
  head.setUint16(22, new TextEncoder().encode(name).length, true)
  return new Uint8Array(head.buffer)
}

function number32(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, value, true)
  return new Uint8Array(view.buffer)
}
const number16 = (value: number): Uint8Array => number32(value).subarray(0, 2)
