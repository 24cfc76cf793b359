import { toHex } from '../bytes.ts'
import type { EvidenceFault } from './evidence-fault.ts'
import { enclosuresOf } from './letter-enclosures.ts'
import { places, sha256Of } from './manifest.ts'

/**
 * What the client signed names each attachment by its digest: nobody else can change one, not even the company. The
 * number before an attachment's name is its place in the letter; `leftOut` are places without a file.
 */
export async function enclosureFaults(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<{ faults: EvidenceFault[]; leftOut: string[] }> {
  const letter = files.get(places.letter)
  if (letter === undefined) return { faults: [{ code: 'file_missing', file: places.letter }], leftOut: [] }
  const named = enclosuresOf(letter)
  if (named === null) return { faults: [{ code: 'bad_letter', file: places.letter }], leftOut: [] }
  const faults: EvidenceFault[] = []
  const left = new Set(named.keys())
  for (const [name, bytes] of files) {
    if (!name.startsWith(places.attachments)) continue
    const place = Number(/^attachments\/(\d\d)-/.exec(name)?.[1] ?? 0) - 1
    const right = left.delete(place) && named[place] === toHex(await sha256Of(bytes))
    if (!right) faults.push({ code: 'enclosure_differs', file: name })
  }
  return { faults, leftOut: [...left].map((place) => `${places.attachments}${numbered(place)}`) }
}

/** `01`, `02`, …: the place of a file among its like, counted from 0 here and from 1 there. */
export const numbered = (place: number): string => String(place + 1).padStart(2, '0')
