import { setTimeout as sleep } from 'node:timers/promises'
import type { Caller } from '../attack/ask.ts'
import { type AttackedSite, startAttackedSite } from '../attack/attacked-site.ts'
import {
  attach,
  pdfOf,
  prepareLetter,
  read,
  sentAppeal,
  signatureOver,
  writtenDraft,
} from '../attack/client-acts.ts'
import { flood, Tally } from '../attack/scenario.ts'
import { type Figure, quantile, round } from './figures.ts'

const quietMs = 10_000
/** Longest that the busy time goes on; it ends when all of it is done. */
const busyMs = 60_000
const signIns = 300

/**
 * Somebody's inbox and whether the site lives, as a process that has nothing else to do sees them: first in quiet, then
 * while letters are prepared, signed and sent, files come, packages go, and three hundred people sign in by their keys.
 * Web, worker, database and all these people share one machine: what its processors are short of is in the figures.
 */
export async function paceFigures(): Promise<Figure[]> {
  const site = await startAttackedSite({ proxies: 1, quotas: false })
  try {
    // First ones load engines and typefaces.
    await everything(site, 0.1, new Tally())
    const before = await seenDuring(site, () => sleep(quietMs))
    const tally = new Tally()
    const busy = await seenDuring(site, () => everything(site, 1, tally))
    const after = await seenDuring(site, () => sleep(quietMs))
    // What was refused was no work.
    const refused = tally.asks - tally.of('200')
    return (['live', 'inbox'] as const).map((what) => {
      const quiet = quantile([...before[what], ...after[what]], 0.99)
      const meanwhile = quantile(busy[what], 0.99)
      return {
        name: `${what === 'live' ? '/health/live' : 'an inbox'} while letters are signed, files come, packages go and 300 sign in, p99`,
        value: round(meanwhile / quiet),
        unit: 'ratio of p99',
        against: 'itself in quiet, before and after',
        budget: 5,
        from: {
          quietMs: round(quiet),
          meanwhileMs: round(meanwhile),
          medianMeanwhileMs: round(quantile(busy[what], 0.5)),
          asked: busy[what].length,
          acts: tally.asks,
          refused,
          busySeconds: round(busy.seconds, 1),
        },
      }
    })
  } finally {
    await site.stop()
  }
}

/** Milliseconds of each answer. Throws where one was no answer. */
async function seenDuring({ watcher, lastErrors }: AttackedSite, act: () => Promise<unknown>) {
  const begun = performance.now()
  watcher.begin()
  await act()
  const { inbox, live } = await watcher.end()
  const [wrong] = [...inbox.wrong, ...live.wrong]
  if (wrong !== undefined) throw new Error(`an inbox or /health/live answered ${wrong}\n${lastErrors()}`)
  return { inbox: inbox.ms, live: live.ms, seconds: (performance.now() - begun) / 1000 }
}

/** All of it at once, so much of it. */
async function everything(site: AttackedSite, share: number, tally: Tally): Promise<void> {
  const { ask, people } = site
  const { sender } = people
  const times = (n: number): number => Math.ceil(n * share)
  const texts = await signedTexts(site, times(signIns))
  const first = await sentAppeal(site)
  const [writer, uploader] = [people.nextClient(), people.nextClient()]
  const letters = await Promise.all([1, 2, 3, 4].map(() => writtenDraft(ask, writer, 10)))
  const draft = await writtenDraft(ask, uploader)
  await Promise.all([
    flood(times(40), 4, async () => void (await sentAppeal(site)), busyMs),
    flood(
      times(60),
      4,
      async (n) => tally.count(await prepareLetter(ask, writer, letters[n % 4]?.id ?? '')),
      busyMs,
    ),
    flood(
      times(8),
      2,
      async (n) => tally.count(await attach(ask, uploader, draft.id, pdfOf(4_000_000, n))),
      busyMs,
    ),
    flood(
      times(60),
      4,
      async () => tally.count(await ask(sender, `GET /api/appeals/${first}/evidence`)),
      busyMs,
    ),
    flood(
      texts.length,
      30,
      async (n) => {
        const { who, cms } = texts[n] ?? {}
        if (who !== undefined) tally.count(await ask(who, 'POST /api/session', { body: { cms } }))
      },
      busyMs,
    ),
  ])
}

/** Texts to sign in with, each of a browser at an address of its own, signed beforehand. */
async function signedTexts({ ask, context, people }: AttackedSite, count: number) {
  const signed: { readonly who: Caller; readonly cms: string }[] = []
  for (let n = 0; n < count; n += 1) {
    const address = `10.40.${n % 250}.${Math.floor(n / 250) + 1}`
    const begun = await ask({ address }, 'POST /api/sign-in-challenge')
    const { content } = read<{ content: string }>(begun)
    const cms = await signatureOver(people.sender.key, Buffer.from(content, 'base64'), context.now())
    signed.push({ who: { address, cookies: begun.cookies }, cms })
  }
  return signed
}
