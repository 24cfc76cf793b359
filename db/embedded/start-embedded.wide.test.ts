import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bundle } from '../../test/bundle.ts'
import { projectRoot } from '../project-root.ts'
import { canReach } from './account.ts'
import { installedNative } from './native-folder.ts'
import { identify } from './process-identity.ts'
import { type EmbeddedDatabase, type EmbeddedOptions, startEmbedded } from './start-embedded.ts'

const isRoot = process.getuid?.() === 0

let folder: string
let dataDir: string
let publicPlace: string
const running: EmbeddedDatabase[] = []
const holders: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'otinish-embedded-'))
  chmodSync(folder, 0o711)
  dataDir = join(folder, 'data')
  publicPlace = join(folder, 'public')
})
afterEach(async () => {
  for (const holder of holders.splice(0)) holder.kill('SIGKILL')
  for (const database of running.splice(0)) await database.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, publicPlace, ...options })
  running.push(database)
  return database
}

async function ask(url: string, question: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query({ text: question, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

async function restartKeepsRows(options: Partial<EmbeddedOptions> = {}): Promise<void> {
  const first = await start(options)
  await ask(first.ownerUrl, 'create table kept (n int)')
  await ask(first.ownerUrl, 'insert into kept values (42)')
  await first.stop()
  const second = await start(options)
  expect(await ask(second.ownerUrl, 'select n from kept')).toEqual([42])
}

test('starts, keeps its rows over a stop, and leaves no process', async () => {
  await restartKeepsRows()
  const pid = running.at(-1)?.pid ?? 0
  expect(identify(pid)?.program).toBe('postgres')
  await running.at(-1)?.stop()
  expect(identify(pid)).toBeUndefined()
  expect(existsSync(join(dataDir, 'start.lock'))).toBe(false)
})

test('listens on the loopback only, asks for passwords, and keeps them to itself', async () => {
  const { ownerUrl, appUrl, port } = await start()
  expect(await ask(ownerUrl, 'show listen_addresses')).toEqual(['127.0.0.1'])
  expect(
    await ask(appUrl, 'select current_user, rolsuper from pg_roles where rolname = current_user'),
  ).toEqual(['otinish_app', false])
  expect(await ask(ownerUrl, 'select rolsuper from pg_roles where rolname = current_user')).toEqual([false])
  await expect(ask(`postgres://postgres:guess@127.0.0.1:${port}/otinish`, 'select 1')).rejects.toThrow(
    'password',
  )
  expect(statSync(join(dataDir, 'database.json')).mode & 0o777).toBe(0o600)
})

test('is UTF-8 with Kazakh order and fsync, whatever the language of the machine', async () => {
  const before = { ...process.env }
  for (const name of ['LANG', 'LC_ALL', 'LC_CTYPE']) delete process.env[name]
  process.env.LC_ALL = 'ru_RU.KOI8-R'
  try {
    const { ownerUrl } = await start()
    expect(
      await ask(
        ownerUrl,
        `select pg_encoding_to_char(encoding), datlocprovider, datlocale, current_setting('fsync'),
                current_setting('data_checksums') from pg_database where datname = 'otinish'`,
      ),
    ).toEqual(['UTF8', 'i', 'kk', 'on', 'on'])
    expect(
      await ask(ownerUrl, "select x from unnest(array['б', 'ә', 'а', 'і', 'я', 'һ', 'і']) x order by x"),
    ).toEqual(['а', 'ә', 'б', 'һ', 'і', 'і', 'я'])
  } finally {
    process.env = before
  }
})

test('takes another port when its own is taken', async () => {
  const first = await start()
  await first.stop()
  const squatter = createServer().listen(first.port, '127.0.0.1')
  await once(squatter, 'listening')
  const second = await start()
  expect(second.port).not.toBe(first.port)
  expect(await ask(second.ownerUrl, 'select 1')).toEqual([1])
  squatter.close()
})

test('mends the library links that npm left out', async () => {
  const installed = copyOfInstalled()
  removeLinks(installed.path)
  const { ownerUrl } = await start({ installed })
  expect(await ask(ownerUrl, 'select 1')).toEqual([1])
  expect(existsSync(join(installed.path, 'lib/libicui18n.so.60'))).toBe(process.platform === 'linux')
})

test('refuses a lost or foreign database in words, and makes no new one', async () => {
  const first = await start()
  await first.stop()
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '12\n')
  await expect(start()).rejects.toMatchObject({ code: 'data_of_another_version' })
  rmSync(join(dataDir, 'postgres'), { recursive: true })
  await expect(start()).rejects.toMatchObject({ code: 'data_missing' })
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
  writeFileSync(join(dataDir, 'database.json'), '{')
  await expect(start()).rejects.toMatchObject({ code: 'credentials_damaged' })
})

test('takes up a first start that was killed half-way', async () => {
  mkdirSync(dataDir, { mode: 0o711 })
  chmodSync(dataDir, 0o711)
  mkdirSync(join(dataDir, 'postgres.new'))
  writeFileSync(join(dataDir, 'postgres.new/half'), '')
  expect(await ask((await start()).ownerUrl, 'select 1')).toEqual([1])
  expect(existsSync(join(dataDir, 'postgres.new'))).toBe(false)
})

describe('beside another process', () => {
  let program: string
  beforeAll(async () => {
    program = await bundle('test/fixtures/embedded-holder.ts')
  })

  async function hold(options: { uid?: number; gid?: number } = {}) {
    const child = spawn(process.execPath, [program, dataDir, publicPlace], {
      ...options,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    holders.push(child)
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    return {
      child,
      said: JSON.parse(line) as { ownerUrl: string; pid: number; refused?: string; words: string },
    }
  }

  test('a second start is refused in words and leaves the first one running', async () => {
    const { said } = await hold()
    await expect(start()).rejects.toMatchObject({ code: 'already_running' })
    await expect(start()).rejects.toThrow('already_running')
    expect(await ask(said.ownerUrl, 'select 1')).toEqual([1])
  })

  test('the orphan of a killed start is stopped, and every acknowledged row is there', async () => {
    const { child, said } = await hold()
    await ask(said.ownerUrl, 'create table kept (n int)')
    await ask(said.ownerUrl, 'insert into kept values (42)')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(identify(said.pid)?.program).toBe('postgres')
    const { ownerUrl } = await start()
    expect(identify(said.pid)).toBeUndefined()
    expect(await ask(ownerUrl, 'select n from kept')).toEqual([42])
  })

  test('a killed server is noticed, and the next start recovers', async () => {
    const first = await start()
    await ask(first.ownerUrl, 'create table kept (n int)')
    process.kill(first.pid, 'SIGKILL')
    await first.ended
    await first.stop()
    expect(await ask((await start()).ownerUrl, 'select count(*)::int from kept')).toEqual([0])
  })

  test('a process that merely has the number of the old server is left alone', async () => {
    const first = await start()
    await first.stop()
    const bystander = spawn('sleep', ['600'])
    holders.push(bystander)
    writeFileSync(
      join(dataDir, 'postgres/postmaster.pid'),
      `${bystander.pid}\n${join(dataDir, 'postgres')}\n`,
    )
    expect(await ask((await start()).ownerUrl, 'select 1')).toEqual([1])
    expect(identify(bystander.pid ?? 0)?.program).toBe('sleep')
  })

  // A checkout in root's closed home can't lend its programs to another account.
  if (isRoot && canReach({ uid: 65534, gid: 65534 }, projectRoot())) {
    test('an ordinary account starts its own, and is told when the data are another account’s', async () => {
      mkdirSync(dataDir)
      chmodSync(dataDir, 0o777)
      const { child, said } = await hold({ uid: 65534, gid: 65534 })
      expect(statSync(join(dataDir, 'postgres')).uid).toBe(65534)
      expect(await ask(said.ownerUrl, 'select 1')).toEqual([1])
      child.stdin?.end()
      await once(child, 'exit')
      // Root goes on as the account that made it; a third one may not.
      expect(await ask((await start()).ownerUrl, 'select 1')).toEqual([1])
      await running.at(-1)?.stop()
      chmodSync(join(dataDir, 'database.json'), 0o644)
      const refused = await hold({ uid: 1, gid: 1 })
      expect(refused.said.refused).toBe('data_of_another_account')
    })

    test('an account without a name is told so', async () => {
      mkdirSync(dataDir)
      chmodSync(dataDir, 0o777)
      const { said } = await hold({ uid: 54_321, gid: 54_321 })
      expect(said.refused).toBe('nameless_account')
      expect(said.words).toContain('54321')
    })
  }
})

if (isRoot) {
  describe('as root', () => {
    test('PostgreSQL runs as another account', async () => {
      const { pid } = await start()
      expect(statSync(`/proc/${pid}`).uid).not.toBe(0)
    })

    test('with a closed checkout, the binaries are copied once to where that account can run them', async () => {
      const closed = join(folder, 'home')
      mkdirSync(closed)
      const installed = copyOfInstalled(closed)
      chmodSync(closed, 0o700)
      await restartKeepsRows({ installed })
      expect(readdirSync(dataDir).filter((name) => name.startsWith('postgresql-'))).toHaveLength(1)
    })

    test('with a closed data folder, the database lies in the public place, over restarts too', async () => {
      mkdirSync(join(folder, 'home'), { mode: 0o700 })
      dataDir = join(folder, 'home', 'data')
      await restartKeepsRows()
      expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
      const [cluster = ''] = readdirSync(publicPlace)
      expect(statSync(join(publicPlace, cluster)).mode & 0o777).toBe(0o700)
    })

    test('a data folder that was closed later is refused with the way out', async () => {
      const first = await start()
      await first.stop()
      chmodSync(folder, 0o700)
      await expect(start()).rejects.toMatchObject({ code: 'data_unreachable' })
    })
  })
}

function copyOfInstalled(into = folder) {
  const { path, version } = installedNative()
  cpSync(path, join(into, 'native'), { recursive: true, verbatimSymlinks: true })
  return { path: join(into, 'native'), version }
}

function removeLinks(native: string): void {
  for (const { target } of JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))) {
    rmSync(join(native, '..', target), { force: true })
  }
}
