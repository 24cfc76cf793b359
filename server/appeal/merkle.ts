import { createHash } from 'node:crypto'

/** A step of a proof: the hash beside the way to the root, and on which side it is. */
export interface ProofStep {
  readonly side: 'left' | 'right'
  readonly hash: string
}

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

/** What shows that the text at this place is one of these texts (docs/decisions/0040). */
export function proofOf(texts: readonly string[], place: number): ProofStep[] {
  if (texts[place] === undefined) throw new RangeError(`no leaf ${place}`)
  const steps: ProofStep[] = []
  let at = place
  for (let level = texts.map(leafOf); level.length > 1; level = levelAbove(level), at >>= 1) {
    const beside = level[at ^ 1]
    if (beside !== undefined)
      steps.push({ side: at % 2 === 0 ? 'right' : 'left', hash: beside.toString('hex') })
  }
  return steps
}

/** The root that a text and its proof lead to. */
export function rootFrom(text: string, proof: readonly ProofStep[]): string {
  return proof
    .reduce((hash, step) => {
      const beside = Buffer.from(step.hash, 'hex')
      return step.side === 'left' ? nodeOf(beside, hash) : nodeOf(hash, beside)
    }, leafOf(text))
    .toString('hex')
}
