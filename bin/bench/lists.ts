import { setTimeout } from 'node:timers/promises'
import { type CompiledQuery, sql } from 'kysely'
import pg from 'pg'
import { asker } from '../../demo/enter-office.ts'
import { growDemo } from '../../demo/grow/grow.ts'
import { grownClients } from '../../demo/grow/grown-clients.ts'
import { makeDemoWorld } from '../../demo/make-world.ts'
import { demoStaff, type StaffCode } from '../../demo/people.ts'
import type { Asker, Context } from '../../server/context.ts'
import { listIncoming } from '../../server/mailbox/list-incoming.ts'
import { showDesk } from '../../server/office/show-desk.ts'
import { showQueue } from '../../server/office/show-queue.ts'
import { showViews } from '../../server/office/show-views.ts'
import { openSession } from '../../server/person/session-store.ts'
import { staffAsker } from '../../server/person/staff-asker-store.ts'
import { staffIdByLogin } from '../../server/person/staff-store.ts'
import { loadTrust } from '../../server/signature/load-trust.ts'
import { MailboxQuery } from '../../wire/mailbox.ts'
import { QueueQuery } from '../../wire/queue.ts'
import { type Figure, quantile, round } from './figures.ts'
import { againstBare, queriesOf } from './office-lists.ts'
import { onStage, type Stage } from './stage.ts'

const usualSizes = [1000, 100_000]
/** Appeals of a client, the same in every size. */
const appealsEach = 50
/** Open work, the same in every size. */
const open = 30
const rounds = 400
const warmUp = 20

type Who = 'client' | StaffCode
interface Question {
  readonly who: Who
  readonly path: string
  show(context: Context, asker: Asker): Promise<unknown>
}

const search = (q: string): Question => ({
  who: 'auditor',
  path: `office/queue?q=${encodeURIComponent(q)}`,
  show: (context, asker) => showQueue(context, asker, QueueQuery.parse({ q })),
})

/** What is asked; each finds as many in every size. */
const questions: Readonly<Record<string, Question>> = {
  inbox: {
    who: 'client',
    path: 'incoming',
    show: (context, asker) => listIncoming(context, asker, MailboxQuery.parse({})),
  },
  desk: { who: 'executor', path: 'office/desk', show: showDesk },
  queue: {
    who: 'executor',
    path: 'office/queue',
    show: (context, asker) => showQueue(context, asker, QueueQuery.parse({})),
  },
  counts: { who: 'executor', path: 'office/queue/views', show: showViews },
  'search by contract': search('АВ-90-000001'),
  'search by a word of one letter': search('өсірген'),
  'search for what nobody wrote': search('ешқашанжазылмаған'),
}

/**
 * Lists, desk, counts and searches in demo worlds that have grown to 1,000 and 100,000 appeals, and to as many more as
 * were asked for, with the same open work and the same that is found: against the SQL of each, sent bare by the driver,
 * and against itself in the smallest. Asked in turn, so that a slower minute slows all of them.
 */
export async function listFigures(appeals: number | null): Promise<Figure[]> {
  const sizes = appeals === null ? usualSizes : [...usualSizes, appeals]
  return await onStages(sizes, [])
}

interface Company {
  readonly size: number
  readonly growthSeconds: number
  readonly times: Readonly<Record<string, { readonly server: number[]; readonly bare: number[] }>>
  ask(name: string, counts: boolean): Promise<void>
  close(): Promise<void>
}

async function onStages(sizes: readonly number[], companies: readonly Company[]): Promise<Figure[]> {
  const [size, ...others] = sizes
  if (size === undefined) return await compare(companies)
  return await onStage(
    async (stage) => await onStages(others, [...companies, await openCompany(stage, size)]),
    makeDemoWorld,
  )
}

