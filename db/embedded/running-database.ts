import pg from 'pg'
import { readCredentials } from './credentials.ts'
import { EmbeddedRefusal } from './embedded-refusal.ts'
import { startEmbedded } from './start-embedded.ts'

/** An embedded database that somebody may work on now. */
export interface OpenDatabase {
  readonly ownerUrl: string
  readonly appUrl: string
  /** Stops it if it was started for this; leaves alone one that was running. */
  close(): Promise<void>
}

/**
 * The embedded database of a data folder for a command: the one the site is running on, else started for the command.
 * Throws EmbeddedRefusal, `no_database` where none has been made.
 */
export async function openEmbedded(dataDir: string): Promise<OpenDatabase> {
  const credentials = readCredentials(dataDir)
  if (!credentials?.made) {
    throw new EmbeddedRefusal('no_database', { folder: dataDir })
  }
  const url = (role: string, password: string): string =>
    `postgres://${role}:${password}@127.0.0.1:${credentials.port}/otinish`
  const appUrl = url('otinish_app', credentials.appPassword)
  if (await answers(appUrl)) {
    return { appUrl, ownerUrl: url('otinish_owner', credentials.ownerPassword), close: async () => {} }
  }
  const started = await startEmbedded({ dataDir })
  return { appUrl: started.appUrl, ownerUrl: started.ownerUrl, close: () => started.stop() }
}

/** Its password is ours alone, so a stranger on the same port does not pass for it. */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
