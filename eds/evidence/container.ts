import { crc32, madeBy, containerMarks as signatures } from './container-writer.ts'

/** A container that broke its rules. The message names the rule; `file` the entry it concerns, when there is one. */
export class ContainerError extends Error {
  override name = 'ContainerError'
  constructor(
    message: string,
    readonly file: string | null = null,
  ) {
    super(message)
  }
}

/** The media type that an ASiC-E container carries in its first entry (ETSI EN 319 162-1, A.1). */
export const containerType = 'application/vnd.etsi.asic-e+zip'

const mostEntries = 1000
const mostBytes = 300 * 1024 * 1024

/**
 * Files of an evidence package by name. The package is a ZIP of files stored as they are, one after another without
 * gaps, each once, the directory saying of each the same as the file's own head: so every byte of it counts for
 * something and none can hide anything. Throws ContainerError.
 */
export function readContainer(bytes: Uint8Array): Map<string, Uint8Array> {
  if (bytes.length > mostBytes) throw new ContainerError('too large')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { count, directoryAt, directorySize } = readEnd(view)
  const files = new Map<string, Uint8Array>()
  let at = directoryAt
  let expectedOffset = 0
  for (let i = 0; i < count; i += 1) {
    const entry = readEntry(view, at)
    if (entry.offset !== expectedOffset) throw new ContainerError('files out of order', entry.name)
    if (files.has(entry.name)) throw new ContainerError('a name twice', entry.name)
    const { content, end } = readLocal(bytes, view, entry)
    if (crc32(content) !== entry.crc) throw new ContainerError('damaged', entry.name)
    files.set(entry.name, content)
    expectedOffset = end
    at = entry.end
  }
  if (expectedOffset !== directoryAt || at !== directoryAt + directorySize) throw new ContainerError('gaps')
  return files
}

/** The end record closes the file: no comment, one disk. */
function readEnd(view: DataView): { count: number; directoryAt: number; directorySize: number } {
  const at = view.byteLength - 22
  if (at < 0 || view.getUint32(at, true) !== signatures.end) throw new ContainerError('not a package')
  const count = view.getUint16(at + 10, true)
  const directorySize = view.getUint32(at + 12, true)
  const directoryAt = view.getUint32(at + 16, true)
  const plain = view.getUint32(at + 4, true) === 0 && view.getUint16(at + 20, true) === 0
  const fits = directoryAt + directorySize === at && view.getUint16(at + 8, true) === count
  if (!plain || !fits || count === 0 || count > mostEntries) throw new ContainerError('directory')
  return { count, directoryAt, directorySize }
}

interface Entry {
  readonly name: string
  readonly crc: number
  readonly size: number
  readonly offset: number
  /** Flags, method, time: what the local head must repeat. */
  readonly head: string
  readonly end: number
}

function readEntry(view: DataView, at: number): Entry {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== signatures.central)
    throw new ContainerError('directory')
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) =>
    view.getUint16(at + place, true),
  )
  const size = view.getUint32(at + 24, true)
  const name = readName(view, at + 46, nameLength ?? 0)
  const stored = view.getUint16(at + 10, true) === 0 && view.getUint32(at + 20, true) === size
  if (!stored || extraLength !== 0 || commentLength !== 0)
    throw new ContainerError('not stored plainly', name)
  // Bytes without a use could be changed unnoticed.
  const asOurs =
    view.getUint16(at + 4, true) === madeBy.version &&
    view.getUint32(at + 34, true) === 0 &&
    view.getUint32(at + 38, true) === madeBy.rights
  if (!asOurs) throw new ContainerError('attributes', name)
  return {
    name,
    crc: view.getUint32(at + 16, true),
    size,
    offset: view.getUint32(at + 42, true),
    head: headAt(view, at + 6),
    end: at + 46 + (nameLength ?? 0),
  }
}

/** Version needed, flags, method, time and date: ten bytes that both heads have. */
const headAt = (view: DataView, at: number): string =>
  Array.from({ length: 5 }, (_, i) => view.getUint16(at + 2 * i, true)).join()

function readName(view: DataView, at: number, length: number): string {
  if (length === 0 || length > 400 || at + length > view.byteLength) throw new ContainerError('name')
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length)
  let name: string
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ContainerError('name')
  }
  const steps = name.split('/')
  if (/[\\\p{Cc}]/u.test(name) || steps.some((step) => step === '' || step === '.' || step === '..'))
    throw new ContainerError('name')
  return name
}

function readLocal(bytes: Uint8Array, view: DataView, entry: Entry): { content: Uint8Array; end: number } {
  const at = entry.offset
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== signatures.local)
    throw new ContainerError('head', entry.name)
  const nameLength = view.getUint16(at + 26, true)
  const same =
    headAt(view, at + 4) === entry.head &&
    view.getUint32(at + 14, true) === entry.crc &&
    view.getUint32(at + 18, true) === entry.size &&
    view.getUint32(at + 22, true) === entry.size &&
    view.getUint16(at + 28, true) === 0 &&
    readName(view, at + 30, nameLength) === entry.name
  if (!same) throw new ContainerError('two heads differ', entry.name)
  const start = at + 30 + nameLength
  const end = start + entry.size
  if (end > view.byteLength) throw new ContainerError('truncated', entry.name)
  return { content: bytes.subarray(start, end), end }
}