async function compare(companies: readonly Company[]): Promise<Figure[]> {
  const names = Object.keys(questions)
  for (let n = -warmUp; n < rounds; n += 1) {
    const order = n % 4 < 2 ? companies : companies.toReversed()
    for (const name of names) for (const company of order) await company.ask(name, n >= 0)
  }
  await Promise.all(companies.map((company) => company.close()))
  const [least, ...larger] = companies
  const p99 = (times: readonly number[] | undefined): number => quantile(times ?? [], 0.99)
  const told = (n: number): string => n.toLocaleString('en')
  return [
    ...companies.map(
      ({ size, growthSeconds }): Figure => ({
        name: `a demo world of ${told(size)} appeals, grown`,
        value: round(growthSeconds),
        unit: 's',
      }),
    ),
    ...names.flatMap((name) => [
      ...companies.map(({ size, times }) =>
        againstBare(`${name} at ${told(size)} appeals`, {
          server: p99(times[name]?.server),
          bare: p99(times[name]?.bare),
        }),
      ),
      ...larger.map(({ size, times }): Figure => {
        const [many, few] = [times[name]?.server ?? [], least?.times[name]?.server ?? []]
        return {
          name: `${name} at ${told(size)} appeals, server p99`,
          value: round(p99(many) / p99(few)),
          unit: 'ratio of p99',
          against: `itself at ${told(least?.size ?? 0)}`,
          budget: 1.5,
          hard: true,
          from: {
            manyMs: round(p99(many)),
            fewMs: round(p99(few)),
            ofMedians: round(quantile(many, 0.5) / quantile(few, 0.5)),
          },
        }
      }),
    ]),
  ]
}

async function openCompany(
  { context, owner, served, origin, appUrl }: Stage,
  size: number,
): Promise<Company> {
  const began = performance.now()
  const trust = await loadTrust(context.db, { folder: null })
  const wanted = { clients: size / appealsEach, appeals: size, files: open }
  const refusal = await growDemo({ ...context, trust }, wanted, () => {})
  if (refusal !== null) throw new Error(`the demo did not grow: ${refusal}`)
  await sql`vacuum analyze`.execute(owner)
  const growthSeconds = (performance.now() - began) / 1000

  const client = new pg.Client({ connectionString: appUrl })
  // Where the stage ends before it, the reason is told by what ended it.
  client.on('error', () => {})
  await client.connect()
  const askers = new Map<Who, { asker: Asker; token: string }>()
  const caught = new Map<string, readonly CompiledQuery[]>()
  for (const [name, { who, show }] of Object.entries(questions)) {
    const known = askers.get(who) ?? (await askerOf(context, who))
    askers.set(who, known)
    caught.set(name, await queriesOf(context, appUrl, (inside) => show(inside, known.asker)))
  }
  const times = Object.fromEntries(
    Object.keys(questions).map((name) => [name, { server: [] as number[], bare: [] as number[] }]),
  )
  let asks = 0
  const ask = async (name: string, counts: boolean): Promise<void> => {
    asks += 1
    served.length = 0
    const { who, path } = questions[name] as Question
    const answer = await fetch(`${origin}/api/${path}`, {
      headers: {
        cookie: `otinish_session=${askers.get(who)?.token}`,
        // From many addresses: one alone would be told to ask more slowly.
        'x-forwarded-for': `10.3.${Math.floor(asks / 50) % 250}.1`,
      },
    })
    const text = await answer.text()
    if (answer.status === 429) {
      await setTimeout(5000)
      return await ask(name, counts)
    }
    if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}: ${text}`)
    const before = performance.now()
    for (const { sql: asked, parameters } of caught.get(name) ?? [])
      await client.query(asked, [...parameters])
    const bare = performance.now() - before
    // The server notes its time when the answer has left, which may be a moment later.
    while (served.length === 0) await setTimeout(1)
    if (!counts) return
    times[name]?.server.push(served.at(-1) ?? 0)
    times[name]?.bare.push(bare)
  }
  return { size, growthSeconds, times, ask, close: () => client.end() }
}

/** A client of the grown world, or somebody of the demo's staff, signed in. */
async function askerOf(context: Context, who: Who): Promise<{ asker: Asker; token: string }> {
  const now = context.now()
  if (who === 'client') {
    const [client] = await grownClients(context.db, 1)
    const personId = client?.personId ?? ''
    const one = asker('client', personId, ['client'])
    return { asker: one, token: await openSession(context.db, { personId }, now, 720) }
  }
  const login = demoStaff.find(({ code }) => code === who)?.login ?? ''
  const staffId = (await staffIdByLogin(context.db, login)) ?? ''
  const member = await staffAsker(context.db, staffId, now)
  if (member === null) throw new Error(`${who} is not there`)
  return { asker: member, token: await openSession(context.db, { staffId }, now, 720) }
}
