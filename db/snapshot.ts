import type { Readable } from 'node:stream'
import pg from 'pg'
import { to } from 'pg-copy-streams'

/** A table of ours with the columns that are kept: those that are computed are not. */
export interface TableShape {
  readonly name: string
  readonly columns: readonly string[]
}

/** The database as it was at one moment, however long the reading takes. */
export interface Snapshot {
  /** The database's own clock. */
  readonly takenAt: Date
  /** Of PostgreSQL, for people. */
  readonly serverVersion: string
  /** Name and SHA-256 of every migration applied. */
  readonly migrations: ReadonlyMap<string, string>
  readonly tables: readonly TableShape[]
  /** Rows of a table in PostgreSQL's text format; `rowCount` is right at the end. */
  copyTable(table: TableShape): Readable & { rowCount: number }
  /** Jobs that wait or run, as `queuedColumns`: the runner's own tables differ from version to version. */
  copyJobs(): Readable & { rowCount: number }
  rows<Row extends pg.QueryResultRow>(text: string): Promise<Row[]>
}

/** What is kept of a job, in this order. */
export const queuedColumns =
  'task text, payload json, queue text, run_at timestamptz, max_attempts int, key text, priority int, flags text[]'

// Text that says the same on every version, whatever the server is set to.
const settings = [
  "set datestyle = 'ISO, YMD'",
  "set intervalstyle = 'postgres'",
  "set timezone = 'UTC'",
  "set bytea_output = 'hex'",
  'set extra_float_digits = 1',
  'set statement_timeout = 0',
  'set idle_in_transaction_session_timeout = 0',
]

/** For a connection that writes or reads rows as text. */
export async function speakPlainly(client: pg.Client): Promise<void> {
  for (const setting of settings) await client.query(setting)
}

/**
 * Runs `work` on what is committed now (repeatable read, nothing is changed). The serving role may read all of it.
 * The client is the caller's, outside any transaction.
 */
export async function withSnapshot<Result>(
  client: pg.Client,
  work: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> {
  await speakPlainly(client)
  await client.query('begin transaction isolation level repeatable read read only')
  try {
    const rows = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> =>
      (await client.query<Row>(text)).rows
    // The first query takes the snapshot.
    const [now] = await rows<{ at: Date; version: string }>(
      "select clock_timestamp() as at, current_setting('server_version') as version",
    )
    const applied = await rows<{ name: string; sha256: string }>('select name, sha256 from migration')
    const result = await work({
      takenAt: now?.at ?? new Date(),
      serverVersion: now?.version ?? '',
      migrations: new Map(applied.map(({ name, sha256 }) => [name, sha256])),
      tables: await tablesOf(client),
      copyTable: ({ name, columns }) =>
        client.query(to(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) to stdout`)),
      copyJobs: () => client.query(to(`copy (${jobs}) to stdout`)),
      rows,
    })
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/** Every table of ours, in order of its name. */
export async function tablesOf(client: pg.Client): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      group by c.relname order by c.relname`,
  )
  return rows
}

export const quoted = (name: string): string => pg.escapeIdentifier(name)

const jobs = `
  select t.identifier, j.payload, q.queue_name, j.run_at, j.max_attempts, j.key, j.priority,
         (select array_agg(f) from jsonb_object_keys(j.flags) f)
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
   order by j.id`
