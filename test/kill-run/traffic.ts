import { setTimeout as sleep } from 'node:timers/promises'
import type { OpenedKeyFile } from '../../eds/pkcs12.ts'
import type { Sent } from '../../wire/appeal.ts'
import type { Reply } from '../../wire/reply.ts'
import { attach } from '../attach.ts'
import { lookAt, propose, writeReply } from '../reply.ts'
import { pdf } from '../sample-files.ts'
import { freeDraft, signDraft } from '../signed-world.ts'
import { type Answer, type Asking, TestBrowser } from '../test-browser.ts'
import type { KilledSite } from './killed-site.ts'

/** What people were told has happened. */
export interface Acknowledged {
  /** Appeals that were sent, with the coupon told and the file attached, if there was one. */
  readonly sent: { readonly id: string; readonly coupon: string; readonly fileId: string | null }[]
  /** Appeals whose answer a head has approved. */
  readonly answered: string[]
  /** Presses that were refused for good, which nobody should have seen. */
  readonly refused: string[]
  /** What broke work off: mostly kills; looked at when nothing gets done. */
  readonly brokenOff: string[]
}

/** People at work until told to stop; `stop` waits for what they have in hand. */
export interface Traffic {
  readonly acknowledged: Acknowledged
  stop(): Promise<void>
}

type Cookies = Readonly<Record<string, string>>
type Request = Parameters<TestBrowser['ask']>[0]

/** Each of them goes to another process with every try, as behind a balancer. */
export function startTraffic(
  site: KilledSite,
  key: OpenedKeyFile,
  people: { readonly clients: readonly Cookies[]; readonly executor: Cookies; readonly head: Cookies },
): Traffic {
  const acknowledged: Acknowledged = { sent: [], answered: [], refused: [], brokenOff: [] }
  let stopped = false
  let turn = 0
  const at = (cookies: Cookies): TestBrowser => {
    turn += 1
    return new TestBrowser(site.origins[turn % site.origins.length] ?? '', cookies)
  }
  /** Presses until there is an answer, under one key: lost answers and outages are pressed again. */
  const press = async <Body>(cookies: Cookies, request: Request, asking: Asking): Promise<Answer<Body>> => {
    const once = { ...asking, key: crypto.randomUUID() }
    for (;;) {
      const answer = await at(cookies)
        .ask<Body>(request, once)
        .catch(() => null)
      if (answer !== null && answer.status < 500) return answer
      await sleep(150)
    }
  }
  const loop = async (work: () => Promise<void>): Promise<void> => {
    while (!stopped) {
      // What was not acknowledged may be lost: a draft, or a letter in work.
      await work().catch((error: unknown) => {
        acknowledged.brokenOff.push(String(error).slice(0, 300))
        return sleep(200)
      })
    }
  }

  const send = async (cookies: Cookies, withFile: boolean): Promise<void> => {
    const me = at(cookies)
    const draft = await freeDraft(me, site.world.contracts.rent)
    const file = { document: 'other', name: 'құжат.pdf', bytes: pdf }
    const attached = withFile ? await attach(me, draft.id, file) : null
    if (attached !== null && attached.status !== 200) return
    const body = await signDraft(site.world, me, draft.id, key)
    const answer = await press<Sent>(cookies, `POST /api/drafts/${draft.id}/signature`, { body })
    if (answer.status === 200) {
      const { id, coupon } = answer.body
      acknowledged.sent.push({ id, coupon, fileId: attached?.body.id ?? null })
    } else acknowledged.refused.push(`${answer.status} ${answer.problem.code}`)
  }

  const taken = new Set<string>()
  const reply = async (): Promise<void> => {
    const appealId = acknowledged.sent.map(({ id }) => id).find((id) => !taken.has(id))
    if (appealId === undefined) return void (await sleep(200))
    const took = await press(people.executor, `POST /api/office/appeals/${appealId}/take-into-work`, {})
    // Not registered yet.
    if (took.status !== 200) {
      acknowledged.brokenOff.push(`not taken: ${took.status} ${took.problem.code}`)
      return void (await sleep(500))
    }
    taken.add(appealId)
    const executor = at(people.executor)
    const proposed = await propose(executor, await writeReply(executor, appealId, 'answer'))
    if (proposed.status !== 200) throw new Error(`not proposed: ${proposed.status} ${proposed.problem.code}`)
    const { id } = proposed.body
    const { version, contentDigest, previewDigests } = (await lookAt(at(people.head), id)).body
    const body = { version, contentDigest, previewDigests }
    const answer = await press<Reply>(people.head, `POST /api/office/replies/${id}/approval`, { body })
    if (answer.status === 200) acknowledged.answered.push(appealId)
    else throw new Error(`not approved: ${answer.status} ${answer.problem.code}`)
  }

  const working = [
    ...people.clients.map((cookies, index) => loop(() => send(cookies, index % 2 === 0))),
    loop(reply),
  ]
  return {
    acknowledged,
    stop: async () => {
      stopped = true
      await Promise.all(working)
    },
  }
}
