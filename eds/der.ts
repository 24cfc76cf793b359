/** A value that broke the encoding rules or a limit. The message names the rule, never the content. */
export class DerError extends Error {
  override name = 'DerError'
}

/**
 * One tag-length-value. `bytes` is the whole of it as received, `content` what is inside;
 * both are views on the input, made when they are asked for. `children` is empty for a primitive one.
 */
export interface DerNode {
  /** The identifier octet: class, constructed bit and number together (0x30 is SEQUENCE). */
  readonly tag: number
  readonly content: Uint8Array
  readonly bytes: Uint8Array
  readonly children: readonly DerNode[]
}

export interface DerLimits {
  /** Longest input, bytes. */
  readonly maxBytes: number
  readonly maxDepth: number
  /** Most nodes in one input. */
  readonly maxNodes: number
}

export const certificateLimits: DerLimits = { maxBytes: 64 * 1024, maxDepth: 24, maxNodes: 4_000 }

/** The universal identifiers this room uses (X.690, section 8). */
export const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const

/** Context-specific identifier [n]: constructed, or primitive for implicit strings. */
export function contextTag(n: number, form: 'constructed' | 'primitive' = 'constructed'): number {
  return (form === 'constructed' ? 0xa0 : 0x80) | n
}

const constructedBit = 0x20
/** Universal types that X.690 only allows as primitives in DER. */
const primitiveOnly = new Set([
  0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1b, 0x1c, 0x1e,
])
/** String types that BER may cut into pieces. */
const berMayCut = new Set([0x03, 0x04, 0x0c, 0x13, 0x14, 0x16, 0x1e])

/**
 * Reads one DER value that fills the whole input (X.690, section 10): definite shortest lengths,
 * single-octet tags, strings uncut, whole numbers and bit strings in their only form.
 * The order of a SET OF is not judged: signed attributes are verified as received.
 * Throws DerError.
 */
export function readDer(input: Uint8Array, limits: DerLimits = certificateLimits): DerNode {
  return readWhole(input, limits, true)
}

/**
 * Reads one BER value: indefinite lengths, long-form lengths and cut strings are accepted too.
 * Only for the envelope of a CMS and for PKCS#12; what is signed inside is read again by `readDer`.
 * Throws DerError.
 */
export function readBer(input: Uint8Array, limits: DerLimits): DerNode {
  return readWhole(input, limits, false)
}

/**
 * The values that follow one another in `content`, each with its own children unread: for lists too long to be
 * read as a tree. Strict lengths. Throws DerError where the walk meets a broken one.
 */
export function* valuesIn(content: Uint8Array): Generator<Omit<DerNode, 'children'>> {
  const reading = { input: content, limits: certificateLimits, strict: true, nodes: 0 }
  for (let start = 0; start < content.length; ) {
    const id = content[start] ?? 0
    if ((id & 0x1f) === 0x1f) throw new DerError('long tag')
    const { value, next } = readLength(reading, start + 1, content.length)
    const end = next + (value ?? Number.POSITIVE_INFINITY)
    if (end > content.length) throw new DerError('truncated')
    yield { tag: id, content: content.subarray(next, end), bytes: content.subarray(start, end) }
    start = end
  }
}

/** The values in `content`, which may be `most` at most. Throws DerError at the first one more, before reading on. */
export function fieldsIn(content: Uint8Array, most: number): Omit<DerNode, 'children'>[] {
  const found: Omit<DerNode, 'children'>[] = []
  for (const value of valuesIn(content)) {
    if (found.length === most) throw new DerError('more fields than there are')
    found.push(value)
  }
  return found
}

