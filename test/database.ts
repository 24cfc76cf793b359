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
  return await cloneDatabase(inject('testServer').template)
}

/** The same of another one, which nobody may be connected to meanwhile. */
export async function cloneDatabase(template: string): Promise<TestDatabase> {
  return await createFrom(`template ${template}`)
}

/** One without any migration. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return await createFrom(`template template0 ${collation}`)
}

/** A clone of the run's template to be filled, and then cloned by its name. It goes with the run. */
export async function createTemplate(): Promise<TestDatabase & { readonly name: string }> {
  const { template } = inject('testServer')
  const name = `${template}_${randomBytes(4).toString('hex')}`
  return { ...(await createFrom(`template ${template}`, name)), name, drop: async () => {} }
}

async function createFrom(
  what: string,
  name = `otinish_test_${randomBytes(6).toString('hex')}`,
): Promise<TestDatabase> {
  const server = inject('testServer')
  await onServer(server.ownerUrl, `create database ${name} ${what} strategy ${server.strategy}`)
  return {
    ownerUrl: inDatabase(server.ownerUrl, name),
    appUrl: inDatabase(server.appUrl, name),
    drop: async () => {
      await dropDatabase(server, name)
    },
  }
}
