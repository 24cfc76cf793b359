import { closeSync, openSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../../db/connect.ts'
import { freePort } from '../../db/embedded/free-port.ts'
import { startTemporaryDatabase } from '../../db/embedded/temporary-database.ts'
import { projectRoot } from '../../db/project-root.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { Context } from '../../server/context.ts'
import { acceptMasterKey } from '../../server/master-key/accept-master-key.ts'
import { recordSetting } from '../../server/setting/setting-store.ts'
import { stageContext } from '../bench/stage.ts'
import { type Child, startChild } from '../start/children.ts'
import { playMail } from '../start/demo-mail.ts'
import { type Ask, askThrough, originOf } from './ask.ts'
import { type AttackedPeople, enterPeople } from './attacked-people.ts'
import { startWatcher, type Watcher } from './watcher.ts'

/** How a site is set up against what comes, and what a test may leave out to see the attack find it. */
export interface Defence {
  /** How many proxies are believed; there is one. */
  readonly proxies: number
  /** Whether quotas are as small as an attack of seconds needs them. */
  readonly quotas: boolean
}

/** A whole site on loopback: web, worker, database and mail, with people; nobody else's. */
export interface AttackedSite {
  readonly context: Context
  readonly port: number
  readonly people: AttackedPeople
  /** Who attacks. */
  readonly ask: Ask
  /** Everybody else. */
  readonly watcher: Watcher
  /** MB of 2²⁰ bytes that web holds; null where the system doesn't tell. */
  residentMb(): number | null
  /** Milliseconds of a processor that web has used since its start; null where the system doesn't tell. */
  workedMs(): number | null
  /** Faults of ours since the last time, by route, and what was called an outage though nothing was away. */
  bugs(): Promise<string[]>
  /** Mails that arrived. */
  mails(): Promise<number>
  /** What web and worker have said of what failed, the last of it. */
  lastErrors(): string
  stop(): Promise<void>
}

/** Working hours, so that what is sent is registered at once. */
const begins = Date.parse('2026-06-10T05:00:00Z')
const startMs = 120_000

/** Enough for work, reached by an attack within seconds. */
const smallQuotas = {
  'quota.client': { drafts: 60, draftsToday: 40, filesToday: 20, bytesToday: 40_000_000 },
  'work.perDay': { letter: 30, verification: 30, package: 20, archive: 20, export: 20, preview: 60 },
} as const

export async function startAttackedSite(defence: Defence): Promise<AttackedSite> {
  const closing: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close()
  }
  try {
    return await start(defence, closing, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(
  { proxies, quotas }: Defence,
  closing: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<AttackedSite> {
  const folder = await mkdtemp(join(tmpdir(), 'otinish-attack-'))
  await chmod(folder, 0o711)
  closing.push(() => rm(folder, { recursive: true, force: true }))
  const database = await startTemporaryDatabase()
  closing.push(() => database.stop())
  const offset = begins - Date.now()
  const now = (): number => Date.now() + offset
  const context = await stageContext(database, folder, now)
  closing.push(() => context.db.destroy())
  await context.db.updateTable('world').set({ clock_offset_ms: offset }).execute()
  await acceptMasterKey(context.db, context.config.masterKey, now())
  for (const [key, value] of Object.entries(quotas ? smallQuotas : {})) {
    const dated = { validFrom: localDate(now()), recordedAt: now() }
    await recordSetting(context.db, { key: key as keyof typeof smallQuotas, value, ...dated })
  }
  const owner = connect(database.ownerUrl)
  const people = await enterPeople(context, owner).finally(() => owner.destroy())

  const mail = await playMail(folder)
  closing.push(() => mail.stop())
  const port = await freePort()
  const log = join(folder, 'log')
  const said = openSync(log, 'a')
  const built = (name: string): string => join(projectRoot(), 'dist', 'server', `${name}.js`)
  const env = {
    // Nothing of what is set here for another site.
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    ...mail.env,
    DATABASE_URL: database.appUrl,
    FILES_URL: context.config.filesDir,
    MASTER_KEY: Buffer.from(context.config.masterKey).toString('hex'),
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: originOf(port),
    TRUST_PROXY: String(proxies),
  }
  const [web, worker] = ['web', 'worker'].map((name): Child => {
    const child = startChild(name, built(name), built('child'), env, said)
    closing.push(() => child.stop())
    return child
  })
  closeSync(said)
  if (web === undefined || worker === undefined) throw new Error('no process was started')
  const lines = (): string[] => readFileSync(log, 'utf8').trimEnd().split('\n')
  await ready(port, web, () => lines().slice(-20).join('\n'))
  const watcher = startWatcher(built('watch'), port, people.readers)
  closing.push(() => watcher.stop())
  let told = 0
  let toldLines = 0
  return {
    context,
    port,
    people,
    ask: askThrough(port),
    watcher,
    residentMb: () => residentMb(web.pid),
    workedMs: () => workedMs(web.pid),
    bugs: async () => {
      const rows = await context.db
        .selectFrom('bug')
        .select(['route', 'message'])
        .orderBy('occurred_at')
        .offset(told)
        .execute()
      told += rows.length
      const all = lines()
      const outages = all.slice(toldLines).filter((line) => line.includes('"message":"unavailable"'))
      toldLines = all.length
      return [...rows.map(({ route, message }) => `${route}: ${message}`), ...new Set(outages.map(outageOf))]
    },
    mails: async () => (await readdir(join(folder, 'mail'))).filter((name) => name.endsWith('.eml')).length,
    lastErrors: () =>
      lines()
        .filter((line) => !/"level":"(info|warn)"/.test(line))
        .slice(-20)
        .join('\n'),
    stop,
  }
}

async function ready(port: number, web: Child, lastLines: () => string): Promise<void> {
  const over = { web: false }
  void web.ended.then(() => {
    over.web = true
  })
  for (const until = Date.now() + startMs; Date.now() < until && !over.web; await sleep(50)) {
    const answer = await fetch(`${originOf(port)}/health/ready`).catch(() => undefined)
    if (answer?.ok) return
  }
  throw new Error(`the site to be attacked did not start:\n${lastLines()}`)
}

function outageOf(line: string): string {
  const { route, reason } = JSON.parse(line)
  return `${route}: unavailable, ${reason}`
}

function residentMb(pid: number): number | null {
  try {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kb === undefined ? null : Math.round(Number(kb) / 1024)
  } catch {
    return null
  }
}

/** Linux counts in hundredths of a second. */
function workedMs(pid: number): number | null {
  try {
    const said = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [user = Number.NaN, system = Number.NaN] = said
      .slice(said.lastIndexOf(')'))
      .split(' ')
      .slice(12, 14)
      .map(Number)
    return (user + system) * 10
  } catch {
    return null
  }
}
