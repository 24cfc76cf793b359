import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { connect } from '../../db/connect.ts'
import type { EmbeddedDatabase } from '../../db/embedded/start-embedded.ts'
import { startTemporaryDatabase } from '../../db/embedded/temporary-database.ts'
import { migrate } from '../../db/migrate.ts'
import { projectRoot } from '../../db/project-root.ts'
import type { Tables } from '../../db/tables.ts'
import { threadProgram } from '../../server/config.ts'
import type { Context } from '../../server/context.ts'
import { diskStorage } from '../../server/file-storage.ts'
import { buildApp } from '../../server/process/app.ts'
import { loadBaseData } from '../../server/process/base-data.ts'
import { noTrust } from '../../server/signature/load-trust.ts'

/** A server to measure: its own database, the built site, no worker. */
export interface Stage {
  readonly context: Context
  readonly owner: Kysely<Tables>
  /** Milliseconds from request to answer, one entry each, as the server itself took them. */
  readonly served: number[]
  readonly origin: string
  readonly appUrl: string
}

/**
 * A world without people on a new database: its schema, the company's data, and the context of who serves it, whose
 * files lie in `folder`. One proxy is believed, so that as many clients may ask from as many addresses.
 * @param fill what the world begins with
 */
export async function stageContext(
  database: Pick<EmbeddedDatabase, 'ownerUrl' | 'appUrl'>,
  folder: string,
  now: () => number,
  fill: (context: Context) => Promise<void> = loadBaseData,
): Promise<Context> {
  await migrate({ ownerUrl: database.ownerUrl, now: new Date() })
  const db = connect(database.appUrl)
  await db
    .insertInto('world')
    .values({ demo: true, clock_offset_ms: null, made_at: new Date(now()) })
    .execute()
  const filesDir = join(folder, 'files')
  const context: Context = {
    db,
    demo: true,
    now,
    moveClock: async () => {},
    files: diskStorage(filesDir),
    trust: { ...noTrust, testPersons: true },
    log: (entry) => entry.level === 'error' && console.error(entry),
    config: {
      databaseUrl: database.appUrl,
      filesDir,
      masterKey: new Uint8Array(randomBytes(32)),
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
      trustProxy: { proxies: 1 },
      webDir: join(projectRoot(), 'dist', 'web'),
      threads: { most: 1, program: threadProgram() },
      trustDir: null,
      mail: null,
      authority: null,
      egovMobile: false,
      playedPhone: null,
      ncaLayerUrl: 'wss://127.0.0.1:13579',
      clamav: null,
      clock: null,
    },
  }
  await fill(context)
  return context
}

/** Sets a stage in a temporary folder, lets `measure` work on it, and clears it away. */
export async function onStage<Result>(
  measure: (stage: Stage) => Promise<Result>,
  fill?: (context: Context) => Promise<void>,
): Promise<Result> {
  const database = await startTemporaryDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'otinish-bench-'))
  const now = Date.parse('2026-06-10T05:00:00Z')
  const context = await stageContext(database, folder, () => now, fill)
  const owner = connect(database.ownerUrl)
  const app = await buildApp(context)
  const served: number[] = []
  app.addHook('onResponse', async (_, reply) => {
    served.push(reply.elapsedTime)
  })
  try {
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    return await measure({
      context,
      owner,
      served,
      origin: `http://127.0.0.1:${port}`,
      appUrl: database.appUrl,
    })
  } finally {
    await app.close()
    await Promise.all([owner.destroy(), context.db.destroy()])
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
