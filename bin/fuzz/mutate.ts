import { concatBytes } from '../../eds/bytes.ts'
import { DerError, type DerNode, readBer } from '../../eds/der.ts'
import { encode } from '../../eds/der-writer.ts'
import type { Random } from './random.ts'

/** Of what is broken: larger than any sample. */
export const limits = { maxBytes: 1024 * 1024, maxDepth: 40, maxNodes: 50_000 }

/** A value that can be changed and written again with right lengths around it. */
interface Value {
  tag: number
  /** Null for a primitive. */
  children: Value[] | null
  content: Uint8Array
}

function toValue(node: DerNode): Value {
  const constructed = (node.tag & 0x20) !== 0
  return { tag: node.tag, children: constructed ? node.children.map(toValue) : null, content: node.content }
}

function written(value: Value): Uint8Array {
  const content = value.children === null ? value.content : concatBytes(...value.children.map(written))
  return encode(value.tag, content)
}

/** Every value of the tree with its parent. */
function walk(value: Value, parent: Value | null = null): { value: Value; parent: Value | null }[] {
  const below = (value.children ?? []).flatMap((child) => walk(child, value))
  return [{ value, parent }, ...below]
}

type Change = (chosen: { value: Value; parent: Value | null }, random: Random, donor: Value) => void

const flipBit: Change = ({ value }, random) => {
  if (value.children !== null || value.content.length === 0) return
  const content = Uint8Array.from(value.content)
  const at = random.below(content.length)
  content[at] = (content[at] ?? 0) ^ (1 << random.below(8))
  value.content = content
}

const cut: Change = ({ value }, random) => {
  if (value.children === null) value.content = value.content.slice(0, random.below(value.content.length + 1))
  else value.children = value.children.slice(0, random.below(value.children.length + 1))
}

const lengthen: Change = ({ value }, random) => {
  const extra = new Uint8Array(1 + random.below(40)).fill(random.below(256))
  if (value.children === null) value.content = concatBytes(value.content, extra)
  else value.children.push({ tag: 0x04, children: null, content: extra })
}

const retag: Change = ({ value }, random) => {
  const kept = value.children === null ? 0 : 0x20
  value.tag =
    (random.pick([0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x80, 0x81, 0x82]) |
      kept) &
    0xff
}

const drop: Change = ({ value, parent }) => {
  if (parent?.children) parent.children = parent.children.filter((child) => child !== value)
}

const repeat: Change = ({ value, parent }) => {
  parent?.children?.splice(parent.children.indexOf(value), 0, value)
}

const swap: Change = ({ value, parent }, random) => {
  if (!parent?.children) return
  const [from, to] = [parent.children.indexOf(value), random.below(parent.children.length)]
  const other = parent.children[to]
  if (other === undefined) return
  parent.children[to] = value
  parent.children[from] = other
}

/** Puts a value of another sample, of the same kind where there is one, in this place. */
const graft: Change = ({ value }, random, donor) => {
  const all = walk(donor).map((one) => one.value)
  const alike = all.filter((one) => one.tag === value.tag)
  const chosen = random.pick(alike.length > 0 ? alike : all)
  value.tag = chosen.tag
  value.children = chosen.children === null ? null : structuredClone(chosen.children)
  value.content = chosen.content
}

const changes: readonly Change[] = [
  flipBit,
  flipBit,
  flipBit,
  cut,
  lengthen,
  retag,
  drop,
  repeat,
  swap,
  graft,
  graft,
]

/**
 * A sample with one value, now and then two, changed somewhere inside, every length around them right again, so
 * that the harm gets past the first reading. One in twenty is broken as plain bytes instead.
 */
export function mutate(sample: Uint8Array, donor: Uint8Array, random: Random): Uint8Array {
  if (random.below(20) === 0) return breakBytes(sample, random)
  try {
    const tree = toValue(readBer(sample, limits))
    const other = toValue(readBer(donor, limits))
    for (let left = random.below(4) === 0 ? 2 : 1; left > 0; left -= 1) {
      const chosen = random.pick(walk(tree))
      random.pick(changes)(chosen, random, other)
    }
    return written(tree)
  } catch (error) {
    if (error instanceof DerError) return breakBytes(sample, random)
    throw error
  }
}

function breakBytes(sample: Uint8Array, random: Random): Uint8Array {
  const bytes = Uint8Array.from(sample)
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    bytes[random.below(bytes.length)] = random.below(256)
  }
  return random.below(4) === 0 ? bytes.slice(0, random.below(bytes.length)) : bytes
}
