import type { Answered } from './ask.ts'
import type { AttackedClient } from './attacked-people.ts'
import type { AttackedSite } from './attacked-site.ts'
import {
  attach,
  beginDraft,
  pdfOf,
  prepareLetter,
  sentAppeal,
  startDraft,
  writtenDraft,
} from './client-acts.ts'
import { flood, must, type Scenario, type Tally } from './scenario.ts'

const refusals = ['429 too_much_today', '429 too_much_at_once', '409 drafts_too_many']

export const quotaScenarios: readonly Scenario[] = [
  withoutEnd('drafts', ['200', ...refusals], async ({ ask, people }) => {
    const who = people.nextClient()
    return () => startDraft(ask, who)
  }),
  withoutEnd('uploads', ['200', ...refusals], async ({ ask, people }) => {
    const who = people.nextClient()
    // A draft takes fifteen files or so.
    const drafts = [await beginWritten(who), await beginWritten(who), await beginWritten(who)]
    return (n) => attach(ask, who, drafts[n % drafts.length] ?? '', pdfOf(200_000, n))

    async function beginWritten(client: AttackedClient): Promise<string> {
      return (await writtenDraft(ask, client)).id
    }
  }),
  withoutEnd('letters', ['200', ...refusals], async ({ ask, people }) => {
    const who = people.nextClient()
    const { id } = await writtenDraft(ask, who, 40)
    return () => prepareLetter(ask, who, id)
  }),
  withoutEnd('verifications', ['404', '409', '422', ...refusals], async ({ ask, people }) => {
    const who = people.nextClient()
    const { id } = await writtenDraft(ask, who)
    const { letterId } = JSON.parse((await prepareLetter(ask, who, id)).text)
    const body = { letterId, method: 'keyFile', cms: Buffer.alloc(60_000, 1).toString('base64') }
    return () => ask(who, `POST /api/drafts/${id}/signature`, { body })
  }),
  withoutEnd('archives', ['200', ...refusals], async (site) => {
    const id = await sentAppeal(site)
    return (n) =>
      site.ask(site.people.sender, `GET /api/appeals/${id}/${n % 2 === 0 ? 'archive' : 'evidence'}`)
  }),
  {
    name: 'mails to strangers',
    holds: 'of thirty asks at once for a mail of confirmation one mail goes',
    may: ['200', '429 too_many_mails', '429 too_much_at_once'],
    attack: mails,
  },
]

/** One client does one thing over and over until told to stop; another goes on with theirs. */
function withoutEnd(
  name: string,
  may: readonly string[],
  prepare: (site: AttackedSite) => Promise<(n: number) => Promise<Answered>>,
): Scenario {
  return {
    name: `${name} without end`,
    holds: 'refused in words once it is too much, while another client goes on',
    may,
    attack: async (site, tally, begins) => {
      const act = await prepare(site)
      const other = site.people.nextClient()
      begins()
      const faults: string[] = []
      await Promise.all([
        flood(120, 12, async (n) => tally.count(await act(n))),
        goesOn(site, other).catch((error: unknown) => faults.push(`another client: ${String(error)}`)),
      ])
      return [...faults, ...must(refused(tally) > 0, 'nothing was refused')]
    },
  }
}

const refused = (tally: Tally): number => refusals.reduce((sum, one) => sum + tally.of(one), 0)

/** Somebody else writes a letter meanwhile, with a file, up to what they would sign. */
async function goesOn({ watcher: { ask } }: AttackedSite, who: AttackedClient): Promise<void> {
  const { id } = await beginDraft(ask, who)
  const steps = [
    await ask(who, `GET /api/drafts/${id}`),
    await prepareLetter(ask, who, (await writtenDraft(ask, who)).id),
    await ask(who, 'GET /api/drafts'),
  ]
  for (const { status, code } of steps) if (status !== 200) throw new Error(`${status} ${code}`)
}

async function mails(site: AttackedSite, tally: Tally): Promise<string[]> {
  const { ask, people } = site
  const who = people.nextClient()
  const before = await site.mails()
  await flood(30, 30, async () => tally.count(await ask(who, 'POST /api/notice-settings/link')))
  // What would be sent too much is planned by now, and has been sent when nothing is left.
  const left = async (): Promise<number> => {
    const rows = site.context.db.selectFrom('mail').select('id').where('done_at', 'is', null)
    return (await rows.execute()).length
  }
  const until = performance.now() + 60_000
  while ((await left()) > 0 && performance.now() < until) await pause(100)
  const [sent, waiting] = [(await site.mails()) - before, await left()]
  return [
    ...must(waiting === 0, `${waiting} mails were not sent within a minute`),
    ...must(sent === 1, `${sent} mails were sent`),
    ...must(tally.of('200') === 1, `${tally.of('200')} asks were taken`),
  ]
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
