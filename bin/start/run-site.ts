import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type EmbeddedDatabase, startEmbedded } from '../../db/embedded/start-embedded.ts'
import type { Language } from '../../domain/language.ts'
import { SetupRefused } from '../../server/config.ts'
import { fill } from '../../words/fill.ts'
import { refusalWords } from '../terminal/refusal-words.ts'
import { wordsHere } from '../terminal/terminal-words.ts'
import { type Child, startChild } from './children.ts'
import { type DemoAuthority, playAuthority } from './demo-authority.ts'
import { type DemoMailServer, playMail } from './demo-mail.ts'
import { type DemoPhones, playPhones } from './demo-phones.ts'
import { type LogFile, openLogFile } from './log-file.ts'
import { makeDemoOnce, prepareWorld } from './prepare-world.ts'
import { portFor } from './site-port.ts'
import type { StartSettings } from './start-settings.ts'

/** The built programs the start runs; `demo` is left out where there is none. */
export interface SiteEntries {
  readonly web: string
  readonly worker: string
  readonly demo: string | undefined
  /** Loaded into each of them first (bin/start/child.ts). */
  readonly preload: string
}

/** How long web may take to answer /health/ready. */
const READY_MS = 60_000

/**
 * Starts database, worker and web, and stays until told to stop or until one of them ends unasked; then it stops
 * the others. Resolves to the exit code: 0 when a signal asked, 1 otherwise.
 * @param language of what the start says when it may not be
 * @param whenReady called with the site's address as soon as it answers
 */
export async function runSite(
  settings: StartSettings,
  entries: SiteEntries,
  language: Language,
  whenReady: (address: string) => Promise<void>,
): Promise<number> {
  const children: Child[] = []
  const asked = listenToSignals(children)
  let database: EmbeddedDatabase | undefined
  let mail: DemoMailServer | undefined
  let phones: DemoPhones | undefined
  let authority: DemoAuthority | null = null
  let log: LogFile | undefined
  const fail = (why: string): 1 => {
    console.error(`otinish: ${why}`)
    if (log) console.error(`otinish: ${fill(wordsHere().start.log, { file: log.path })}`)
    return 1
  }
  try {
    // Without DATABASE_URL the database is ours, and its lock comes before everything else.
    if (!settings.databaseUrl) database = await startEmbedded({ dataDir: settings.dataDir })
    // Here a person looks on. Beside a database of one's own a keeper collects the log from where it always came.
    if (database) log = openLogFile(settings.dataDir)
    const port = await portFor(settings)
    const world = await prepareWorld(settings, database)
    // An operator's own mail server is for real clients; the demo's people have none.
    if (database) mail = await playMail(settings.dataDir)
    if (database) phones = await playPhones(port)
    const played = { ...mail?.env, ...phones?.env }
    const env = { ...process.env, ...world.env, ...played, HOST: settings.host, PORT: String(port) }
    const start = (name: string, entry: string): Child => {
      const all = { ...env, ...authority?.env }
      const child = startChild(name, entry, entries.preload, all, 'inherit', log?.descriptor)
      children.push(child)
      return child
    }
    if (world.wantsDemo && entries.demo && !asked.signal.aborted) {
      const demo = start('the demo world', entries.demo)
      await makeDemoOnce(settings.dataDir, Promise.race([demo.ended, aborted(asked.signal)]))
    }
    if (asked.signal.aborted) return 0

    if (database) authority = await playAuthority(settings.dataDir, env)
    const said = wordsHere().start
    console.error(`otinish: ${said.starting}`)
    const worker = start('worker', entries.worker)
    const web = start('web', entries.web)
    const ending = async (name: string, ended: Promise<string>): Promise<string> =>
      fill(said.ended, { name, how: await ended })
    const ends = [ending(said.parts.worker, worker.ended), ending(said.parts.web, web.ended)]
    if (database)
      ends.push(
        ending(
          said.parts.database,
          database.ended.then(() => 'PostgreSQL'),
        ),
      )
    const end = Promise.race([...ends, aborted(asked.signal)])

    const address = addressOf(settings.host, port)
    if (await untilReady(address, end)) await whenReady(address)
    const why = await end
    if (asked.signal.aborted) return 0
    return fail(why)
  } catch (error) {
    const reason = refusalWords(error, language)
    if (reason === null) throw error
    return fail(reason)
  } finally {
    await Promise.all(children.map((child) => child.stop()))
    await mail?.stop()
    await authority?.stop()
    await phones?.stop()
    await database?.stop()
    log?.close()
    asked.forget()
  }
}

/** Another's word for one's own machine reads better than its number. */
function addressOf(host: string, port: number): string {
  return `http://${host === '127.0.0.1' ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`
}

/** True when the site answers, false when something ended before that. Throws SetupRefused when it takes too long. */
async function untilReady(address: string, end: Promise<unknown>): Promise<boolean> {
  let over = false
  end.then(() => {
    over = true
  })
  const deadline = Date.now() + READY_MS
  for (let pause = 30; !over; pause = Math.min(pause * 1.2, 1000)) {
    const answer = await fetch(`${address}/health/ready`).catch(() => undefined)
    if (answer?.ok) return true
    const said = await answer?.text().catch(() => undefined)
    if (Date.now() > deadline) throw new SetupRefused('notReady', { address, said: said ?? '–' })
    await Promise.race([sleep(pause), end])
  }
  return false
}

/** The first signal asks to stop; a second one kills web and worker, and the database still stops in order. */
function listenToSignals(children: Child[]): { signal: AbortSignal; forget(): void } {
  const controller = new AbortController()
  const hear = (): void => {
    if (controller.signal.aborted) for (const child of children) child.kill()
    controller.abort()
  }
  // The closing of the terminal is a wish to stop too.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, hear)
  // npm passes SIGTERM to the shell between us, which dies of it alone: being orphaned is being asked to stop.
  const npm = process.env.npm_lifecycle_event === undefined ? undefined : process.ppid
  const watch = setInterval(() => {
    if (npm !== undefined && process.ppid !== npm) controller.abort()
  }, 500)
  return {
    signal: controller.signal,
    forget: () => {
      clearInterval(watch)
      for (const signal of signals) process.off(signal, hear)
    },
  }
}

async function aborted(signal: AbortSignal): Promise<string> {
  if (!signal.aborted) await once(signal, 'abort')
  return 'a signal'
}
