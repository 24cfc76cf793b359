import { setTimeout as sleep } from 'node:timers/promises'
import type { Answered } from './ask.ts'
import type { AttackedSite } from './attacked-site.ts'
import { draftWithFile } from './client-acts.ts'
import { drip, headOf, held, rawConnection, statusOf } from './raw.ts'
import { flood, must, type Scenario, type Tally } from './scenario.ts'

const holdMs = 2000
/** A slow machine takes so long to answer as much as an account may ask in a minute. */
const longestMs = 40_000
/** Pages of one account that listen for news at once; one more ends the oldest. */
const streamsOfOne = 6
const tooMany = '429 too_many_requests'
const countAll = (tally: Tally, said: readonly string[]): void => {
  for (const one of said) tally.count({ status: statusOf(one), code: '', retryAfter: '1' })
}

export const floodScenarios: readonly Scenario[] = [
  {
    name: 'connections',
    holds: 'five hundred open connections, two hundred slow heads and a hundred slow bodies hold nobody up',
    may: ['0', '400', '408'],
    attack: slow,
  },
  {
    name: 'slow readers',
    holds: 'sixty downloads of 4.8 MB that nobody reads, of ten people, are a little memory each',
    may: ['0', '200', '429'],
    attack: slowReaders,
  },
  {
    name: 'cut',
    holds: 'three hundred requests that are cut in the middle are no fault of ours',
    may: ['0', '400', '401', '403'],
    attack: cut,
  },
  {
    name: 'bodies',
    holds: 'bodies of 4 MB, JSON of ten thousand levels and addresses of 100 kB are refused in words',
    may: ['0', '400', '401', '404', '413', '414', '422', '429', '431'],
    attack: bodies,
  },
  {
    name: 'streams',
    holds: 'four hundred streams of live news are a few for each client',
    may: ['0', '200', '429'],
    attack: streams,
  },
  {
    name: 'asks',
    holds: 'asks without end are stopped for the one who asks, not for others at the same address',
    may: ['200', tooMany, '429 too_much_at_once'],
    attack: asks,
  },
]

async function slow({ port }: AttackedSite, tally: Tally): Promise<string[]> {
  const long = { address: '10.20.0.1', cookies: { a: 'b'.repeat(400) } }
  const said = await held(port, 800, holdMs, (connection, n) => {
    if (n < 500) return
    const head = headOf(port, long, 'POST /api/session', { body: {}, headers: { 'content-length': '4000' } })
    if (n < 700) return drip(connection, head, 150)
    connection.socket.write(head)
    drip(connection, ' '.repeat(4000), 150)
  })
  countAll(tally, said)
  return []
}

async function slowReaders(site: AttackedSite, tally: Tally, begins: () => void): Promise<string[]> {
  const { port, people, ask } = site
  const readers = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const who = people.nextClient()
      return { who, path: await draftWithFile(ask, who, 4_800_000) }
    }),
  )
  begins()
  const said = await held(port, 60, holdMs, ({ socket }, n) => {
    const { who, path = '' } = readers[n % readers.length] ?? {}
    if (who === undefined) return
    socket.write(headOf(port, who, `GET ${path}`))
    socket.once('data', () => socket.pause())
  })
  countAll(tally, said)
  return must(
    said.some((one) => statusOf(one) === 200),
    'no download was begun',
  )
}

async function cut({ port, people }: AttackedSite, tally: Tally): Promise<string[]> {
  const who = people.nextClient()
  const doors = ['POST /api/drafts', 'POST /api/session', 'POST /api/staff-session', 'GET /api/incoming']
  await flood(300, 30, async (n) => {
    const connection = rawConnection(port)
    const what = doors[n % doors.length] ?? ''
    const whole = headOf(port, who, what, { body: {}, headers: { 'content-length': '500' } })
    // In the head, after it, in the body.
    const parts = [whole.slice(0, whole.length / 2), whole, `${whole}{"contractId":`]
    connection.socket.write(parts[n % 3] ?? whole)
    await sleep(n % 5)
    connection.socket.destroy()
    await connection.closed
    tally.count({ status: statusOf(connection.said()), code: '', retryAfter: '1' })
  })
  return []
}

async function bodies({ ask, people }: AttackedSite, tally: Tally): Promise<string[]> {
  const client = people.nextClient()
  const stranger = { address: '10.21.0.1' }
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  const deepObject = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`
  const large = `{"contractId":"${'x'.repeat(4_000_000)}"}`
  const headers = { 'content-type': 'application/json' }
  const posts = [
    ['POST /api/drafts', deep],
    ['POST /api/drafts', deepObject],
    ['POST /api/drafts', large],
    ['POST /api/staff-session', deep],
    ['POST /api/session', deepObject],
    ['PATCH /api/profile', deepObject],
    ['PUT /api/mgov/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/document', deep],
    ['PUT /api/mgov/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/document', large],
  ] as const
  const lengths = [4000, 12_000, 20_000, 100_000]
  await flood(160, 8, async (n) => {
    const [what, body] = posts[n % posts.length] ?? posts[0]
    tally.count(await ask(n % 2 === 0 ? client : stranger, what, { body, headers }))
    const path = 'a'.repeat(lengths[n % lengths.length] ?? 0)
    tally.count(await ask(client, `GET /api/incoming?q=${path}`))
    tally.count(await ask(stranger, `GET /${path}`))
  })
  return must(tally.of('413') > 0, 'no body was too large')
}

async function streams({ port, people }: AttackedSite, tally: Tally): Promise<string[]> {
  const who = [people.nextClient(), people.nextClient(), people.nextClient(), people.nextClient()]
  const said = await held(port, 400, holdMs, ({ socket }, n) => {
    const client = who[n % who.length]
    if (client !== undefined) socket.write(headOf(port, client, 'GET /api/notices/stream'))
  })
  countAll(tally, said)
  const opened = said.filter((one) => statusOf(one) === 200)
  const left = opened.filter((one) => !/^event: full$/m.test(one)).length
  const most = streamsOfOne * who.length
  return [
    ...must(opened.length > most, `${opened.length} streams were opened, no more than may be`),
    ...must(left <= most, `${left} streams were left open, ${most} may be`),
  ]
}

async function asks({ ask, watcher, people }: AttackedSite, tally: Tally): Promise<string[]> {
  const [attacker, beside] = [people.nextClient(), people.nextClient()]
  let other: Promise<Answered> | undefined
  await flood(
    1600,
    32,
    async () => {
      tally.count(await ask(attacker, 'GET /api/incoming'))
      // Somebody else at the same address, once the first one is stopped.
      if (tally.of(tooMany) > 0)
        other ??= watcher.ask({ ...beside, address: attacker.address }, 'GET /api/incoming')
    },
    longestMs,
  )
  const answer = await other
  return [
    ...must(answer !== undefined, `of ${tally.asks} asks none was refused`),
    ...must(
      answer === undefined || answer.status === 200,
      `a client behind the same address was answered ${answer?.status} ${answer?.code}`,
    ),
  ]
}
