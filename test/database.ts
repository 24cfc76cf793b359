import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { collation, dropDatabase, inDatabase, onServer } from './database-server.ts'

/** A migrated, empty database of one test file. */
export interface TestDatabase {
  /** For what only the owner may do; the code under test gets `appUrl`. */
  readonly ownerUrl: string
  /** As `otinish_app`, with exactly the rights of the serving processes. */
  readonly appUrl: string
  /** Deletes it, closing connections still open. */
  drop(): Promise<void>
}

/** Clones the run's template; call it in `beforeAll` and `drop` it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return await createFrom(`template ${inject('testServer').template}`)
}

/** One without any migration. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return await createFrom(`template template0 ${collation}`)
}

async function createFrom(what: string): Promise<TestDatabase> {
  const server = inject('testServer')
  const name = `otinish_test_${randomBytes(6).toString('hex')}`
  await onServer(server.ownerUrl, `create database ${name} ${what}`)
  return {
    ownerUrl: inDatabase(server.ownerUrl, name),
    appUrl: inDatabase(server.appUrl, name),
    drop: async () => {
      await dropDatabase(server, name)
    },
  }
}
