import { createHash } from 'node:crypto'

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

// RFC 6962, 2.1: leaves and nodes are hashed apart, so that neither can be taken for the other.
const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)
const leafOf = (text: string): Buffer => sha256(leafMark, Buffer.from(text))
const nodeOf = (left: Buffer, right: Buffer): Buffer => sha256(nodeMark, left, right)

/** The level above: pairs are joined, one that is left over goes up as it is. */
function levelAbove(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = []
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]]
    if (left !== undefined) above.push(right === undefined ? left : nodeOf(left, right))
  }
  return above
}

/** The root of the tree over these texts, in their order: lower-case hexadecimal. At least one. */
export function rootOf(texts: readonly string[]): string {
  let level = texts.map(leafOf)
  while (level.length > 1) level = levelAbove(level)
  const [root] = level
  if (root === undefined) throw new RangeError('a tree has a leaf')
  return root.toString('hex')
}
