import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { projectRoot } from './project-root.ts'

/** How a database and this program's migrations fail to belong together; words/<language>/setup-refusals.ts says it. */
export type MigrationRefusalCode = 'made_by_newer' | 'changed' | 'too_late' | 'restore_unfinished'

/** The operator can mend it. The message is for logs; `params` fill the words. */
export class MigrationRefusal extends Error {
  constructor(
    readonly code: MigrationRefusalCode,
    readonly params: Readonly<Record<string, string>>,
  ) {
    super(`${code}: ${Object.values(params).join(', ')}`)
  }
}

export interface MigrateOptions {
  /** Connection of the role that owns the schema. */
  readonly ownerUrl: string
  /** The moment written beside each migration applied. */
  readonly now: Date
  /** Only for tests: where the `NNNN-*.sql` files and `roles.sql` lie. */
  readonly folder?: string
  /** A restored database: the serving role gets its rights only when it was found whole. */
  readonly restoring?: boolean
}

interface Migration {
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/** Held while migrating, so that two starts at once apply each step once. Any constant of our own will do. */
const LOCK = 7_265_421

/** Where the names of the migrations that were applied are kept. */
const madeOfMigrations =
  'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null)'

/**
 * Brings the database to the newest schema: our migrations, then graphile-worker's, then the rights of the
 * serving role `otinish_app`, which must exist. Returns the names of the migrations applied now.
 * Throws MigrationRefusal when an applied migration has been changed or is unknown here.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const folder = options.folder ?? join(projectRoot(), 'db')
  const known = readMigrations(join(folder, 'migrations'))
  const client = new pg.Client({ connectionString: options.ownerUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    if (options.restoring !== true) await refuseUnfinished(client)
    await client.query(madeOfMigrations)
    const pending = pendingOf(known, await appliedIn(client))
    for (const migration of pending) await apply(client, migration, options.now)
    await runMigrations({ connectionString: options.ownerUrl })
    if (options.restoring === true) return pending.map(({ name }) => name)
    await inTransaction(client, async () => {
      await client.query(readSql(join(folder, 'roles.sql')))
      await client.query('revoke insert, update, delete, truncate on migration from otinish_app')
      await openJobsTo(client, 'otinish_app')
    })
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** The migrations this database still lacks, as any role that may read it can tell. Throws MigrationRefusal. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const known = readMigrations(join(projectRoot(), 'db', 'migrations'))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await refuseUnfinished(client)
    const { rows } = await client.query("select to_regclass('migration') is not null as there")
    const applied = rows[0]?.there ? await appliedIn(client) : new Map<string, string>()
    return pendingOf(known, applied).map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/**
 * For a restore, in its transaction: makes the schema that a backup was made of. Answers nothing; the table of
 * migrations comes with the backup's rows. Throws MigrationRefusal when this program does not know that schema.
 */
export async function makeSchema(client: pg.Client, applied: ReadonlyMap<string, string>): Promise<void> {
  const known = readMigrations(join(projectRoot(), 'db', 'migrations'))
  pendingOf(known, applied)
  await client.query(madeOfMigrations)
  for (const { name, sql } of known) if (applied.has(name)) await client.query(sql)
}

/** Throws MigrationRefusal where these migrations are not the beginning of this program's. */
export function refuseUnknown(applied: ReadonlyMap<string, string>): void {
  pendingOf(readMigrations(join(projectRoot(), 'db', 'migrations')), applied)
}

/** Is there while a restored database was not found whole yet: nobody serves it, and nobody migrates it. */
export const unfinishedTable = 'restore_unfinished'

async function refuseUnfinished(client: pg.Client): Promise<void> {
  const { rows } = await client.query('select to_regclass($1) is not null as there', [unfinishedTable])
  if (rows[0]?.there === true) throw new MigrationRefusal('restore_unfinished', {})
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-.+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const sql = readSql(join(folder, file))
      return { name: file, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    })
}

/** Git may have turned line ends round; the digest must not depend on that. */
function readSql(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
}

async function appliedIn(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration')
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]))
}

function pendingOf(known: Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  const names = new Set(known.map(({ name }) => name))
  for (const name of applied.keys()) {
    if (names.has(name)) continue
    throw new MigrationRefusal('made_by_newer', { name })
  }
  for (const { name, sha256 } of known) {
    const then = applied.get(name)
    if (then !== undefined && then !== sha256) {
      throw new MigrationRefusal('changed', { name })
    }
  }
  const pending = known.filter(({ name }) => !applied.has(name))
  const last = [...applied.keys()].sort().at(-1)
  const late = pending.find(({ name }) => last !== undefined && name < last)
  if (late && last !== undefined) {
    throw new MigrationRefusal('too_late', { name: late.name, last })
  }
  return pending
}

async function apply(client: pg.Client, { name, sql, sha256 }: Migration, now: Date): Promise<void> {
  await inTransaction(client, async () => {
    try {
      await client.query(sql)
    } catch (error) {
      throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error })
    }
    await client.query('insert into migration (name, sha256, applied_at) values ($1, $2, $3)', [
      name,
      sha256,
      now,
    ])
  })
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/**
 * graphile-worker 0.17 puts row-level security on its tables without a policy: a role that is not their owner
 * sees no rows, and its jobs silently never run.
 */
async function openJobsTo(client: pg.Client, role: string): Promise<void> {
  const schema = 'graphile_worker'
  await client.query(`
    grant usage on schema ${schema} to ${role};
    grant select, insert, update, delete on all tables in schema ${schema} to ${role};
    grant usage, select on all sequences in schema ${schema} to ${role};
    grant execute on all functions in schema ${schema} to ${role};
  `)
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name
       from pg_class c
      where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relname like '\\_private\\_%'
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = $2)`,
    [schema, role],
  )
  for (const { name } of rows) {
    await client.query(
      `create policy ${role} on ${schema}."${name}" for all to ${role} using (true) with check (true)`,
    )
  }
}