/** The bytes of an OCTET STRING, joined when BER cut it (also when its tag is an implicit one). */
export function octets(node: DerNode): Uint8Array {
  if ((node.tag & constructedBit) === 0) return node.content
  const parts = node.children.map((child) => {
    if ((child.tag & ~constructedBit) !== tag.octetString) throw new DerError('cut string holds another type')
    return octets(child)
  })
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

/** A value found in `input`: it begins at `start`, its content is from `from` to `to`, and it ends before `end`. */
class FoundValue implements DerNode {
  readonly tag: number
  readonly children: readonly DerNode[]
  readonly end: number
  readonly #input: Uint8Array
  readonly #start: number
  readonly #from: number
  readonly #to: number

  constructor(
    input: Uint8Array,
    start: number,
    from: number,
    to: number,
    end: number,
    children: readonly DerNode[],
  ) {
    this.tag = input[start] ?? 0
    this.children = children
    this.end = end
    this.#input = input
    this.#start = start
    this.#from = from
    this.#to = to
  }

  get content(): Uint8Array {
    return this.#input.subarray(this.#from, this.#to)
  }

  get bytes(): Uint8Array {
    return this.#input.subarray(this.#start, this.end)
  }
}

const noChildren: readonly DerNode[] = []

interface Reading {
  readonly input: Uint8Array
  readonly limits: DerLimits
  readonly strict: boolean
  nodes: number
}

function readWhole(input: Uint8Array, limits: DerLimits, strict: boolean): DerNode {
  if (input.length > limits.maxBytes) throw new DerError('too long')
  const node = readNode({ input, limits, strict, nodes: 0 }, 0, input.length, 1)
  if (node.end !== input.length) throw new DerError('bytes after the end')
  return node
}

function readNode(reading: Reading, start: number, limit: number, depth: number): FoundValue {
  const { input, limits, strict } = reading
  if (depth > limits.maxDepth) throw new DerError('too deep')
  reading.nodes += 1
  if (reading.nodes > limits.maxNodes) throw new DerError('too many values')
  const id = input[start]
  if (id === undefined || start >= limit) throw new DerError('truncated')
  if ((id & 0x1f) === 0x1f) throw new DerError('long tag')
  if (id === 0) throw new DerError('end of contents out of place')
  const { value, next: from } = readLength(reading, start + 1, limit)
  const constructed = (id & constructedBit) !== 0
  checkForm(id, constructed, strict)

  if (value === undefined) {
    if (strict || !constructed) throw new DerError('indefinite length')
    const { children, end } = readUntilEnd(reading, from, limit, depth)
    return new FoundValue(input, start, from, end - 2, end, children)
  }
  const end = from + value
  if (end > limit) throw new DerError('truncated')
  if (!constructed) {
    if (strict) checkPrimitive(id, input, from, end)
    return new FoundValue(input, start, from, end, end, noChildren)
  }
  const children: DerNode[] = []
  for (let next = from; next < end; ) {
    const child = readNode(reading, next, end, depth + 1)
    children.push(child)
    next = child.end
  }
  return new FoundValue(input, start, from, end, end, children)
}

function readUntilEnd(reading: Reading, start: number, limit: number, depth: number) {
  const children: DerNode[] = []
  let next = start
  for (;;) {
    if (next + 2 > limit) throw new DerError('truncated')
    if (reading.input[next] === 0 && reading.input[next + 1] === 0) return { children, end: next + 2 }
    const child = readNode(reading, next, limit, depth + 1)
    children.push(child)
    next = child.end
  }
}

/** `value` is undefined for an indefinite length. */
function readLength(
  reading: Reading,
  start: number,
  limit: number,
): { value: number | undefined; next: number } {
  const first = reading.input[start]
  if (first === undefined || start >= limit) throw new DerError('truncated')
  if (first < 0x80) return { value: first, next: start + 1 }
  if (first === 0x80) return { value: undefined, next: start + 1 }
  const count = first & 0x7f
  if (count > 4) throw new DerError('length too long')
  if (start + 1 + count > limit) throw new DerError('truncated')
  let value = 0
  for (let i = 1; i <= count; i++) value = value * 256 + (reading.input[start + i] ?? 0)
  const shortest = value >= 0x80 && value >= 256 ** (count - 1)
  if (reading.strict && !shortest) throw new DerError('length not in its shortest form')
  return { value, next: start + 1 + count }
}

function checkForm(id: number, constructed: boolean, strict: boolean): void {
  if ((id & 0xc0) !== 0) return
  const type = id & 0x1f
  if (!constructed && (type === 0x10 || type === 0x11)) throw new DerError('primitive sequence')
  if (constructed && primitiveOnly.has(type) && (strict || !berMayCut.has(type)))
    throw new DerError('cut string')
}

/** The content of a primitive value is what `input` has from `from` to `end`. */
function checkPrimitive(id: number, input: Uint8Array, from: number, end: number): void {
  const length = end - from
  const first = length > 0 ? input[from] : undefined
  const second = length > 1 ? input[from + 1] : undefined
  if (id === tag.boolean && (length !== 1 || (first !== 0 && first !== 0xff))) throw new DerError('boolean')
  if (id === tag.null && length !== 0) throw new DerError('null')
  if (id === tag.oid) checkOid(input, from, end)
  if (id === tag.integer) {
    if (first === undefined) throw new DerError('empty integer')
    const padded =
      second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))
    if (padded) throw new DerError('integer not in its shortest form')
  }
  if (id === tag.bitString) {
    if (first === undefined || first > 7 || (length === 1 && first !== 0)) throw new DerError('bit string')
    const last = input[end - 1] ?? 0
    if (length > 1 && (last & ((1 << first) - 1)) !== 0) throw new DerError('bit string padding')
  }
}

function checkOid(input: Uint8Array, from: number, end: number): void {
  let startsArc = true
  for (let at = from; at < end; at++) {
    const byte = input[at] ?? 0
    if (startsArc && byte === 0x80) throw new DerError('object identifier')
    startsArc = byte < 0x80
  }
  if (from === end || !startsArc) throw new DerError('object identifier')
}
