import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'
import * as reference from '../streebog.ts'
import { streebog256, streebog512 } from './streebog.ts'

const messages = process.env.FUZZ_RUNS === undefined ? 2000 : 100_000
/** As much as is read at once. */
const part = 704 * 64

/** Bytes that look random, the same in each run. */
function bytesOf(seed: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 64) {
    bytes.set(
      createHash('sha512')
        .update(`${seed} ${at}`)
        .digest()
        .subarray(0, length - at),
      at,
    )
  }
  return bytes
}

const same = (message: Uint8Array) => {
  const [long, short] = [streebog512(message), streebog256(message)]
  return (
    Buffer.compare(long, reference.streebog512(message)) === 0 &&
    Buffer.compare(short, reference.streebog256(message)) === 0
  )
}

test(`the same digest as the reference, of ${messages} messages`, () => {
  const wrong: number[] = []
  for (let n = 0; n < messages; n += 1) if (!same(bytesOf(n, n % 331))) wrong.push(n)
  expect(wrong).toEqual([])
})

test('the same digest around the ends of what is read at once, of bytes whose sum carries, of a part of a buffer', () => {
  for (const length of [-65, -64, -63, -1, 0, 1, 63, 64, 65].flatMap((n) => [part + n, 2 * part + n])) {
    expect([length, same(bytesOf(length, length))]).toEqual([length, true])
    expect([length, same(new Uint8Array(length).fill(0xff))]).toEqual([length, true])
  }
  expect(same(bytesOf(1, 5000).subarray(7, 4321))).toBe(true)
})

test('what is given is left as it is, and what is answered is not written over by the next', () => {
  const message = bytesOf(5, 200)
  const before = message.slice()
  const first = streebog512(message)
  const kept = first.slice()
  streebog256(bytesOf(6, 9000))
  expect(message).toEqual(before)
  expect(first).toEqual(kept)
})

test('who imports #streebog on Node gets this one', async () => {
  expect((await import('#streebog')).streebog512).toBe(streebog512)
})

test('where WebAssembly is refused the reference computes', () => {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `import { streebog256 } from '#streebog'
        console.log(typeof WebAssembly, Buffer.from(streebog256(new Uint8Array(3))).toString('hex'))`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  })
  const run = (...options: string[]) =>
    spawnSync(process.execPath, [...options, '--input-type=module', '-'], {
      input: outputFiles[0]?.text ?? '',
      encoding: 'utf8',
    }).stdout.trim()
  const digest = Buffer.from(reference.streebog256(new Uint8Array(3))).toString('hex')
  expect([run('--jitless'), run()]).toEqual([`undefined ${digest}`, `object ${digest}`])
})
