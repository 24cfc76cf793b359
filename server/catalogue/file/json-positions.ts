import { type Told, told } from './told-fault.ts'

/** A place in a JSON value: keys and indexes from the root. */
export type Path = readonly (string | number)[]

/** The file is no JSON, or says one key twice; `line` counts from 1. */
export class JsonFault extends Error {
  readonly line: number

  readonly what: Told

  constructor(line: number, what: Told) {
    super(what.problem)
    this.what = what
    this.name = 'JsonFault'
    this.line = line
  }
}

/** A JSON text read, and where each of its values is. */
export interface PlacedJson {
  readonly value: unknown
  /** The line of a value, or of the nearest one around it when it is not there; from 1. */
  lineOf(path: Path): number
}

const pointer = (path: Path): string => path.map((step) => `/${String(step).replaceAll('/', '~1')}`).join('')

/** Reads JSON as JSON.parse does, remembering lines; the place of a member is that of its key. Throws JsonFault. */
export function readPlacedJson(text: string): PlacedJson {
  const places = new Map<string, number>()
  const { value, end } = readValue(text, skipBlank(text, 0), [], places)
  const rest = skipBlank(text, end)
  if (rest < text.length) throw new JsonFault(lineAt(text, rest), told('somethingFollows'))
  return {
    value,
    lineOf(path) {
      for (let length = path.length; length > 0; length--) {
        const place = places.get(pointer(path.slice(0, length)))
        if (place !== undefined) return lineAt(text, place)
      }
      return 1
    },
  }
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

function skipBlank(text: string, from: number): number {
  const blank = /[ \t\r\n]*/y
  blank.lastIndex = from
  blank.exec(text)
  return blank.lastIndex
}

interface Read {
  readonly value: unknown
  readonly end: number
}
type Places = Map<string, number>

function readValue(text: string, from: number, path: Path, places: Places): Read {
  if (!places.has(pointer(path))) places.set(pointer(path), from)
  if (text[from] === '{') return readObject(text, from, path, places)
  if (text[from] === '[') return readArray(text, from, path, places)
  return readScalar(text, from)
}

const scalar = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y

function readScalar(text: string, from: number): Read {
  scalar.lastIndex = from
  const token = scalar.exec(text)?.[0]
  if (token === undefined) throw new JsonFault(lineAt(text, from), told('valueExpected'))
  try {
    return { value: JSON.parse(token), end: from + token.length }
  } catch {
    throw new JsonFault(lineAt(text, from), told('noValue', { token: token.slice(0, 40) }))
  }
}

function readObject(text: string, from: number, path: Path, places: Places): Read {
  const members: [string, unknown][] = []
  const end = readList(text, from, '}', (at) => {
    const key = readScalar(text, at)
    if (typeof key.value !== 'string') throw new JsonFault(lineAt(text, at), told('keyExpected'))
    const name = key.value
    if (members.some(([known]) => known === name))
      throw new JsonFault(lineAt(text, at), told('keyTwice', { name }))
    const colon = skipBlank(text, key.end)
    if (text[colon] !== ':') throw new JsonFault(lineAt(text, colon), told('colonExpected'))
    const here = [...path, name]
    places.set(pointer(here), at)
    const { value, end: after } = readValue(text, skipBlank(text, colon + 1), here, places)
    members.push([name, value])
    return after
  })
  return { value: Object.fromEntries(members), end }
}

function readArray(text: string, from: number, path: Path, places: Places): Read {
  const items: unknown[] = []
  const end = readList(text, from, ']', (at) => {
    const item = readValue(text, at, [...path, items.length], places)
    items.push(item.value)
    return item.end
  })
  return { value: items, end }
}

/** Everything between the brackets, a comma between two; answers the offset after the closing one. */
function readList(text: string, from: number, close: string, readOne: (at: number) => number): number {
  let at = skipBlank(text, from + 1)
  if (text[at] === close) return at + 1
  for (;;) {
    at = skipBlank(text, readOne(at))
    if (text[at] === close) return at + 1
    if (text[at] !== ',') throw new JsonFault(lineAt(text, at), told('commaExpected', { close }))
    at = skipBlank(text, at + 1)
  }
}
