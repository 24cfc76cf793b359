import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from '../bench/figures.ts'
import type { AttackedSite } from './attacked-site.ts'
import { attach, pdfOf, prepareLetter, writtenDraft } from './client-acts.ts'
import { flood, must, type Scenario, Tally } from './scenario.ts'
import { wrongTry } from './staff-door.ts'
import type { Seen } from './watcher.ts'

/** What was measured while a scenario went on, and what did not hold. */
export interface Outcome {
  readonly name: string
  readonly holds: string
  readonly asks: number
  readonly answers: string
  readonly seconds: number
  readonly quiet: Times
  readonly meanwhile: Times
  readonly livesP99: number
  /** Highest that web held while it went on; null where the system doesn't tell. */
  readonly peakMb: number | null
  readonly faults: readonly string[]
}

/** Milliseconds. */
export interface Times {
  readonly median: number
  readonly p99: number
}

export interface Limits {
  /** How many times as long as in quiet an inbox may take. */
  readonly times: number
  /** MB that web may hold more than before the first attack: at most meanwhile, and in the end. */
  readonly moreMb: { readonly meanwhile: number; readonly after: number }
}

export const usualLimits: Limits = { times: 10, moreMb: { meanwhile: 250, after: 120 } }

const quietMs = 2000
/** Quicker than this counts as this (ms): ten times of it nobody notices, and a machine has its own hiccups. */
const floor: Times = { median: 8, p99: 25 }

const timesOf = ({ ms }: Seen): Times => ({ median: quantile(ms, 0.5), p99: quantile(ms, 0.99) })

/** Attacks in every way, one after another; before each and after the last the site is left alone for a while. */
export async function runAttack(
  site: AttackedSite,
  scenarios: readonly Scenario[],
  limits: Limits,
  told: (outcome: Outcome) => void,
): Promise<readonly string[]> {
  const { watcher } = site
  await warmUp(site)
  const atFirst = site.residentMb()
  const wrong: string[] = []
  let quiet = await leftAlone(site)
  for (const scenario of scenarios) {
    const tally = new Tally()
    const memory = watchMemory(site)
    let begun = 0
    const begins = (): void => {
      watcher.begin()
      begun = performance.now()
    }
    begins()
    const faults = await scenario.attack(site, tally, begins).catch((error: unknown) => [String(error)])
    const seconds = (performance.now() - begun) / 1000
    const seen = await watcher.end()
    const peakMb = memory.stop()
    // A slower minute slows both: what is quiet is told by before and after together.
    const after = await leftAlone(site)
    const both = timesOf({ ms: [...quiet.ms, ...after.ms], wrong: [] })
    const meanwhile = timesOf(seen.inbox)
    faults.push(
      ...tally.faults(scenario.may),
      ...slower('median', both, meanwhile, limits),
      ...slower('p99', both, meanwhile, limits),
      ...unanswered('inbox', seen.inbox),
      ...unanswered('life', seen.live),
      ...unanswered('inbox afterwards', after),
      ...(await site.bugs()).map((bug) => `a fault of ours at ${bug}`),
      ...(atFirst === null || peakMb === null
        ? []
        : must(
            peakMb <= atFirst + limits.moreMb.meanwhile,
            `web held ${peakMb} MB, at first ${atFirst}, ${limits.moreMb.meanwhile} more may be`,
          )),
    )
    if (faults.length > 0) wrong.push(scenario.name)
    const { name, holds } = scenario
    const answers = tally.toString()
    told({
      ...{ name, holds, asks: tally.asks, answers, seconds, quiet: both, meanwhile, peakMb, faults },
      livesP99: timesOf(seen.live).p99,
    })
    quiet = after
  }
  if (atFirst !== null && !(await comesBack(site, atFirst + limits.moreMb.after)))
    wrong.push('memory afterwards')
  return wrong
}

/**
 * The first asks run code that nothing has run yet, and the first letter loads its engine and typefaces: what they
 * take, of time and of memory, says nothing of an attack.
 */
async function warmUp(site: AttackedSite): Promise<void> {
  const staff = site.people.nextStaff()
  const client = site.people.nextClient()
  await flood(200, 20, async (n) => {
    await wrongTry(site, staff, { address: `10.1.${n}.1` }, { password: 'құпиясөз' })
    await site.ask(client, 'GET /api/incoming')
  })
  const writer = site.people.nextClient()
  const { id } = await writtenDraft(site.ask, writer, 40)
  await prepareLetter(site.ask, writer, id)
  await attach(site.ask, writer, id, pdfOf(4_800_000))
}

async function leftAlone({ watcher }: AttackedSite): Promise<Seen> {
  watcher.begin()
  await sleep(quietMs)
  return (await watcher.end()).inbox
}

function slower(what: keyof Times, quiet: Times, meanwhile: Times, { times }: Limits): string[] {
  const most = times * Math.max(quiet[what], floor[what])
  const said = `inbox ${what} ${Math.round(meanwhile[what])} ms, in quiet ${Math.round(quiet[what])}`
  return must(meanwhile[what] <= most, said)
}

function unanswered(what: string, { ms, wrong }: Seen): string[] {
  if (ms.length === 0) return [`${what}: nobody asked`]
  return must(wrong.length === 0, `${what}: ${wrong.length} × no answer, ${[...new Set(wrong)].join(', ')}`)
}

/** The highest that web holds until told to stop. */
function watchMemory(site: AttackedSite): { stop(): number | null } {
  let highest = site.residentMb()
  const look = (): void => {
    const now = site.residentMb()
    if (now !== null && now > (highest ?? 0)) highest = now
  }
  const timer = setInterval(look, 100)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return highest
    },
  }
}

/** Within a quarter of a minute; V8 gives back what it has no use for by and by. */
async function comesBack(site: AttackedSite, most: number): Promise<boolean> {
  for (const until = performance.now() + 15_000; performance.now() < until; await sleep(250)) {
    const now = site.residentMb()
    if (now !== null && now <= most) return true
  }
  return false
}
