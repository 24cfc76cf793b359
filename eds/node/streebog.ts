import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as reference from '../streebog.ts'

/**
 * Streebog on Node: the functions of eds/streebog.ts, several times as fast, by streebog.wasm beside this file. Who
 * imports `#streebog` gets this file on Node and the other one in a browser (package.json, `imports`), where the pages'
 * policy lets no WebAssembly in. Where Node itself refuses it (`--jitless`), the other one computes here too.
 */
interface Exports {
  readonly memory: WebAssembly.Memory
  readonly TABLE: WebAssembly.Global
  readonly CONSTANTS: WebAssembly.Global
  readonly H: WebAssembly.Global
  readonly INPUT: WebAssembly.Global
  readonly begin: (start: number) => void
  readonly read: (blocks: number) => void
  readonly end: (length: number) => void
}

const block = 64
const engine = instantiate()

function instantiate() {
  if (typeof WebAssembly === 'undefined') return null
  // Found by its name: in a build this module lies elsewhere.
  const bytes = readFileSync(createRequire(import.meta.url).resolve('#streebog.wasm'))
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
  const { memory, TABLE, CONSTANTS, H, INPUT, begin, read, end } = exports as unknown as Exports
  const words = new Int32Array(memory.buffer)
  words.set(reference.lpsTable, TABLE.value / 4)
  for (const [i, constant] of reference.constants.entries()) words.set(constant, CONSTANTS.value / 4 + 16 * i)
  const all = new Uint8Array(memory.buffer)
  const blocks = Math.floor((all.length - INPUT.value) / block)
  return {
    state: all.subarray(H.value, H.value + block),
    input: all.subarray(INPUT.value, INPUT.value + blocks * block),
    begin,
    read,
    end,
  }
}

type Engine = NonNullable<typeof engine>

function digest({ state, input, begin, read, end }: Engine, message: Uint8Array, start: number) {
  begin(start)
  const whole = message.length - (message.length % block)
  for (let offset = 0; offset < whole; offset += input.length) {
    const part = message.subarray(offset, Math.min(offset + input.length, whole))
    input.set(part)
    read(part.length / block)
  }
  input.set(message.subarray(whole))
  end(message.length - whole)
  // What was hashed may be made of a private key.
  input.fill(0, 0, message.length)
  return state
}

/** Streebog-512 of the message: 64 bytes, byte 0 first. */
export function streebog512(message: Uint8Array): Uint8Array<ArrayBuffer> {
  return engine === null ? reference.streebog512(message) : new Uint8Array(digest(engine, message, 0))
}

/** Streebog-256 of the message: 32 bytes, byte 0 first. */
export function streebog256(message: Uint8Array): Uint8Array<ArrayBuffer> {
  return engine === null
    ? reference.streebog256(message)
    : new Uint8Array(digest(engine, message, 1).subarray(32))
}
