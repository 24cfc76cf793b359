import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

export interface ConnectOptions {
  /** Most connections at once; 10 unless told. */
  readonly max?: number
  /** How long one is waited for, in milliseconds; 10 seconds unless told. */
  readonly waitMs?: number
  /** Hears of idle connections the server closed; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void
  /** Of a process that serves: how long a statement, and a silence within a transaction, may last. Milliseconds. */
  readonly patience?: { readonly statementMs: number; readonly idleMs: number }
}

/** How long to wait for a connection: a new one, or one of the pool that is free. */
const connectMs = 10_000
/** So much longer than the server's own limit a silent server is waited for. */
const silenceMs = 5000

/**
 * A pool whose values are what db/tables.ts says: `date` and `numeric` come as text, `int8` as a number
 * (an error beyond 2^53), `timestamptz` as Date. With an error handler, since a pool without one ends the process.
 */
export function connectPool(url: string, options: ConnectOptions = {}): pg.Pool {
  const { patience } = options
  const pool = new pg.Pool({
    connectionString: withoutJit(url),
    max: options.max ?? 10,
    application_name: 'otinish',
    connectionTimeoutMillis: options.waitMs ?? connectMs,
    ...(patience === undefined
      ? {}
      : {
          statement_timeout: patience.statementMs,
          query_timeout: patience.statementMs + silenceMs,
          idle_in_transaction_session_timeout: patience.idleMs,
        }),
    types: { getTypeParser: parserOf },
  })
  pool.on('error', options.onIdleError ?? (() => {}))
  // A connection in use reports its loss through the query; without a hearer the same event ends the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** One connection apart from any pool, for who holds it as long as the process lives. Not connected yet. */
export function connectAlone(url: string): pg.Client {
  return new pg.Client({
    connectionString: withoutJit(url),
    application_name: 'otinish',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
  })
}

/**
 * The address with sessions that compile no plan. Where PostgreSQL has a compiler (Debian's has, the embedded one has
 * not) it compiles what looks dear, and a query of many parts looks dear as soon as statistics lack: seconds, for three
 * rows. Whatever else the address asks of its sessions comes later and wins.
 */
function withoutJit(url: string): string {
  if (!URL.canParse(url)) return url
  const address = new URL(url)
  const asked = address.searchParams.get('options')
  address.searchParams.set('options', ['-c jit=off', asked].filter((one) => one !== null).join(' '))
  return address.href
}

/** The typed database over a pool of its own; `destroy()` closes it. */
export function connect(url: string, options: ConnectOptions = {}): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: connectPool(url, options) }) })
}

// The numbers are PostgreSQL's own (pg_type.dat).
const parsers = new Map<number, (text: string) => unknown>([
  [20, safeInteger],
  [1016, (text) => textArray(text).map((item) => (item === null ? null : safeInteger(item)))],
  [1082, (text) => text],
  [1182, (text) => textArray(text)],
  [1231, (text) => textArray(text)],
])

const TEXT_ARRAY: number = 1009
const textArray: (text: string) => (string | null)[] = pg.types.getTypeParser(TEXT_ARRAY, 'text')

function parserOf(oid: number, format: 'text' | 'binary' = 'text') {
  const own = format === 'text' ? parsers.get(oid) : undefined
  return own ?? pg.types.getTypeParser(oid, format)
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number exactly`)
  return value
}
