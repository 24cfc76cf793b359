import { setTimeout } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { loopbackCertificate } from '../../pretend/ncalayer/loopback-certificate.ts'
import {
  type Odd,
  type OddMailServerOptions,
  type Phase,
  startOddMailServer,
} from '../../test/odd-mail-server.ts'
import { type AddressedMail, type MailTry, type MailWay, smtpMailer } from './mailer.ts'

const mail: AddressedMail = {
  to: 'aigerim@example.com',
  subject: '№ 3864 өтінішіңіз тіркелді',
  text: 'Өтініш тіркелді.',
  html: '<p>Өтініш тіркелді.</p>',
  messageId: '<1.2@cabinet.example.kz>',
  date: new Date('2026-01-12T05:00:00Z'),
  unsubscribe: null,
}
const patience = { wayMs: 7000, replyMs: 6000 }
const lateMs = 9000

interface Tried {
  readonly tried: MailTry | string
  /** Whether its end was asked for. */
  readonly asked: boolean
  /** How often it has arrived, long after the try was over. */
  readonly arrived: number
}

/** One mail to a server that does something odd, and what arrived in the end. */
async function tryAt(
  options: OddMailServerOptions,
  { query = '', ...over }: Partial<MailWay> & { query?: string } = {},
): Promise<Tried> {
  const server = await startOddMailServer({ lateMs, ...options })
  let asked = false
  const way: MailWay = {
    ...patience,
    stopping: new AbortController().signal,
    mayEnd: async () => {
      asked = true
      // What is odd in the middle of the text is seen first.
      if (options.odd?.(0)?.in === 'body') await vi.waitUntil(() => server.met() > 0, { timeout: 6000 })
      await setTimeout(300)
      return true
    },
    ...over,
  }
  const config = { smtpUrl: `smtp://127.0.0.1:${server.port}${query}`, from: 'a@example.kz', playedDir: null }
  const tried = await smtpMailer(config)
    .send(mail, way)
    .catch((error: unknown) => String(error))
  // What was late comes meanwhile.
  if (options.odd !== undefined) await setTimeout(lateMs)
  await server.close()
  return { tried, asked, arrived: server.kept.length }
}

const failed = { tried: { kind: 'failed' }, asked: false, arrived: 0 }
const refused = { tried: { kind: 'refused', reply: 554 }, arrived: 0 }
const unknown = { tried: { kind: 'unknown' }, asked: true, arrived: 1 }

/** What comes of each oddity before the text: nothing arrives, not even later, and nobody asked for the end. */
const before = (['greeting', 'hello', 'from', 'to', 'data'] as const satisfies readonly Phase[]).flatMap(
  (phase) =>
    (['cut', 'silent', 'drip', 'later', 'never', 'late'] as const).map((how) => {
      const forGood = how === 'never' && (phase === 'to' || phase === 'data')
      return [{ in: phase, how }, forGood ? refused : failed] as const
    }),
)
const after: readonly (readonly [Odd, object])[] = [
  [
    { in: 'body', how: 'cut' },
    { ...failed, asked: expect.any(Boolean) },
  ],
  [
    { in: 'body', how: 'later' },
    { ...failed, asked: expect.any(Boolean) },
  ],
  [
    { in: 'body', how: 'never' },
    { ...refused, asked: expect.any(Boolean) },
  ],
  [
    { in: 'body', how: 'early' },
    { ...failed, asked: expect.any(Boolean) },
  ],
  // To us it is the same as a server that has got all of it and says nothing.
  [
    { in: 'body', how: 'silent' },
    { ...unknown, arrived: 0 },
  ],
  [{ in: 'end', how: 'cut' }, unknown],
  [
    { in: 'end', how: 'cut', keeps: false },
    { ...unknown, arrived: 0 },
  ],
  [{ in: 'end', how: 'silent' }, unknown],
  [{ in: 'end', how: 'drip' }, unknown],
  [{ in: 'end', how: 'late' }, unknown],
  [
    { in: 'end', how: 'later' },
    { ...failed, asked: true },
  ],
  [
    { in: 'end', how: 'never' },
    { ...refused, asked: true },
  ],
]

test.concurrent('a server that is odd anywhere: what is said to have failed never arrives, and what may have arrived is called unknown', async () => {
  const cases = [...before, ...after]
  const tries = await Promise.all(cases.map(([odd]) => tryAt({ odd: () => odd })))
  const named = cases.map(([odd], at) => ({ odd, ...tries[at] }))
  expect(named).toMatchObject(cases.map(([odd, expected]) => ({ odd, ...expected })))
}, 180_000)

test.concurrent('a server that is in order: greetings of many lines, with TLS and without', async () => {
  const certificate = await loopbackCertificate(Date.now())
  const unchecked = { query: '?tls.rejectUnauthorized=false' }
  const tries = await Promise.all([
    tryAt({}),
    tryAt({ lines: 5 }),
    tryAt({ tls: certificate, lines: 3 }, unchecked),
    // Its certificate is nobody's: nothing is said to it.
    tryAt({ tls: certificate }),
    tryAt({ tls: 'later' }),
    tryAt({ tls: 'cut' }),
    tryAt({ tls: certificate, odd: () => ({ in: 'data', how: 'late' }) }, unchecked),
    tryAt({ tls: certificate, odd: () => ({ in: 'end', how: 'silent' }) }, unchecked),
  ])
  const sent = { tried: { kind: 'sent' }, asked: true, arrived: 1 }
  expect(tries).toMatchObject([sent, sent, sent, failed, failed, failed, failed, unknown])
}, 180_000)

test.concurrent('the end is not handed over without a yes', async () => {
  const no = await tryAt({}, { mayEnd: async () => false })
  expect(no).toMatchObject({ tried: { kind: 'failed' }, arrived: 0 })
  const fault = await tryAt({}, { mayEnd: () => Promise.reject(new Error('the database is away')) })
  expect(fault).toMatchObject({ tried: 'Error: the database is away', arrived: 0 })
}, 180_000)

test.concurrent.each(['later', 'never'] as const)(
  'refused with a word of %s in the middle of the text, its end is asked for no more',
  async (how) => {
    const server = await startOddMailServer({ odd: () => ({ in: 'body', how }) })
    let [over, late] = [false, 0]
    const mayEnd = async (): Promise<boolean> => {
      if (over) late += 1
      return true
    }
    const config = { smtpUrl: `smtp://127.0.0.1:${server.port}`, from: 'a@example.kz', playedDir: null }
    for (let n = 0; n < 20; n += 1) {
      over = false
      await smtpMailer(config).send(mail, { ...patience, stopping: new AbortController().signal, mayEnd })
      over = true
      await setTimeout(20)
    }
    expect(late).toBe(0)
    await server.close()
  },
  180_000,
)

test.concurrent('our own end: before the text has gone it is thrown and nothing arrives; after, it is not known', async () => {
  const stopped = async (odd: Odd): Promise<Tried> => {
    const stopping = new AbortController()
    const stop = setTimeout(6000).then(() => stopping.abort(new Error('the worker stops')))
    const tried = await tryAt({ odd: () => odd }, { stopping: stopping.signal, replyMs: 60_000 })
    await stop
    return tried
  }
  expect(
    await Promise.all([stopped({ in: 'data', how: 'late' }), stopped({ in: 'end', how: 'late' })]),
  ).toMatchObject([
    { tried: 'Error: the worker stops', asked: false, arrived: 0 },
    { tried: { kind: 'unknown', reason: 'stopped' }, arrived: 1 },
  ])
}, 180_000)
