import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../db/embedded/free-port.ts'
import { startEmbedded } from '../../db/embedded/start-embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { toBase64 } from '../../eds/bytes.ts'
import { createAuthority } from '../../pretend/certification-authority/authority.ts'
import { acceptMasterKey } from '../../server/master-key/accept-master-key.ts'
import { recordDemo } from '../../server/setting/setting-store.ts'
import { bundle } from '../bundle.ts'
import { type MailProcess, startMailProcess } from '../mail-process.ts'
import type { SignedWorld } from '../signed-world.ts'
import { createWorldOn } from '../world.ts'

/** What can be killed. */
export const victims = ['web 1', 'web 2', 'worker 1', 'worker 2', 'database'] as const
export type Victim = (typeof victims)[number]

/** A site of two web processes, two workers and a database that waits for its disk, each of which may die. */
export interface KilledSite {
  readonly world: SignedWorld
  /** Where the two web processes answer. */
  readonly origins: readonly string[]
  readonly mail: MailProcess
  /** `kill -9`, and another one in its place. */
  kill(victim: Victim): Promise<void>
  /** Resolves when one of the web processes answers. */
  ready(): Promise<void>
  /** The clock of all processes, and of the test. */
  setClock(iso: string): Promise<void>
  stop(): Promise<void>
}

/** Starts it on an embedded database in a folder of its own, at this moment of its clock, which runs. */
export async function startKilledSite(iso: string): Promise<KilledSite> {
  const dataDir = mkdtempSync(join(tmpdir(), 'otinish-kill-run-'))
  // PostgreSQL's own account has to get through.
  chmodSync(dataDir, 0o711)
  let database = await startEmbedded({ dataDir })
  const { ownerUrl, appUrl, port } = database
  await migrate({ ownerUrl, now: new Date() })
  const mail = await startMailProcess({ most: 5000 })
  const authority = await createAuthority({ now: new Date(iso) })
  const trust = { anchors: authority.anchors, intermediates: authority.intermediates, testPersons: true }
  const own = { ownerUrl, appUrl, drop: async () => {} }
  const made = await createWorldOn(own, { now: iso, trust, mail: mail.config })
  const world: SignedWorld = { ...made, authority }
  await acceptMasterKey(world.context.db, world.context.config.masterKey, world.context.now())

  const env = environmentOf(world, mail)
  const programs = {
    web: await bundle('server/process/web.ts'),
    worker: await bundle('server/process/worker.ts'),
  }
  const inBase64 = (list: readonly Uint8Array[]): string[] => list.map(toBase64)
  const roots = { anchors: inBase64(authority.anchors), intermediates: inBase64(authority.intermediates) }
  await recordDemo(world.context.db, 'trust.demo', roots, world.context.now())
  const ports = [await freePort(), await freePort()]
  let stopping = false
  const running = new Map<Victim, ChildProcess>()
  const start = (name: Victim): void => {
    const program = name.startsWith('web') ? programs.web : programs.worker
    const own = name.startsWith('web') ? { PORT: String(ports[name === 'web 1' ? 0 : 1]) } : {}
    const child = spawn(process.execPath, [program], { env: { ...env, ...own }, stdio: 'ignore' })
    running.set(name, child)
    // As those do who run a site: what ends is started again.
    child.once('exit', () => setTimeout(() => !stopping && start(name), 100))
  }
  const setClock = async (iso: string): Promise<void> => {
    world.setNow(iso)
    const offset = Date.parse(iso) - Date.now()
    await world.context.db.updateTable('world').set({ clock_offset_ms: offset }).execute()
  }
  await setClock(iso)
  for (const name of victims) if (name !== 'database') start(name)
  const origins = ports.map((one) => `http://127.0.0.1:${one}`)

  return {
    world,
    origins,
    mail,
    setClock,
    kill: async (victim) => {
      if (victim !== 'database') {
        const child = running.get(victim)
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
        child.kill('SIGKILL')
        await once(child, 'exit')
        return
      }
      process.kill(database.pid, 'SIGKILL')
      // Only then: who is told to stop asks a process that is gone, and waits for it.
      await database.ended
      await database.stop()
      database = await startEmbedded({ dataDir })
      if (database.port !== port) throw new Error('the database came back at another port')
    },
    ready: async () => {
      for (const until = Date.now() + 120_000; ; await sleep(100)) {
        const answers = origins.map((origin) => fetch(`${origin}/health/ready`).then(({ ok }) => ok))
        if ((await Promise.allSettled(answers)).some((one) => one.status === 'fulfilled' && one.value)) return
        if (Date.now() > until) throw new Error('neither web process came back')
      }
    },
    stop: async () => {
      stopping = true
      for (const child of running.values()) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await world.close()
      await mail.stop()
      await database.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function environmentOf({ context }: SignedWorld, mail: MailProcess): NodeJS.ProcessEnv {
  const { config } = context
  return {
    ...process.env,
    DATABASE_URL: config.databaseUrl,
    FILES_URL: join(config.filesDir, 'files'),
    MASTER_KEY: Buffer.from(config.masterKey).toString('hex'),
    SMTP_URL: mail.config.smtpUrl,
    MAIL_FROM: mail.config.from,
  }
}
