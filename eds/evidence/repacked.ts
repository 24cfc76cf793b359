import { containerMarks } from './container-writer.ts'

const mostEntries = 1000
const mostBytes = 300 * 1024 * 1024

/**
 * Files of a ZIP that is not ours: packed again by another program, perhaps with one of them changed. It is read only
 * to say in which: such a package is refused in any case. Null where it can't be read, or unpacks to too much.
 */
export async function readRepacked(bytes: Uint8Array): Promise<Map<string, Uint8Array> | null> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return await filesIn(bytes, view)
  } catch {
    // Lengths that lead out of the file, and streams that do not unpack.
    return null
  }
}

async function filesIn(bytes: Uint8Array, view: DataView): Promise<Map<string, Uint8Array> | null> {
  const end = endOf(view)
  if (end === null) return null
  const count = view.getUint16(end + 10, true)
  if (count > mostEntries) return null
  const files = new Map<string, Uint8Array>()
  let room = mostBytes
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i += 1) {
    if (view.getUint32(at, true) !== containerMarks.central) return null
    const [nameLength = 0, extra = 0, comment = 0] = [28, 30, 32].map((place) =>
      view.getUint16(at + place, true),
    )
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    const packed = packedBytes(bytes, view, view.getUint32(at + 42, true), view.getUint32(at + 20, true))
    const content = view.getUint16(at + 10, true) === 0 ? packed : await unpacked(packed, room)
    room -= content.length
    if (room < 0 || files.has(name)) return null
    if (!name.endsWith('/')) files.set(name, content)
    at += 46 + nameLength + extra + comment
  }
  return files
}

function endOf(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - 22 - 65_535)
  for (let at = view.byteLength - 22; at >= first; at -= 1) {
    if (view.getUint32(at, true) === containerMarks.end) return at
  }
  return null
}

function packedBytes(bytes: Uint8Array, view: DataView, local: number, size: number): Uint8Array {
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (start + size > bytes.length) throw new RangeError('leads out of the file')
  return bytes.subarray(start, start + size)
}

async function unpacked(packed: Uint8Array, room: number): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(packed)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length
    if (length > room) throw new RangeError('unpacks to too much')
    parts.push(next.value)
  }
  return new Uint8Array(await new Blob(parts.map((part) => new Uint8Array(part))).arrayBuffer())
}
