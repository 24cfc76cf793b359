import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startTemporaryDatabase } from '../db/embedded/temporary-database.ts'
import { migrate } from '../db/migrate.ts'

/** What test files get to know of the one server of this run. */
export interface TestServer {
  /** Of the role that makes databases; the database named in it is not ours to touch. */
  readonly ownerUrl: string
  /** Of `otinish_app`, on the same server. */
  readonly appUrl: string
  /** The migrated database to be cloned. */
  readonly template: string
  /** How it is cloned soonest: file by file, which takes two checkpoints, where no disk is waited for. */
  readonly strategy: 'file_copy' | 'wal_log'
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

/** Starts one server for the whole run, or uses TEST_DATABASE_URL, and migrates one template on it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? await openGiven(given) : await openEmbedded()
  const template = `otinish_template_${randomBytes(4).toString('hex')}`
  await onServer(server.ownerUrl, `create database ${template} template template0 ${collation}`)
  const close = async (): Promise<void> => {
    // And those that were made of it, to be cloned in their turn.
    const like = `select datname from pg_database where starts_with(datname, '${template}')`
    for (const { datname } of (await onServer(server.ownerUrl, like)).rows)
      await dropDatabase(server, datname)
    await server.stop()
  }
  try {
    await migrate({ ownerUrl: inDatabase(server.ownerUrl, template), now: new Date() })
  } catch (error) {
    await close()
    throw error
  }
  const { rows } = await onServer(server.ownerUrl, 'show fsync')
  const strategy = rows[0]?.fsync === 'off' ? 'file_copy' : 'wal_log'
  project.provide('testServer', { ownerUrl: server.ownerUrl, appUrl: server.appUrl, template, strategy })
  return close
}

/** The same on every server, whatever it was made with. */
export const collation = `encoding 'UTF8' locale_provider icu icu_locale 'kk' locale 'C'`

async function openEmbedded() {
  const { ownerUrl, appUrl, stop } = await startTemporaryDatabase()
  return { ownerUrl, appUrl, stop }
}

/**
 * The given role must be allowed to make databases and roles. Each project of a run comes here by itself, so the
 * serving role's password is the same for all: another one would lock out the project before.
 */
async function openGiven(ownerUrl: string) {
  const password = createHash('sha256').update(ownerUrl).digest('hex')
  const { rowCount } = await onServer(ownerUrl, "select from pg_roles where rolname = 'otinish_app'")
  await onServer(ownerUrl, `${rowCount ? 'alter' : 'create'} role otinish_app login password '${password}'`)
  const appUrl = new URL(ownerUrl)
  appUrl.username = 'otinish_app'
  appUrl.password = password
  return { ownerUrl, appUrl: appUrl.href, stop: async () => {} }
}

/** The same server's address with another database's name. */
export function inDatabase(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

/**
 * Drops a database, ending the connections that were left open. Not by `with (force)`: that refuses wherever a
 * superuser's backend happens to be there, like autovacuum, while a plain drop sends autovacuum away and waits for it.
 * So the plain drop is tried until it works, and between the tries each role ends the connections it opened itself.
 */
export async function dropDatabase(
  server: Pick<TestServer, 'ownerUrl' | 'appUrl'>,
  name: string,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await onServer(server.ownerUrl, `drop database if exists ${name}`)
      return
    } catch (error) {
      if (!(error instanceof pg.DatabaseError && error.code === objectInUse) || tries === 10) throw error
      for (const url of [server.ownerUrl, server.appUrl]) await onServer(url, endOwnConnections(name))
    }
  }
}
const objectInUse = '55006'

const endOwnConnections = (name: string): string =>
  `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and usename = current_user`

/** Runs one statement outside any transaction. */
export async function onServer(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}
