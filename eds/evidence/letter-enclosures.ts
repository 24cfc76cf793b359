const digest = /^sha256:([0-9a-f]{64})$/

/**
 * The SHA-256 of each enclosure that a signed letter names, in its order, hexadecimal; null when the letter
 * contradicts itself. They are the keywords of the document: read from `<pdf:Keywords>` of the only XMP packet and
 * compared with those of the information dictionary, so that no reader of PDF is needed (docs/domain.md 5.4). Two
 * packets, two lists, a difference between the two places, or a keyword that is no digest make it null.
 */
export function enclosuresOf(letter: Uint8Array): string[] | null {
  const raw = new TextDecoder('latin1').decode(letter)
  const packets = raw.split('<?xpacket begin').length - 1
  const inPacket = [...raw.matchAll(/<pdf:Keywords>([^<]*)<\/pdf:Keywords>/g)].map((found) => found[1] ?? '')
  const inInfo = [...raw.matchAll(/\/Keywords\s*\(([^()\\]*)\)/g)].map((found) => found[1] ?? '')
  // A dictionary may write its name with escapes or its text in hexadecimal: then there are keywords we can't compare.
  const hidden = /\/K(e|#65)(y|#79)(w|#77)/i.test(
    raw.replaceAll('/Keywords (', '').replaceAll('/Keywords(', ''),
  )
  if (packets !== 1 || inPacket.length > 1 || inInfo.length > 1 || hidden) return null
  const [packet = ''] = inPacket
  const [info = ''] = inInfo
  if (packet !== info) return null
  if (packet === '') return []
  const digests = packet.split(', ').map((word) => digest.exec(word)?.[1])
  return digests.every((one) => one !== undefined) ? digests : null
}
