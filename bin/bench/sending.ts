import { projectRoot } from '../../db/project-root.ts'
import { toBase64 } from '../../eds/bytes.ts'
import { createAuthority } from '../../pretend/certification-authority/authority.ts'
import type { Algorithm } from '../../pretend/certification-authority/key-pair.ts'
import { type Figure, quantile, round } from './figures.ts'
import { issueKeys, type SignedIn, type Signer, signIn, signLetter, writeDraft } from './sending/clients.ts'
import { type Side, startSide } from './sending/side.ts'

// A Wednesday, 10:00 in Astana: what is sent is to be registered at once.
const now = Date.parse('2026-06-10T05:00:00Z')
const clients = 8
const people = 8
const perRound = 32
const rounds = 3
const algorithms = ['rsa', 'gost2015'] as const

/**
 * From prepared to sent, through HTTP, on a PostgreSQL that waits for the disk: eight clients at once have letters
 * prepared, sign them, and send. Drafts are written and letters signed in between, on nobody's time: the rate is of the
 * two acts. BENCH_BESIDE names another checkout, built, whose web process is measured in turn with this one's. No
 * worker runs.
 */
export async function sendingFigures(): Promise<Figure[]> {
  const authority = await createAuthority({ now: new Date(now) })
  const base64 = (list: readonly Uint8Array[]) => list.map((der) => toBase64(der))
  const trust = { anchors: base64(authority.anchors), intermediates: base64(authority.intermediates) }
  const beside = process.env.BENCH_BESIDE
  const roots = [projectRoot(), ...(beside === undefined ? [] : [beside])]
  const sides = await Promise.all(roots.map((root, n) => startSide({ root, port: 42_310 + n, now, trust })))
  try {
    const measured: Figure[][] = []
    for (const [n, algorithm] of algorithms.entries()) {
      const numbers = Array.from({ length: people }, (_, i) => n * people + i)
      const signers = await issueKeys(authority, algorithm, numbers, now)
      measured.push(await measure(sides, signers, algorithm))
    }
    return measured.flat()
  } finally {
    for (const side of sides) await side.stop()
  }
}

async function measure(
  sides: readonly Side[],
  signers: readonly Signer[],
  algorithm: Algorithm,
): Promise<Figure[]> {
  const here = await Promise.all(sides.map((side) => signIn(side, signers)))
  const times = sides.map((): Round[] => [])
  for (let n = -1; n < rounds; n += 1) {
    for (const [i, signedIn] of here.entries()) {
      const round = await sendRound(signedIn, perRound)
      console.error(`${algorithm} ${i} ${n} ${Math.round(round.prepareMs)} ${Math.round(round.sendMs)}`)
      // The first one warms up.
      if (n >= 0) times[i]?.push(round)
    }
  }
  const statements: Statements[] = []
  for (const [i, side] of sides.entries()) statements.push(await countStatements(side, here[i] ?? []))
  const rates = times.map((all) => ratesOf(all))
  const [mine, before] = rates
  if (mine === undefined) return []
  return [
    {
      name: `signed appeals a second, ${algorithm}`,
      value: round(mine.both, 1),
      unit: 'from prepared to sent',
      from: {
        preparedPerSecond: round(mine.prepared, 1),
        sentPerSecond: round(mine.sent, 1),
        statementsOfPrepare: statements[0]?.prepare ?? 0,
        statementsOfSend: statements[0]?.send ?? 0,
      },
    },
    ...(before === undefined
      ? []
      : [
          {
            name: `the same, ${algorithm}`,
            value: round(mine.both / before.both),
            unit: 'ratio of medians',
            against: 'the checkout beside',
            from: {
              both: round(before.both, 1),
              preparedPerSecond: round(before.prepared, 1),
              sentPerSecond: round(before.sent, 1),
              statementsOfPrepare: statements[1]?.prepare ?? 0,
              statementsOfSend: statements[1]?.send ?? 0,
            },
          },
        ]),
  ]
}

interface Round {
  readonly count: number
  readonly prepareMs: number
  readonly sendMs: number
}

async function sendRound(signedIn: readonly SignedIn[], count: number): Promise<Round> {
  const one = (n: number): SignedIn => signedIn[n % signedIn.length] as SignedIn
  const numbers = Array.from({ length: count }, (_, n) => n)
  const paths = await inTurn(numbers, (n) => writeDraft(one(n)))
  const began = performance.now()
  const letters = await inTurn(numbers, (n) => one(n).ask('POST', `${paths[n]}/letter`))
  const prepared = performance.now()
  const signatures = await inTurn(numbers, (n) =>
    signLetter(one(n), paths[n] ?? '', letters[n]?.letterId, now),
  )
  const signed = performance.now()
  await inTurn(numbers, (n) => one(n).ask('POST', `${paths[n]}/signature`, { body: signatures[n] }))
  const sendMs = performance.now() - signed
  return { count, prepareMs: prepared - began, sendMs }
}

/** `work` for each number, as many at once as there are clients, in order. */
async function inTurn<Result>(
  numbers: readonly number[],
  work: (n: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const left = [...numbers]
  const next = async (): Promise<void> => {
    for (let n = left.shift(); n !== undefined; n = left.shift()) results[n] = await work(n)
  }
  await Promise.all(Array.from({ length: clients }, next))
  return results
}

function ratesOf(all: readonly Round[]) {
  const median = (ms: (round: Round) => number) =>
    quantile(
      all.map((round) => (1000 * round.count) / ms(round)),
      0.5,
    )
  return {
    both: median(({ prepareMs, sendMs }) => prepareMs + sendMs),
    prepared: median(({ prepareMs }) => prepareMs),
    sent: median(({ sendMs }) => sendMs),
  }
}

interface Statements {
  readonly prepare: number
  readonly send: number
}

/** Of one who is alone, once the process has been warmed up by another. */
async function countStatements(side: Side, [first, second]: readonly SignedIn[]): Promise<Statements> {
  if (first === undefined || second === undefined) throw new Error('nobody is signed in')
  let prepare = 0
  let send = 0
  await side.statementsOf(async (said) => {
    await sendRound([first], 2)
    const path = await writeDraft(second)
    said()
    const { letterId } = await second.ask('POST', `${path}/letter`)
    const prepared = said()
    const body = await signLetter(second, path, letterId, now)
    said()
    await second.ask('POST', `${path}/signature`, { body })
    const sent = said()
    prepare = prepared.length
    send = sent.length
  })
  return { prepare, send }
}
