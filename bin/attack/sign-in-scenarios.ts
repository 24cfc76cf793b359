import { setTimeout as sleep } from 'node:timers/promises'
import type { Caller } from './ask.ts'
import type { AttackedStaff } from './attacked-people.ts'
import type { AttackedSite } from './attacked-site.ts'
import { flood, must, type Scenario, type Tally } from './scenario.ts'
import { knownBrowser, signIn, wrongTry } from './staff-door.ts'

/** Tries at an account that are looked at before anybody has to wait; more come as the seconds of waiting pass. */
const looked = 4
/** A sign-in may take so many times as long as in quiet, and this long at least (ms). */
const times = 10
const leastMs = 1500
/** As long as a turn in a crowd of addresses is waited for (ms). */
const turnMs = 30_000

interface Burst {
  readonly tries: number
  /** Where the n-th try comes from, and what it is. */
  readonly from: (n: number) => Caller
  readonly change?: { readonly password?: string; readonly code?: string }
  /** Most of them that may be looked at. */
  readonly most: number
  /** From so many addresses that all browsers which are not known wait, and those of this account in vain. */
  readonly crowd: boolean
}

/** Tries at one account, while its own person comes by the browser they always have, and others by theirs. */
async function burst(site: AttackedSite, tally: Tally, begins: () => void, told: Burst): Promise<string[]> {
  const { people, watcher } = site
  const [victim, beside, clean, before] = [
    people.nextStaff(),
    people.nextStaff(),
    people.nextStaff(),
    people.nextStaff(),
  ]
  const own = knownBrowser(site, victim, '192.0.2.10')
  const office = knownBrowser(site, beside, '192.0.2.11')
  const quietMs = (await signIn(site, before, knownBrowser(site, before, '192.0.2.14'))).ms
  begins()
  const late: string[] = []
  const comes = async (name: string, staff: AttackedStaff, who: Caller, afterMs: number): Promise<void> => {
    await sleep(afterMs)
    const { status, code, ms } = await signIn(site, staff, who, watcher.ask)
    late.push(...must(status === 200, `${name} was not let in: ${status} ${code}`))
    const waitsTurn = told.crowd && who.cookies === undefined
    const most = waitsTurn ? turnMs : Math.max(leastMs, times * quietMs)
    late.push(
      ...must(ms <= most, `${name} waited ${Math.round(ms)} ms to sign in, in quiet ${Math.round(quietMs)}`),
    )
  }
  await Promise.all([
    flood(told.tries, 250, async (n) => {
      tally.count(await wrongTry(site, victim, told.from(n), told.change ?? { password: `құпиясөз ${n}` }))
    }),
    comes('the person in a known browser', victim, own, 300),
    comes('somebody else in a known browser', beside, office, 600),
    comes('somebody else from a clean address', clean, { address: '192.0.2.12' }, 900),
    ...(told.crowd
      ? []
      : [comes('the person from a clean address', victim, { address: '192.0.2.13' }, 1200)]),
  ])
  const tried = tally.of('422 sign_in_failed')
  return [...late, ...must(tried <= told.most, `${tried} tries were looked at, ${told.most} may be`)]
}

const may = ['422 sign_in_failed', '429 wait_to_sign_in', '429 too_many_attempts', '429 too_much_at_once']

export const signInScenarios: readonly Scenario[] = [
  {
    name: 'spoofed',
    holds: 'a thousand passwords from one address that writes other addresses before it are four tries',
    may,
    attack: (site, tally, begins) =>
      burst(site, tally, begins, {
        tries: 1000,
        from: (n) => ({ address: '203.0.113.5', says: `198.51.${Math.floor(n / 250)}.${n % 250}` }),
        most: looked,
        crowd: false,
      }),
  },
  {
    name: 'ipv6',
    holds: 'five hundred addresses of one /64 are one address',
    may,
    attack: (site, tally, begins) =>
      burst(site, tally, begins, {
        tries: 500,
        from: (n) => ({ address: `2001:db8:1:1::${n.toString(16)}` }),
        most: looked,
        crowd: false,
      }),
  },
  {
    name: 'everywhere',
    holds: 'three hundred addresses together have a hundred tries at an account; known browsers pass',
    may,
    attack: (site, tally, begins) =>
      burst(site, tally, begins, {
        tries: 900,
        from: (n) => ({ address: `10.7.${Math.floor((n % 300) / 250)}.${n % 250}` }),
        most: 100,
        crowd: true,
      }),
  },
  {
    name: 'codes',
    holds: 'with the password known, of five hundred one-time codes four are looked at',
    may,
    attack: (site, tally, begins) =>
      burst(site, tally, begins, {
        tries: 500,
        from: () => ({ address: '203.0.113.9' }),
        change: { code: '000000' },
        most: looked,
        crowd: false,
      }),
  },
  {
    name: 'malformed',
    holds: 'six hundred empty and malformed posts lock nobody out behind the same address',
    may: ['400', '410 challenge_gone', '422', '429 too_many_requests', '415'],
    attack: malformed,
  },
]

async function malformed(site: AttackedSite, tally: Tally): Promise<string[]> {
  const address = '203.0.113.77'
  const [staff, client] = [site.people.nextStaff(), site.people.nextClient()]
  const bodies = ['', '{', '{}', 'null', '[]', '{"login":1}', '{"login":"","password":"","code":""}']
  const doors = ['POST /api/staff-session', 'POST /api/session', 'POST /api/staff-key-session'] as const
  await flood(600, 20, async (n) => {
    const door = doors[n % doors.length] ?? doors[0]
    const headers = { 'content-type': 'application/json' }
    tally.count(await site.ask({ address }, door, { body: bodies[n % bodies.length] ?? '', headers }))
  })
  const inbox = await site.watcher.ask({ ...client, address }, 'GET /api/incoming')
  const { status, code } = await signIn(site, staff, { address })
  return [
    ...must(inbox.status === 200, `a client behind the same address was answered ${inbox.status}`),
    ...must(status === 200, `one of the staff behind the same address was not let in: ${status} ${code}`),
    ...must(tally.of('429') > 0, 'nothing was refused'),
  ]
}
