import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Insertable, Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely'
import { from } from 'pg-copy-streams'
import { connectPool } from '../../db/connect.ts'
import type { Tables } from '../../db/tables.ts'
import type { Db } from '../../server/context.ts'

/** Puts rows into a table by COPY, all with the same columns. */
export type Put = <Table extends keyof Tables>(
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
) => Promise<void>

/**
 * Work on a connection of its own, by which rows come by COPY and questions by Kysely, so that both are of one
 * transaction. It waits for no disk at a commit: what a crash took away is grown again.
 */
export async function onOneConnection<Result>(
  url: string,
  work: (db: Db, put: Put) => Promise<Result>,
): Promise<Result> {
  const pool = connectPool(url, { max: 1 })
  const client = await pool.connect()
  const held = { query: client.query.bind(client), release: () => {} } as PostgresPoolClient
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect: async () => held, end: async () => {} } }),
  })
  const put: Put = async (table, rows) => {
    const [first] = rows
    if (first === undefined) return
    const columns = Object.keys(first)
    const list = columns.map((column) => `"${column}"`).join(', ')
    const into = client.query(from(`copy "${table}" (${list}) from stdin`))
    await pipeline(Readable.from(lines(columns, rows)), into)
  }
  try {
    await client.query(
      `set synchronous_commit = off; set work_mem = '256MB'; set gin_pending_list_limit = '128MB'`,
    )
    return await work(db, put)
  } finally {
    client.release(true)
    await pool.end()
  }
}

/** So many rows are handed over at a time. */
const atOnce = 500

function* lines(columns: readonly string[], rows: readonly object[]): Generator<string> {
  for (let at = 0; at < rows.length; at += atOnce) {
    yield rows
      .slice(at, at + atOnce)
      .map((row) => {
        const cells = row as Record<string, unknown>
        return `${columns.map((column) => cell(cells[column])).join('\t')}\n`
      })
      .join('')
  }
}

// PostgreSQL's text format of COPY: https://www.postgresql.org/docs/current/sql-copy.html
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const cell = (value: unknown): string =>
  value === null || value === undefined
    ? '\\N'
    : textOf(value).replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign)

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  return Array.isArray(value) ? arrayText(value) : String(value)
}

/** Certificates that many rows share are written out once. */
const written = new WeakMap<readonly unknown[], string>()
function arrayText(values: readonly unknown[]): string {
  const before = written.get(values)
  if (before !== undefined) return before
  const text = `{${values.map((one) => `"${textOf(one).replace(/["\\]/g, '\\$&')}"`).join(',')}}`
  written.set(values, text)
  return text
}
