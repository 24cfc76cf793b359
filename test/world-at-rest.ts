import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { readCredentials } from '../db/embedded/credentials.ts'

/** Everything a data folder keeps, in digests, to be compared with another moment. */
export interface WorldAtRest {
  /** Of every table, our own and the job runner's: its rows and a digest of their contents. */
  readonly tables: Readonly<Record<string, string>>
  /** The hash of the last event by appeal. */
  readonly heads: Readonly<Record<string, string>>
  readonly dailyHeads: Readonly<Record<string, string>>
  /** SHA-256 of each stored file as it lies on the disk, encrypted, by path. */
  readonly files: Readonly<Record<string, string>>
}

/** Reads the world of a running start on its embedded database, as the superuser, who sees every table. */
export async function worldAtRest(dataDir: string): Promise<WorldAtRest> {
  const credentials = readCredentials(dataDir)
  const client = new pg.Client({
    host: '127.0.0.1',
    port: credentials?.port ?? 0,
    user: 'postgres',
    password: credentials?.adminPassword ?? '',
    database: 'otinish',
  })
  await client.connect()
  const pairs = async (question: string): Promise<Record<string, string>> => {
    const { rows } = await client.query<[string, string]>({ text: question, rowMode: 'array' })
    return Object.fromEntries(rows)
  }
  try {
    const names = await pairs(`
      select format('%I.%I', schemaname, tablename), '' from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') order by 1`)
    const tables: Record<string, string> = {}
    for (const name of Object.keys(names)) {
      const question = `select '', count(*) || ' rows ' || md5(string_agg(row::text, e'\\n' order by row::text)) from ${name} row`
      tables[name] = (await pairs(question))[''] ?? '0 rows'
    }
    return {
      tables,
      heads: await pairs('select distinct on (appeal_id) appeal_id, hash from event order by 1, seq desc'),
      dailyHeads: await pairs(
        'select date::text, head from daily_head union all select date::text, root from journal_head order by 1',
      ),
      files: digests(join(dataDir, 'files')),
    }
  } finally {
    await client.end()
  }
}

/**
 * The world once the worker has nothing left to do: no job waits, and a second later all is as it was. What was due
 * when the site started (answers of the authority that must be newer than a receipt) is decided by then.
 */
export async function settledWorld(dataDir: string, patienceMs = 120_000): Promise<WorldAtRest> {
  const until = performance.now() + patienceMs
  let world = await worldAtRest(dataDir)
  while (performance.now() < until) {
    await sleep(1000)
    const next = await worldAtRest(dataDir)
    const idle = next.tables['graphile_worker._private_jobs'] === '0 rows'
    if (idle && JSON.stringify(next) === JSON.stringify(world)) return next
    world = next
  }
  throw new Error(`the world did not come to rest in ${patienceMs} ms`)
}

function digests(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
  return Object.fromEntries(paths.map((path) => [relative(folder, path), digest(path)]))
}
