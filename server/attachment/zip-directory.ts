/** One file of a ZIP by its central directory. */
export interface ZipEntry {
  readonly name: string
  readonly encrypted: boolean
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50
const endSize = 22
const entrySize = 46

/** The files that a ZIP lists (APPNOTE 4.3.12, 4.3.16). Null when it is cut short or its offsets are wrong. */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + entrySize > end || view.getUint32(at, true) !== entryMark) return null
    const nameLength = view.getUint16(at + 28, true)
    const skipped = view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    const local = view.getUint32(at + 42, true)
    if (local + 30 > bytes.length || view.getUint32(local, true) !== localMark) return null
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + entrySize, at + entrySize + nameLength)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    })
    at += entrySize + nameLength + skipped
  }
  return entries
}

function findEnd(view: DataView): number | null {
  // A comment of at most 65,535 bytes may follow.
  const earliest = Math.max(0, view.byteLength - endSize - 65_535)
  for (let at = view.byteLength - endSize; at >= earliest; at -= 1) {
    if (view.getUint32(at, true) === endMark) return at
  }
  return null
}
