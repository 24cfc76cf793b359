import { setTimeout as sleep } from 'node:timers/promises'
import type { Answered, Caller } from './ask.ts'
import type { AttackedSite } from './attacked-site.ts'
import { prepareLetter, read, sentAppeal, signatureOver, writtenDraft } from './client-acts.ts'
import { flood, must, type Scenario, type Tally } from './scenario.ts'

const tooMuch = ['429 too_much_at_once', '429 too_much_today']

export const heavyScenarios: readonly Scenario[] = [
  {
    name: 'letters at once',
    holds: 'sixty long letters at once of one account are made a few at a time',
    may: ['200', ...tooMuch],
    attack: letters,
  },
  {
    name: 'previews at once',
    holds: 'so are eighty previews of a reply for one of the staff',
    may: ['200', ...tooMuch],
    attack: previews,
  },
  {
    name: 'verifications by nobody',
    holds: 'a hundred and twenty signatures at once from as many addresses leave others their turn',
    may: ['200', ...tooMuch],
    attack: verifications,
  },
]

async function letters({ ask, people }: AttackedSite, tally: Tally, begins: () => void): Promise<string[]> {
  const who = people.nextClient()
  const drafts = await Promise.all(Array.from({ length: 6 }, () => writtenDraft(ask, who, 40)))
  begins()
  await flood(60, 60, async (n) => tally.count(await prepareLetter(ask, who, drafts[n % 6]?.id ?? '')))
  return must(tally.of('429') > 0, 'nothing was refused')
}

async function previews(site: AttackedSite, tally: Tally, begins: () => void): Promise<string[]> {
  const { ask, people } = site
  const { executor } = people
  const appealId = await sentAppeal(site)
  const take = () => ask(executor, `POST /api/office/appeals/${appealId}/take-into-work`)
  let taken: Answered = await take()
  // It has its number within a second or so.
  for (const until = Date.now() + 30_000; taken.status !== 200 && Date.now() < until; taken = await take())
    await sleep(200)
  const kind = { body: { kind: 'answer' } }
  const reply = read<Record<string, unknown>>(
    await ask(executor, `POST /api/office/appeals/${appealId}/replies`, kind),
  )
  const { id, version, lease, reason, newDueDate, papers, receiver } = reply
  const texts = { kk: 'Өтінішіңіз қаралды. Төлеміңіз түсті, берешегіңіз жоқ. '.repeat(60), ru: '' }
  const written = { version, lease, reason, newDueDate, papers, receiver, texts, outcome: 'explained' }
  read(await ask(executor, `PUT /api/office/replies/${id}`, { body: written }))
  begins()
  await flood(80, 80, async () => tally.count(await ask(executor, `GET /api/office/replies/${id}/preview`)))
  return must(tally.of('429') > 0, 'nothing was refused')
}

/** Each is signed beforehand, over a text of its own, so that it is looked at to its end. */
async function verifications(site: AttackedSite, tally: Tally, begins: () => void): Promise<string[]> {
  const { ask, context, people } = site
  const signed: { readonly who: Caller; readonly cms: string }[] = []
  for (let n = 0; n < 120; n += 1) {
    const address = `10.30.${n}.1`
    const begun = await ask({ address }, 'POST /api/sign-in-challenge')
    const { content } = read<{ content: string }>(begun)
    const cms = await signatureOver(people.sender.key, Buffer.from(content, 'base64'), context.now())
    signed.push({ who: { address, cookies: begun.cookies }, cms })
  }
  begins()
  await flood(signed.length, signed.length, async (n) => {
    const { who, cms } = signed[n] ?? {}
    if (who !== undefined) tally.count(await ask(who, 'POST /api/session', { body: { cms } }))
  })
  return []
}
