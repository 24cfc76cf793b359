import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { makeSchema, unfinishedTable } from './migrate.ts'
import { queuedColumns, quoted, speakPlainly, type TableShape, tablesOf } from './snapshot.ts'

/** What a backup has of a database. */
export interface KeptSnapshot {
  readonly migrations: ReadonlyMap<string, string>
  readonly tables: readonly (TableShape & { readonly rows: number })[]
  /** The rows as they were copied. */
  open(table: string): Promise<Readable>
}

// Any constant of our own will do.
const restoreLock = 7_265_442

/** Keeps other restores out of this database for as long as the connection lives. False when another one does. */
export async function holdRestore(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as first', [restoreLock])
  return rows[0]?.first === true
}

/** Is there nothing in this database yet? */
export async function isEmpty(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `select not exists (select from pg_class where relnamespace = 'public'::regnamespace)
        and to_regnamespace('graphile_worker') is null as empty`,
  )
  return rows[0]?.empty === true
}

/**
 * Makes the schema of the backup in an empty database and fills it, all of it or nothing, and marks it unfinished. The
 * client is the owner's, outside any transaction. Foreign keys are made again when the rows are there, which checks
 * them; triggers rest, since what they made is in the backup.
 */
export async function loadSnapshot(client: pg.Client, kept: KeptSnapshot): Promise<void> {
  await speakPlainly(client)
  await client.query('begin')
  try {
    await makeSchema(client, kept.migrations)
    await client.query(`create table ${unfinishedTable} as select false as loaded`)
    const foreignKeys = await dropForeignKeys(client)
    const tables = (await tablesOf(client)).filter(({ name }) => name !== unfinishedTable)
    refuseOtherTables(tables, kept.tables)
    const all = tables.map(({ name }) => quoted(name)).join(', ')
    // Migrations write rows too; they are in the backup.
    await client.query(`truncate ${all}`)
    for (const { name } of tables) await client.query(`alter table ${quoted(name)} disable trigger user`)
    for (const { name, columns, rows } of kept.tables) {
      const list = columns.map(quoted).join(', ')
      const into = client.query(from(`copy ${quoted(name)} (${list}) from stdin`))
      await pipeline(await kept.open(name), into)
      if (into.rowCount !== rows) throw new Error(`${name}: ${into.rowCount} rows of ${rows}`)
    }
    for (const { name } of tables) await client.query(`alter table ${quoted(name)} enable trigger user`)
    for (const key of foreignKeys) await client.query(key)
    await continueNumbers(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
  await client.query('analyze')
}

/**
 * Queues the jobs of a backup, once the job runner's own tables are there: the last thing that is loaded. All may run
 * twice.
 */
export async function queueJobs(client: pg.Client, rows: Readable): Promise<void> {
  await client.query('begin')
  try {
    await client.query(`create temporary table queued (at serial, ${queuedColumns}) on commit drop`)
    const names = queuedColumns.split(', ').map((column) => column.split(' ')[0])
    await pipeline(rows, client.query(from(`copy queued (${names.join(', ')}) from stdin`)))
    await client.query(
      `select graphile_worker.add_job(task, payload, queue, run_at, max_attempts, key, priority, flags)
         from (select * from queued order by at) queued`,
    )
    await client.query(`update ${unfinishedTable} set loaded = true`)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** Was a restore into this database cut before everything was loaded? */
export async function isHalfLoaded(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows: marks } = await client.query('select to_regclass($1) is not null as there', [
      unfinishedTable,
    ])
    if (marks[0]?.there !== true) return false
    const { rows } = await client.query(`select loaded from ${unfinishedTable}`)
    return rows[0]?.loaded !== true
  } finally {
    await client.end()
  }
}

/** The restored database was found whole: it may be migrated and served. */
export async function forgetUnfinished(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`drop table if exists ${unfinishedTable}`)
  } finally {
    await client.end()
  }
}

/** Answers the statements that make them again. */
async function dropForeignKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ target: string; name: string; definition: string }>(
    `select conrelid::regclass::text as target, conname as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by oid`,
  )
  for (const { target, name } of rows)
    await client.query(`alter table ${target} drop constraint ${quoted(name)}`)
  return rows.map(
    ({ target, name, definition }) => `alter table ${target} add constraint ${quoted(name)} ${definition}`,
  )
}

/** The migrations are the same, so a difference is a fault of ours. */
function refuseOtherTables(made: readonly TableShape[], kept: readonly TableShape[]): void {
  const shape = (tables: readonly TableShape[]): string =>
    tables
      .map(({ name, columns }) => `${name}(${[...columns].sort().join(',')})`)
      .sort()
      .join(' ')
  if (shape(made) !== shape(kept)) throw new Error('the tables of the backup are not those of its migrations')
}

/** Numbers given by the database go on after the greatest one. */
async function continueNumbers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ target: string; column: string }>(
    `select attrelid::regclass::text as target, attname as column from pg_attribute a
       join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and a.attidentity <> '' and not a.attisdropped`,
  )
  for (const { target, column } of rows) {
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(column)}), 0) + 1, false) from ${target}`,
      [target, column],
    )
  }
}
