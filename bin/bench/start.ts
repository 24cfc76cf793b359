import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../db/embedded/free-port.ts'
import { projectRoot } from '../../db/project-root.ts'
import { type Figure, round } from './figures.ts'

const idleMs = 30_000

/**
 * The whole site as `npm start` runs it, on an embedded database of its own: how long the second start takes to the
 * first page, and what web and worker hold of memory after half a minute of nothing. Memory is read from /proc: on
 * other systems than Linux it is left out.
 */
export async function startFigures(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'otinish-bench-start-'))
  // Where we are root, PostgreSQL runs under an account of its own and must reach its folder.
  await chmod(dataDir, 0o755)
  try {
    const first = await startSite(dataDir)
    await first.stop()
    const second = await startSite(dataDir)
    const figures: Figure[] = [
      {
        name: 'second start to the first page',
        value: round(second.firstPageMs / 1000, 1),
        unit: 's',
        budget: 5,
        from: { firstStartSeconds: round(first.firstPageMs / 1000, 1) },
      },
    ]
    figures.push(...(await idleMemory('idle memory, web and worker', second, 200)))
    await second.stop()
    return figures
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** The same of a site whose office was opened once by all who work in it: lists, an appeal, its letter, a file. */
export async function memoryFigures(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'otinish-bench-memory-'))
  await chmod(dataDir, 0o755)
  try {
    // The first start makes the demo's world: what that leaves in memory is no site's.
    await (await startSite(dataDir)).stop()
    const site = await startSite(dataDir)
    const opened = await openOffice(site.origin)
    const figures = await idleMemory('idle memory, the office opened once', site, 220)
    await site.stop()
    return figures.map((figure) => ({ ...figure, from: { ...figure.from, opened } }))
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Half a minute of nothing, then what the two hold. Nothing where there is no /proc. */
async function idleMemory(name: string, site: Site, budget: number): Promise<Figure[]> {
  if (!existsSync('/proc/self/smaps_rollup')) return []
  await sleep(idleMs)
  const [web, worker] = [await residentMb('web.js', site), await residentMb('worker.js', site)]
  const from = { webMb: round(web, 0), workerMb: round(worker, 0) }
  return [{ name, value: round(web + worker, 0), unit: 'MB resident', budget, from }]
}

/** Answers how many pages and files it was given. */
async function openOffice(origin: string): Promise<number> {
  let opened = 0
  const { people } = (await (await fetch(`${origin}/api/demo/people`)).json()) as { people: DemoPerson[] }
  for (const { id } of people.filter(({ kind }) => kind === 'staff')) {
    const entered = await fetch(`${origin}/api/demo/session`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ personId: id }),
    })
    const cookie = entered.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const get = async (path: string) => {
      const answer = await fetch(`${origin}/api/office/${path}`, { headers: { cookie } })
      if (answer.ok) opened += 1
      return answer
    }
    await (await get('desk')).arrayBuffer()
    await (await get('queue/export?format=xlsx&status=any')).arrayBuffer()
    const list = (await (await get('queue?status=any')).json()) as { rows?: { id: string }[] }
    const [first] = list.rows ?? []
    if (first === undefined) continue
    for (const rest of ['', '/internal', '/letter/pages/1']) {
      await (await get(`appeals/${first.id}${rest}`)).arrayBuffer()
    }
  }
  if (opened === 0) throw new Error('nobody of the office was let in')
  return opened
}

interface DemoPerson {
  readonly id: string
  readonly kind: string
}

interface Site {
  readonly process: ChildProcess
  readonly origin: string
  readonly firstPageMs: number
  stop(): Promise<void>
}

async function startSite(dataDir: string): Promise<Site> {
  const port = await freePort()
  const begun = performance.now()
  const site = spawn(process.execPath, [join(projectRoot(), 'bin/otinish.mjs'), 'start'], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(site, 'exit')
  const stop = async (): Promise<void> => {
    site.kill('SIGINT')
    await ended
  }
  // While the site looks whether its port is free, somebody answers who never will.
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/`, {
      headers: { accept: 'text/html' },
      signal: AbortSignal.timeout(1000),
    }).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await answers())) {
    if (site.exitCode !== null) throw new Error('the site did not start')
    await sleep(20)
  }
  return { process: site, origin: `http://127.0.0.1:${port}`, firstPageMs: performance.now() - begun, stop }
}

/** Resident memory of the site's process whose program ends so, in MB of 2²⁰ bytes. */
async function residentMb(program: string, { process: site }: Site): Promise<number> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const parents = new Map(numbers.map((pid) => [pid, Number(/PPid:\s+(\d+)/.exec(read(pid, 'status'))?.[1])]))
  const isOurs = (pid: number): boolean =>
    pid === site.pid || (parents.has(pid) && isOurs(parents.get(pid) ?? 0))
  for (const pid of numbers) {
    if (
      !isOurs(pid) ||
      !read(pid, 'cmdline')
        .split('\0')
        .some((word) => word.endsWith(`dist/server/${program}`))
    )
      continue
    return Number(/VmRSS:\s+(\d+)/.exec(read(pid, 'status'))?.[1]) / 1024
  }
  throw new Error(`${program} is not running`)
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
