import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { connect } from '../../db/connect.ts'
import { startEmbedded } from '../../db/embedded/start-embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { keptAuthority } from '../../demo/kept-authority.ts'
import { makeDemoWorld } from '../../demo/make-world.ts'
import { transitions } from '../../domain/appeal/status.ts'
import { verifyEvidence } from '../../eds/evidence/verify-evidence.ts'
import type { Authority } from '../../pretend/certification-authority/authority.ts'
import { listNames, startServices } from '../../pretend/certification-authority/services.ts'
import { findSentAppeal } from '../../server/appeal/appeal-store.ts'
import { readConfig } from '../../server/config.ts'
import type { Context } from '../../server/context.ts'
import { openEvidence } from '../../server/evidence/open-evidence.ts'
import { startContext } from '../../server/process/start-context.ts'
import { checkRevocations } from '../../server/signature/check-revocation.ts'
import { loadTrust } from '../../server/signature/load-trust.ts'
import { stampSignatures } from '../../server/signature/stamp-signatures.ts'

const usage = `otinish sample FOLDER   an evidence package of an invented appeal (appeal.asice) and the roots to check it by
                       (demo-roots/), as docs/samples has them; made on a database that is then thrown away`

/** `otinish sample`: the demo world's answered appeal with its evidence. 0 done, 1 not valid, 3 wrong arguments. */
export async function run(args: string[]): Promise<number> {
  const [folder, ...more] = args
  if (folder === undefined || folder.startsWith('-') || more.length > 0) {
    console.error(usage)
    return 3
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'otinish-sample-'))
  // PostgreSQL does not run as root, and its account must reach its files.
  await chmod(dataDir, 0o711)
  try {
    return await withDatabase(dataDir, (context) => makeSample(context, resolve(folder)))
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function withDatabase(dataDir: string, work: (context: Context) => Promise<number>): Promise<number> {
  const database = await startEmbedded({ dataDir })
  try {
    await migrate({ ownerUrl: database.ownerUrl, now: new Date() })
    const config = readConfig({
      DATABASE_URL: database.appUrl,
      FILES_URL: pathToFileURL(join(dataDir, 'files')).href,
      MASTER_KEY: randomBytes(32).toString('hex'),
    })
    await markDemo(database.ownerUrl)
    const { context, stop } = await startContext(config, 4)
    try {
      return await work(context)
    } finally {
      await stop()
    }
  } finally {
    await database.stop()
  }
}

async function markDemo(ownerUrl: string): Promise<void> {
  const db = connect(ownerUrl, { max: 1 })
  await db.insertInto('world').values({ demo: true, made_at: new Date() }).execute()
  await db.destroy()
}

async function makeSample(context: Context, folder: string): Promise<number> {
  await makeDemoWorld(context)
  const authority = await keptAuthority(context.db, context.config.masterKey)
  if (authority === null) throw new Error('the demo world has no authority')
  const services = await startServices(authority, { now: () => context.now() })
  try {
    const asked = await askedContext(context, services.url)
    await checkRevocations(asked)
    await stampSignatures(asked)
    const { id } = await context.db
      .selectFrom('appeal')
      .select('id')
      .where('status', '=', transitions.execute.to)
      .executeTakeFirstOrThrow()
    const appeal = await findSentAppeal(context.db, id)
    if (appeal === null) throw new Error('the demo world has no answered appeal')
    const bytes = new Uint8Array(await buffer((await openEvidence(asked, appeal)).stream))
    return await writeSample(folder, bytes, authority)
  } finally {
    await services.close()
  }
}

async function askedContext(context: Context, url: string): Promise<Context> {
  const lists = listNames.map((name) => `${url}/crl/${name}.crl`)
  const authority = { ocsp: `${url}/ocsp`, lists, tsp: `${url}/tsp` }
  const trust = await loadTrust(context.db, { folder: null })
  return { ...context, trust, config: { ...context.config, authority } }
}

async function writeSample(folder: string, bytes: Uint8Array, authority: Authority): Promise<number> {
  const { result, codes, files } = await verifyEvidence(bytes, {
    anchors: authority.anchors,
    now: Date.now(),
  })
  const roots = join(folder, 'demo-roots')
  await mkdir(roots, { recursive: true })
  for (const algorithm of ['rsa', 'gost2015'] as const) {
    await writeFile(join(roots, `${algorithm}.cer`), authority.root(algorithm).certificate.der)
  }
  await writeFile(join(folder, 'appeal.asice'), bytes)
  console.log([`${result} ${codes.join(', ')}`.trim(), ...files].join('\n'))
  return result === 'valid' && codes.length === 0 ? 0 : 1
}
