import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { SetupRefused } from '../config.ts'

/** A database that is started beside us comes within moments; one that recovers takes a little longer. */
const patienceMs = 20_000
const pauseMs = 250
/** A server that takes the connection and says nothing is asked again. */
const silenceMs = 3000

/** What passes: nobody listens yet, the name is not known yet, PostgreSQL starts, recovers or has no place left. */
const passing = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '57P01',
  '57P03',
  '53300',
])

/**
 * Returns when the database answers. One that is away or starting is waited for a little; `whenWaiting` is called once
 * then. Throws SetupRefused `unreachable`, at once where waiting would not help: a wrong password, no such database.
 */
export async function awaitDatabase(url: string, whenWaiting: () => void): Promise<void> {
  const endsAt = performance.now() + patienceMs
  for (let told = false; ; told = true) {
    const code = await whyNot(url)
    if (code === null) return
    if (!passing.has(code) || performance.now() >= endsAt) throw new SetupRefused('unreachable', { code })
    if (!told) whenWaiting()
    await sleep(pauseMs)
  }
}

/** The code of what went wrong, as the network or PostgreSQL calls it; null: it answers. */
async function whyNot(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: silenceMs })
  client.on('error', () => {})
  try {
    await client.connect()
    return null
  } catch (error) {
    const first = error instanceof AggregateError ? error.errors[0] : error
    if (first instanceof Error && 'code' in first) return String(first.code)
    // The driver's own word for a silent server, or a line that broke while it greeted, has no code.
    return 'ETIMEDOUT'
  } finally {
    await client.end().catch(() => {})
  }
}
