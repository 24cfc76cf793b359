import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../../db/embedded/free-port.ts'
import { identify } from '../../db/embedded/process-identity.ts'
import { bundle } from '../../test/bundle.ts'

let programs: string[]
let folder: string
let dataDir: string
const started: ChildProcess[] = []

beforeAll(async () => {
  programs = await Promise.all([
    bundle('test/fixtures/site-starter.ts'),
    bundle('bin/start/child.ts'),
    bundle('test/fixtures/site-web.ts'),
    bundle('test/fixtures/site-worker.ts'),
    bundle('test/fixtures/site-demo.ts'),
  ])
  folder = mkdtempSync(join(tmpdir(), 'otinish-site-'))
  chmodSync(folder, 0o711)
  dataDir = join(folder, 'data')
})
afterEach(async () => {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A start of the site; `said(word)` waits for its line beginning with that word. */
async function start(env: Record<string, string> = {}) {
  const port = env.PORT ?? String(await freePort())
  const child = spawn(process.execPath, programs, {
    env: { ...process.env, NODE_ENV: 'test', DATA_DIR: dataDir, PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  const lines: string[] = []
  const errors: string[] = []
  const out = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line))
  // With all that it said: the end alone is heard before the last lines.
  const exit = once(child, 'close')
  const said = async (word: string): Promise<string> => {
    for (;;) {
      const line = lines.find((found) => found.startsWith(word))
      if (line !== undefined) return line
      await Promise.race([
        once(out, 'line'),
        exit.then(() => {
          if (!lines.some((found) => found.startsWith(word))) throw new Error(errors.join('\n'))
        }),
      ])
    }
  }
  const pidOf = async (word: string): Promise<number> => Number((await said(word)).split(' ')[1])
  return { child, port, said, pidOf, errors, exitCode: async () => (await exit)[0] as number | null }
}

async function processesOf(site: Awaited<ReturnType<typeof start>>) {
  await site.said('ready')
  const postmaster = Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  return { web: await site.pidOf('web'), worker: await site.pidOf('worker'), postmaster }
}

const alive = (pids: object): number[] => Object.values(pids).filter((pid) => identify(pid) !== undefined)

describe('the first start', () => {
  test('makes the demo world; killed in the middle of it, the next one begins again, and later ones leave it', async () => {
    const killed = await start({ DEMO_HANGS: '1' })
    expect(await killed.said('demo')).toMatch(/rows 1 files 1$/)
    const demo = await killed.pidOf('demo')
    killed.child.kill('SIGKILL')
    await expect.poll(() => identify(demo), { timeout: 20_000 }).toBeUndefined()

    const second = await start()
    await second.said('ready')
    expect(await second.said('demo')).toMatch(/rows 1 files 1$/)
    second.child.kill('SIGINT')
    expect(await second.exitCode()).toBe(0)

    const third = await start()
    await third.said('ready')
    await expect(third.said('web')).resolves.toBeDefined()
    third.child.kill('SIGINT')
    expect(await third.exitCode()).toBe(0)
    await expect(third.said('demo')).rejects.toThrow()
  })

  test('says a few lines of its own; what web logs goes to a file, for its owner alone', async () => {
    const site = await start()
    await site.said('ready')
    const log = join(dataDir, 'otinish.log')
    await expect.poll(() => readFileSync(log, 'utf8'), { timeout: 20_000 }).toContain('"web listens"')
    expect(statSync(log).mode & 0o777).toBe(0o600)
    expect(site.errors.filter((line) => !line.startsWith('otinish: '))).toEqual([])
    expect(site.errors.length).toBeLessThan(4)
  })

  test('makes the master key for its owner alone', () => {
    const key = join(dataDir, 'master.key')
    expect(readFileSync(key, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
    expect(statSync(key).mode & 0o777).toBe(0o600)
  })
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends it with 0 and leaves no process',
  async (signal) => {
    const site = await start()
    const pids = await processesOf(site)
    expect(alive(pids)).toHaveLength(3)
    site.child.kill(signal)
    expect(await site.exitCode()).toBe(0)
    expect(alive(pids)).toEqual([])
    expect(existsSync(join(dataDir, 'start.lock'))).toBe(false)
  },
)

test('stopped with the shell that npm put between, it leaves no process', async () => {
  const port = String(await freePort())
  // Not the shell's last command, so that it stays between, as under npm.
  const shell = spawn('sh', ['-c', `"$0" "$@"; true`, process.execPath, ...programs], {
    env: { ...process.env, NODE_ENV: 'test', DATA_DIR: dataDir, PORT: port, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(shell)
  const pids: number[] = []
  let ready = false
  for await (const line of createInterface({ input: shell.stdout })) {
    if (line.startsWith('ready')) ready = true
    else pids.push(Number(line.split(' ')[1]))
    if (ready && pids.length === 2) break
  }
  expect(alive(pids)).toHaveLength(2)
  shell.kill('SIGTERM')
  await expect.poll(() => alive(pids), { timeout: 20_000 }).toEqual([])
  await expect.poll(() => existsSync(join(dataDir, 'start.lock')), { timeout: 20_000 }).toBe(false)
})

test('a second signal does not wait for a child that will not end', async () => {
  const site = await start({ SLOW_END: '1' })
  const pids = await processesOf(site)
  site.child.kill('SIGINT')
  await expect.poll(() => identify(pids.worker), { timeout: 20_000 }).toBeUndefined()
  site.child.kill('SIGINT')
  expect(await site.exitCode()).toBe(0)
  expect(alive(pids)).toEqual([])
})

test.each(['web', 'worker', 'postmaster'] as const)(
  'when %s is killed, the others stop and it exits 1',
  async (who) => {
    const site = await start()
    const pids = await processesOf(site)
    process.kill(pids[who], 'SIGKILL')
    expect(await site.exitCode()).toBe(1)
    expect(alive(pids)).toEqual([])
    expect(site.errors.join()).toContain('unasked')
  },
)

test('killed itself, it takes web and worker with it, and the next start goes on', async () => {
  const site = await start()
  const pids = await processesOf(site)
  site.child.kill('SIGKILL')
  await expect.poll(() => alive({ ...pids, postmaster: 0 }), { timeout: 20_000 }).toEqual([])
  const next = await start()
  await next.said('ready')
  expect(alive(pids)).toEqual([])
})

test('a second start beside it is refused in words and leaves it alone', async () => {
  const site = await start()
  const pids = await processesOf(site)
  const second = await start()
  expect(await second.exitCode()).toBe(1)
  expect(second.errors.join()).toContain('already running')
  expect(alive(pids)).toHaveLength(3)
  expect((await fetch(`http://127.0.0.1:${site.port}/`)).ok).toBe(true)
})

test('a taken port is refused in words', async () => {
  const squatter = createServer().listen(0, '127.0.0.1')
  await once(squatter, 'listening')
  const address = squatter.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  const site = await start({ PORT: port })
  expect(await site.exitCode()).toBe(1)
  expect(site.errors.join()).toContain(`Port ${port} is taken`)
  squatter.close()
})

test('encrypted files without their key: refused, and no new key is made', async () => {
  const key = join(dataDir, 'master.key')
  renameSync(key, `${key}.away`)
  const site = await start()
  expect(await site.exitCode()).toBe(1)
  expect(site.errors.join()).toContain('master.key')
  expect(existsSync(key)).toBe(false)
  renameSync(`${key}.away`, key)
  const mended = await start()
  await mended.said('ready')
})

test.each([
  ['made new', '5a'.repeat(32), 'en', 'not the master key of this database'],
  ['made new', '5a'.repeat(32), 'kk', 'осы дерекқордың негізгі кілті емес'],
  ['cut short', '5a'.repeat(20), 'ru', 'главный ключ в MASTER_KEY или MASTER_KEY_FILE неверен'],
  ['emptied', '', 'en', 'master.key is empty'],
] as const)(
  'the key of the data folder %s (%#): refused in words before anything runs',
  async (_, key, language, said) => {
    const file = join(dataDir, 'master.key')
    const right = readFileSync(file)
    writeFileSync(file, `${key}\n`)
    try {
      const site = await start({ LANG: `${language}_KZ.UTF-8`, LC_ALL: '', LC_MESSAGES: '' })
      expect(await site.exitCode()).toBe(1)
      const errors = site.errors.join('\n')
      expect(errors.toLowerCase()).toContain(said.toLowerCase())
      // Words alone: no stack, and neither web nor worker nor the demo was started.
      expect(errors).not.toMatch(/^\s+at /m)
      await expect(site.said('web')).rejects.toThrow()
    } finally {
      writeFileSync(file, right)
    }
  },
)

test.each([
  ['lost', (file: string) => renameSync(file, `${file}.away`), 'database.json is lost'],
  [
    'of another database',
    (file: string) =>
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace(/"adminPassword": "\w+"/, '"adminPassword": "x"'),
      ),
    'is not that of the database',
  ],
] as const)(
  'the passwords of the database are %s: said at once, and nothing is begun',
  async (_, spoil, said) => {
    const file = join(dataDir, 'database.json')
    const right = readFileSync(file)
    spoil(file)
    try {
      const began = performance.now()
      const site = await start()
      expect(await site.exitCode()).toBe(1)
      expect(performance.now() - began).toBeLessThan(30_000)
      expect(site.errors.join('\n')).toContain(said)
      expect(site.errors.join('\n')).not.toMatch(/^\s+at /m)
    } finally {
      writeFileSync(file, right)
    }
    const mended = await start()
    await mended.said('ready')
  },
)

test('a database with sealed secrets and no files still misses its key', async () => {
  const away = `${dataDir}-away`
  const [key, files] = [join(dataDir, 'master.key'), join(dataDir, 'files')]
  renameSync(files, away)
  renameSync(key, `${key}.away`)
  try {
    const site = await start()
    expect(await site.exitCode()).toBe(1)
    expect(site.errors.join()).toContain('master.key')
    expect(existsSync(key)).toBe(false)
  } finally {
    renameSync(away, files)
    renameSync(`${key}.away`, key)
  }
})
