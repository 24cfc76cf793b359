import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type MandateStage, ownSubject, secret, setMandateStage } from '../../test/access/mandate-stage.ts'
import { namesNothing, type Row, stayOpen, table } from '../../test/access/table.ts'
import { EventListener } from '../../test/event-listener.ts'
import { giveMandate } from '../../test/people.ts'
import type { Answer } from '../../test/test-browser.ts'
import type { Route } from '../../wire/route.ts'
import { routes } from '../../wire/routes.ts'
import { endMandate } from './end-mandate.ts'

// Every door of the client's half × everybody who has, had or gave a mandate. The doors are the routes themselves, the
// requests those of test/access/table.ts: a new route is asked here as soon as it is there, or fails.
let stage: MandateStage
beforeAll(async () => {
  stage = await setMandateStage()
})
afterAll(() => stage.world.close())

/** What lies behind a door: something of a party, or only what is the asker's own. */
type Behind = 'appeal' | 'draft' | 'notice' | 'contract' | 'own'
const behindOf = (route: string): Behind => {
  const path = route.slice(route.indexOf(' ') + 1)
  if (path.startsWith('/api/appeals/')) return 'appeal'
  if (route === 'POST /api/drafts' || path.startsWith('/api/contracts/')) return 'contract'
  // What a phone is given is the letter of a draft.
  if (/^\/api\/(drafts|submissions|egov-mobile-signings|mgov)\//.test(path)) return 'draft'
  return path.startsWith('/api/notices/:') ? 'notice' : 'own'
}

const asksClients = ([name, route]: [string, Route]): boolean =>
  route.who.includes('client') || behindOf(name) !== 'own'
const doors = Object.entries<Route>(routes)
  .filter(asksClients)
  .map(([name]) => name)

/** Who finds what there. Only one of them writes drafts and hears of what became of theirs. */
const finds = {
  representative: ['appeal', 'draft', 'notice', 'contract', 'own'],
  principal: ['appeal', 'contract', 'own'],
  other: ['appeal', 'contract', 'own'],
  former: ['own'],
} as const satisfies Record<string, readonly Behind[]>
type Kind = keyof typeof finds

/** A code stays its opener's: they hear that it is over, and nothing of the letter. A phone has no session. */
const toldOver = ['GET', 'DELETE'].flatMap((method) =>
  ['', '/stream'].map((rest) => `${method} /api/egov-mobile-signings/:id${rest}`),
)
const ofPhone = (route: string): boolean => route.includes('/api/mgov/')

function rowOf(route: string): Row {
  const row = table[route]
  if (row === undefined) throw new Error(`${route} is not in test/access/table.ts`)
  return row
}

async function ask(kind: Kind, route: string): Promise<Answer<unknown>> {
  const { daniyar, aigerim, coTenant } = stage.world.people
  const who = { representative: daniyar, former: daniyar, principal: aigerim, other: coTenant }
  const row = rowOf(route)
  const [method = '', pattern = ''] = route.split(' ')
  const browser = await stage.world.as(who[kind])
  const path = row.path?.(stage) ?? pattern
  if (stayOpen.includes(route)) return await EventListener.greeting(browser, path)
  return await browser.ask(
    `${method} ${path}` as Parameters<typeof browser.ask>[0],
    row.asking?.(stage) ?? {},
  )
}

function wanted(kind: Kind, route: string): string {
  const allowed: readonly Behind[] = finds[kind]
  if (allowed.includes(behindOf(route)) || ofPhone(route)) return 'in'
  return kind === 'former' && toldOver.includes(route) ? 'in' : 'not found'
}

const seen = (route: string, { status }: Answer<unknown>): string =>
  status === 404 && !namesNothing.includes(route)
    ? 'not found'
    : [401, 403, 429].includes(status) || status >= 500
      ? `${status}`
      : 'in'

/** Asks at every door of these; answers what was said where. */
async function askEverywhere(kind: Kind, where = doors): Promise<Map<string, string>> {
  const said = new Map<string, string>()
  const found: Record<string, string> = {}
  for (const route of where) {
    const answer = await ask(kind, route)
    found[route] = seen(route, answer)
    said.set(route, JSON.stringify(answer.body))
  }
  expect(found).toEqual(Object.fromEntries(where.map((route) => [route, wanted(kind, route)])))
  return said
}

/** Without an end, a code's or the whole session's: asked by those who are refused, and last by the representative. */
const harmless = doors.filter((route) => !route.startsWith('DELETE') && !ofPhone(route))

/** No answer at any door tells of what is the principal's. */
function tellNothing(said: ReadonlyMap<string, string>): void {
  const { appeal, draft, attachment, file, letter } = stage.ids
  const telling = [...said].filter(([, text]) => [secret, 'АВ-71-004215'].some((one) => text.includes(one)))
  expect(telling.map(([route]) => route)).toEqual([])
  const naming = [...said].filter(
    ([route, text]) =>
      behindOf(route) === 'own' && [appeal, draft, attachment, file, letter].some((id) => text.includes(id)),
  )
  expect(naming.map(([route]) => route)).toEqual([])
}

/** What the representative wrote for themselves is theirs all the time, and can be taken away. */
async function haveTheirOwn(): Promise<void> {
  const browser = await stage.world.as(stage.world.people.daniyar)
  const { appeal, draft } = stage.own
  for (const list of ['incoming', 'outgoing', 'drafts', 'notices', 'profile/data']) {
    const { status, body } = await browser.ask(`GET /api/${list}`)
    expect([list, status]).toEqual([list, 200])
    expect(JSON.stringify(body), list).toContain(ownSubject)
  }
  for (const path of [`appeals/${appeal}`, `appeals/${appeal}/evidence`, `drafts/${draft}`]) {
    expect((await browser.ask(`GET /api/${path}`)).status, path).toBe(200)
  }
}

const lists = ['GET /api/incoming', 'GET /api/outgoing', 'GET /api/drafts', 'GET /api/notices'] as const
/** The day before the stage is set: taken back, it is over at once. */
const lastDayBack = '2026-01-11'

describe('the doors of the client’s half', () => {
  test('each has its request, and what lies behind it is known', () => {
    expect(doors.filter((route) => table[route] === undefined)).toEqual([])
    const named = doors.filter((route) => behindOf(route) === 'own' && /:id|:secret/.test(route))
    // Sessions are the asker's own.
    expect(named).toEqual(['DELETE /api/account/sessions/:id'])
  })

  test('the representative finds what they wrote; the party and who else acts for them, what was sent', async () => {
    const told = await askEverywhere('representative', [...lists, 'GET /api/profile/data'])
    for (const [route, text] of told) expect(text, route).toContain(secret)
    for (const kind of ['principal', 'other'] as const) {
      const said = await askEverywhere(kind, harmless)
      const telling = lists.filter((route) => said.get(route)?.includes(secret))
      expect(telling, kind).toEqual(['GET /api/incoming', 'GET /api/outgoing'])
    }
    const search = `GET /api/outgoing?q=${encodeURIComponent(secret)}` as const
    const principal = await stage.world.as(stage.world.people.aigerim)
    expect((await principal.ask<{ total: number }>(search)).body.total).toBe(1)
  })

  test('taken back, a mandate opens no door any more, and hides nothing of the holder’s own', async () => {
    const { context, people } = stage.world
    const between = { person: people.daniyar.iin, party: people.aigerim.iin }
    await endMandate(context, { ...between, last: plainDate(lastDayBack) })
    for (const route of doors.filter(ofPhone)) {
      expect([route, (await ask('former', route)).status]).toEqual([route, 404])
    }
    tellNothing(
      await askEverywhere(
        'former',
        doors.filter((route) => !ofPhone(route)),
      ),
    )
    await haveTheirOwn()
    const former = await stage.world.as(people.daniyar)
    const search = `GET /api/outgoing?q=${encodeURIComponent(secret)}` as const
    expect((await former.ask<{ total: number }>(search)).body.total).toBe(0)
    await askEverywhere('principal', ['GET /api/appeals/:id'])
  })

  test('own data: what is about oneself in what was written for others, and both sides of a mandate', async () => {
    const { daniyar, aigerim } = stage.world.people
    const dataOf = async (person: typeof daniyar) => {
      const { body } = await (await stage.world.as(person)).ask('GET /api/profile/data')
      return body
    }
    const former = await dataOf(daniyar)
    expect(former.mandates).toMatchObject([{ heldOf: '9211••••0019', validTo: lastDayBack, inForce: false }])
    expect(former.appeals).toMatchObject([{ id: stage.own.appeal }])
    const [sent] = (former.writtenForOthers as { sentAt: string | null }[]).filter(
      ({ sentAt }) => sentAt !== null,
    )
    expect(sent).toMatchObject({ address: 'Астана қ., Сынақ көшесі, 5-үй', signer: { iin: daniyar.iin } })
    const principal = await dataOf(aigerim)
    expect(principal.mandates).toHaveLength(2)
    expect(principal.appeals).toMatchObject([{ id: stage.ids.appeal }])
  })

  test('given again, it opens all of them from its first day to its last, and none the day after', async () => {
    const { context, people } = stage.world
    await giveMandate(context, people.daniyar, people.aigerim, '2026-01-15', '2026-01-16')
    stage.world.setNow('2026-01-17T05:00:00Z')
    tellNothing(
      await askEverywhere(
        'former',
        doors.filter((route) => !ofPhone(route)),
      ),
    )
    await haveTheirOwn()
    stage.world.setNow('2026-01-16T05:00:00Z')
    const said = await askEverywhere('representative', harmless)
    for (const route of lists) expect(said.get(route), route).toContain(secret)
    await askEverywhere(
      'representative',
      doors.filter((route) => route.startsWith('DELETE')),
    )
  })
})
