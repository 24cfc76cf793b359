/** What was read of a compound file (MS-CFB), the container of .doc and of encrypted Office files. */
export interface CompoundFile {
  /** Names of its storages and streams, with where each stream begins. */
  readonly entries: ReadonlyMap<string, { readonly start: number; readonly size: number }>
  /** The first bytes of a stream that does not lie in the mini stream; null when it is not there. */
  firstBytes(name: string, count: number): Uint8Array | null
}

const endOfChain = 0xfffffffe
const entrySize = 128
const miniCutoff = 4096

/**
 * Reads header and directory of a compound file (MS-CFB 2.2, 2.6). Null when it is cut short or its links are
 * wrong.
 */
export function readCompoundFile(bytes: Uint8Array): CompoundFile | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 512) return null
  const sectorSize = 1 << view.getUint16(0x1e, true)
  if (sectorSize !== 512 && sectorSize !== 4096) return null
  const offsetOf = (sector: number): number => (sector + 1) * sectorSize
  const fits = (sector: number): boolean => offsetOf(sector) + sectorSize <= bytes.length

  const fatSectors = Array.from({ length: 109 }, (_, index) => view.getUint32(0x4c + index * 4, true)).filter(
    (sector) => sector < endOfChain,
  )
  if (fatSectors.length === 0 || !fatSectors.every(fits)) return null
  const perSector = sectorSize / 4
  const next = (sector: number): number => {
    const fat = fatSectors[Math.floor(sector / perSector)]
    return fat === undefined ? endOfChain : view.getUint32(offsetOf(fat) + (sector % perSector) * 4, true)
  }

  const entries = new Map<string, { start: number; size: number }>()
  let sector = view.getUint32(0x30, true)
  // No chain can be longer than the file; a longer one goes in a circle.
  for (let steps = 0; sector < endOfChain; steps += 1) {
    if (!fits(sector) || steps > bytes.length / sectorSize) return null
    for (let at = offsetOf(sector); at < offsetOf(sector) + sectorSize; at += entrySize) {
      const nameBytes = Math.min(view.getUint16(at + 0x40, true), 64)
      if (nameBytes < 2) continue
      const name = new TextDecoder('utf-16le').decode(bytes.subarray(at, at + nameBytes - 2))
      entries.set(name, { start: view.getUint32(at + 0x74, true), size: view.getUint32(at + 0x78, true) })
    }
    sector = next(sector)
  }
  return {
    entries,
    firstBytes(name, count) {
      const entry = entries.get(name)
      if (entry === undefined || entry.size < Math.max(count, miniCutoff) || !fits(entry.start)) return null
      return bytes.subarray(offsetOf(entry.start), offsetOf(entry.start) + count)
    },
  }
}
