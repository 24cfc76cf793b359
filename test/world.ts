import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { connect } from '../db/connect.ts'
import type { AuthorityAddresses, ClamavAddress, MailConfig } from '../server/config.ts'
import type { Context, Trust } from '../server/context.ts'
import { diskStorage } from '../server/file-storage.ts'
import { cookieName, isSecure, sessionCookie } from '../server/http/cookies.ts'
import { buildApp } from '../server/process/app.ts'
import { loadBaseData } from '../server/process/base-data.ts'
import type { ProxyTrust } from '../server/proxy-trust.ts'
import { noTrust } from '../server/signature/load-trust.ts'
import { cloneDatabase, createTemplate, type TestDatabase } from './database.ts'
import { makePeople, sessionOf, type TestPerson } from './people.ts'
import { TestBrowser } from './test-browser.ts'

/** A whole server on a database of its own: real sockets, real files, a clock in the test's hand. */
export interface World extends Awaited<ReturnType<typeof makePeople>> {
  readonly context: Context
  readonly database: TestDatabase
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** Every `METHOD /path` that the running server has a route for. */
  readonly routes: readonly string[]
  setNow(iso: string): void
  /** A browser in which this person is signed in; nobody without one. */
  as(person: TestPerson | null, options?: { consented: boolean }): Promise<TestBrowser>
  /** Entries of the log so far. */
  readonly logged: Record<string, unknown>[]
  close(): Promise<void>
}

export interface WorldOptions {
  /** What the clock says, ISO; it does not run by itself. */
  readonly now?: string
  readonly trust?: Trust
  /** False: a real database, which knows no demo routes. */
  readonly demo?: boolean
  /** The virus scanner; none unless told. */
  readonly clamav?: ClamavAddress
  /** Where letters go; nowhere unless told. */
  readonly mail?: MailConfig
  /** Where a played eGov Mobile listens; nowhere unless told. */
  readonly playedPhone?: string
  /** Where the national authority answers; nobody is asked unless told. */
  readonly authority?: AuthorityAddresses
  /** Which proxies say whom requests come from; none unless told. */
  readonly trustProxy?: ProxyTrust
  /** The built site; none unless told. */
  readonly webDir?: string
  /** Where the client's NCALayer listens; the real program's own address unless told. */
  readonly ncaLayerUrl?: string
}

const usualNow = '2026-01-12T05:30:00Z'

/** Makes the world; call it in `beforeAll` and `close` it in `afterAll`. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { name, masterKey, files, made } = await beginningOf(options)
  const ground = { database: await cloneDatabase(name), masterKey }
  return await openWorld(ground, options, async (context) => {
    for (const [id, bytes] of files) await context.files.put(id, bytes)
    return structuredClone(made)
  })
}

/** A database that nobody uses, to be cloned, its files, and who and what is in it. */
interface Beginning {
  readonly name: string
  readonly masterKey: Uint8Array
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly made: Awaited<ReturnType<typeof makePeople>>
}
/** Worlds of one kind and moment begin alike; all test files of a process share them. */
const beginnings = new Map<string, Promise<Beginning>>()

function beginningOf(options: Pick<WorldOptions, 'now' | 'demo'>): Promise<Beginning> {
  const { now = usualNow, demo = true } = options
  const key = JSON.stringify([inject('testServer').template, now, demo])
  const known = beginnings.get(key) ?? makeBeginning({ now, demo })
  beginnings.set(key, known)
  // One that could not be made is tried again by the next.
  known.catch(() => beginnings.delete(key))
  return known
}

async function makeBeginning(options: Pick<WorldOptions, 'now' | 'demo'>): Promise<Beginning> {
  const { name, ...database } = await createTemplate()
  const { context, people, contracts, close } = await createWorldOn(database, options)
  const files = new Map<string, Uint8Array>()
  for await (const names of context.files.names()) {
    for (const { id } of names) files.set(id, await context.files.get(id))
  }
  await close()
  return { name, masterKey: context.config.masterKey, files, made: { people, contracts } }
}

/** The same on a database that was migrated, and is empty. */
export async function createWorldOn(database: TestDatabase, options: WorldOptions = {}): Promise<World> {
  const masterKey = new Uint8Array(randomBytes(32))
  return await openWorld({ database, masterKey }, options, async (context) => {
    await context.db
      .insertInto('world')
      .values({ demo: context.demo, clock_offset_ms: null, made_at: new Date(context.now()) })
      .execute()
    await loadBaseData(context)
    return await makePeople(context)
  })
}

/** Serves the world of a database; `people` makes whom it has, or knows them. */
export async function openWorld(
  { database, masterKey }: { database: TestDatabase; masterKey: Uint8Array },
  options: WorldOptions,
  people: (context: Context) => Promise<Awaited<ReturnType<typeof makePeople>>>,
): Promise<World> {
  const filesDir = await mkdtemp(join(tmpdir(), 'otinish-world-'))
  const db = connect(database.appUrl)
  const demo = options.demo ?? true
  const logged: Record<string, unknown>[] = []
  let now = Date.parse(options.now ?? usualNow)

  const context: Context = {
    db,
    config: {
      databaseUrl: database.appUrl,
      filesDir,
      masterKey,
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      trustProxy: options.trustProxy ?? { proxies: 0 },
      webDir: options.webDir ?? join(filesDir, 'no-site'),
      threads: { most: 1, program: inject('threadProgram') },
      trustDir: null,
      mail: options.mail ?? null,
      egovMobile: false,
      playedPhone: options.playedPhone ?? null,
      authority: options.authority ?? null,
      ncaLayerUrl: options.ncaLayerUrl ?? 'wss://127.0.0.1:13579',
      clamav: options.clamav ?? null,
      clock: null,
    },
    demo,
    now: () => now,
    moveClock: async (instant) => {
      now = instant
    },
    files: diskStorage(join(filesDir, 'files')),
    trust: options.trust ?? { ...noTrust, testPersons: true },
    log: (entry) => logged.push(entry),
  }
  const made = await people(context)

  const app = await buildApp(context)
  const routes: string[] = []
  await app.listen({ host: '127.0.0.1', port: 0 })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  routes.push(...routesOf(app.printRoutes({ commonPrefix: false })))

  return {
    ...made,
    context,
    database,
    origin,
    routes,
    logged,
    setNow: (iso) => {
      now = Date.parse(iso)
    },
    as: async (person, options) =>
      new TestBrowser(
        origin,
        person === null
          ? {}
          : { [cookieName(sessionCookie, isSecure(context))]: await sessionOf(context, person, options) },
      ),
    close: async () => {
      await app.close()
      await db.destroy()
      await database.drop()
      await rm(filesDir, { recursive: true, force: true })
    },
  }
}

/** `├── /api/session (GET, PATCH)` → `GET /api/session`, `PATCH /api/session`. */
function routesOf(tree: string): string[] {
  const names: string[] = []
  const path: string[] = []
  for (const line of tree.split('\n')) {
    const match = /^((?:[│ ] {3})*)[├└]── (\S*)(?: \(([^)]+)\))?/.exec(line)
    if (match === null) continue
    const depth = (match[1] ?? '').length / 4
    path.length = depth
    path.push(match[2] ?? '')
    for (const method of match[3]?.split(', ') ?? []) names.push(`${method} ${path.join('')}`)
  }
  return names
}
