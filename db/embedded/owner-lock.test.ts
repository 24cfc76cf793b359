import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bundle } from '../../test/bundle.ts'
import { takeOwnerLock } from './owner-lock.ts'
import { fromPs, identify } from './process-identity.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otinish-lock-'))
  file = join(folder, 'start.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('is held by one at a time, and given back', () => {
  const lock = takeOwnerLock(file)
  expect(() => takeOwnerLock(file)).toThrow(`pid ${process.pid}`)
  lock.release()
  takeOwnerLock(file).release()
  expect(readdirSync(folder)).toEqual([])
})

test('a process with the same number but another start is not its owner', () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'at another time' }))
  takeOwnerLock(file).release()
  expect(existsSync(file)).toBe(false)
})

test('a damaged lock names nobody', () => {
  writeFileSync(file, '{"pid":')
  takeOwnerLock(file).release()
})

test('giving back a lock that somebody else has taken over leaves theirs alone', () => {
  const lock = takeOwnerLock(file)
  writeFileSync(file, JSON.stringify({ pid: 1, started: 'theirs' }))
  lock.release()
  expect(existsSync(file)).toBe(true)
})

test('of several starts over a dead lock, exactly one goes on', async () => {
  const program = await bundle('test/fixtures/lock-taker.ts')
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'at another time' }))
  const starts = Array.from({ length: 6 }, () => {
    const child = spawn(process.execPath, [program, file], { stdio: ['pipe', 'pipe', 'inherit'] })
    return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
  })
  for (const { lines } of starts) expect((await lines.next()).value).toBe('waiting')
  for (const { child } of starts) child.stdin.write('go\n')
  const said = await Promise.all(starts.map(async ({ lines }) => (await lines.next()).value))
  expect(said.sort()).toEqual([...Array(5).fill('already_running'), 'taken'])
  expect(readdirSync(folder)).toEqual(['start.lock'])
  for (const { child } of starts) child.kill('SIGKILL')
})

test('a process that has ended but was not yet collected by its parent counts as gone', async () => {
  if (process.platform !== 'linux') return
  // The shell replaces itself by sleep, which never collects the child it inherits.
  const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 600'])
  const [line] = await once(createInterface({ input: parent.stdout }), 'line')
  await expect.poll(() => identify(Number(line)), { timeout: 60_000 }).toBeUndefined()
  parent.kill('SIGKILL')
})

test('ps, which serves systems without /proc, tells the same processes apart', () => {
  if (process.platform === 'win32') return
  expect(fromPs(process.pid)?.started).toMatch(/\d{4}$/)
  expect(fromPs(2 ** 22)).toBeUndefined()
})
