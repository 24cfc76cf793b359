import { toHex } from '../bytes.ts'
import { containerType } from './container.ts'
import { readDigestList } from './digest-list.ts'
import type { EvidenceFault } from './evidence-fault.ts'
import { formatOf, isCovered, places, readManifest, sealPlace, sha256Of } from './manifest.ts'
import type { Format } from './receipt.ts'

/**
 * Every file is in the manifest with its digest, and every file of the manifest is there. A package that nobody
 * sealed has a list of digests instead; what is wrong with it may be wrong with the list, so both are named.
 */
export async function digestFaults(files: ReadonlyMap<string, Uint8Array>): Promise<EvidenceFault[]> {
  const sealed = isSealed(files)
  const list = sealed ? places.manifest : places.sums
  const bytes = files.get(list) ?? new Uint8Array()
  const format = formatOf(files)
  const listed = sealed ? readManifest(bytes, format) : readDigestList(bytes)
  const faults = sealed ? typeFaults(files, formatOf(files)) : []
  if (listed === null) return [...faults, { code: 'bad_manifest', file: list }]
  for (const [name, content] of files) {
    if (sealed ? !isCovered(name, format) : name === list) continue
    const digest = listed.get(name)
    if (digest === undefined) faults.push({ code: 'file_not_listed', file: name })
    else if (digest !== toHex(await sha256Of(content))) faults.push({ code: 'file_damaged', file: name })
  }
  for (const name of listed.keys()) if (!files.has(name)) faults.push({ code: 'file_missing', file: name })
  return sealed || faults.length === 0 ? faults : [...faults, { code: 'bad_manifest', file: list }]
}

/** Does the package call itself sealed? Then its seal must be there: a seal that was taken away is missed. */
export function isSealed(files: ReadonlyMap<string, Uint8Array>): boolean {
  return [places.mimetype, places.manifest, places.seal, places.namedSeal, places.receiptSeal].some((name) =>
    files.has(name),
  )
}

function typeFaults(files: ReadonlyMap<string, Uint8Array>, format: Format): EvidenceFault[] {
  const [first] = files.keys()
  const type = new TextDecoder('utf-8', { ignoreBOM: true }).decode(files.get(places.mimetype))
  const faults: EvidenceFault[] = []
  if (first !== places.mimetype || type !== containerType)
    faults.push({ code: 'bad_container', file: places.mimetype })
  const seal = sealPlace(format)
  if (!files.has(seal)) faults.push({ code: 'file_missing', file: seal })
  return faults
}
