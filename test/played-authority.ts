import {
  type Authority,
  createAuthority,
  type Holder,
  type PersonKey,
} from '../pretend/certification-authority/authority.ts'

/** An authority and what it has issued so far, by what was ordered. */
interface Shared {
  readonly authority: Authority
  readonly keys: Map<string, Promise<PersonKey>[]>
  readonly services: Map<string, Promise<Holder>[]>
}
const known = new Map<number, Promise<Shared>>()

/**
 * The played authority of a moment. Its keys take long to make, so all test files of a process share it and them: the
 * first order of a kind is answered alike to each caller, the second too, and no two orders of one caller are.
 */
export async function playedAuthority(now: Date): Promise<Authority> {
  const shared = known.get(now.getTime()) ?? begin(now)
  known.set(now.getTime(), shared)
  const { authority, keys, services } = await shared
  const nthKey = nthOf(keys)
  const nthService = nthOf(services)
  return {
    ...authority,
    issuePersonKey: async (order) => {
      const { fileName, p12, certificate } = await nthKey(order, () => authority.issuePersonKey(order))
      return { fileName, p12: p12.slice(), certificate: certificate.slice() }
    },
    issueService: (...order) => nthService(order, () => authority.issueService(...order)),
  }
}

async function begin(now: Date): Promise<Shared> {
  return { authority: await createAuthority({ now }), keys: new Map(), services: new Map() }
}

/** Gives a caller what was made for an order before, each piece once, and makes what they lack. */
function nthOf<Made>(made: Map<string, Promise<Made>[]>) {
  const given = new Map<string, number>()
  return (order: unknown, make: () => Promise<Made>): Promise<Made> => {
    const key = JSON.stringify(order)
    const n = given.get(key) ?? 0
    given.set(key, n + 1)
    const all = made.get(key) ?? []
    made.set(key, all)
    const one = all[n] ?? make()
    all[n] = one
    return one
  }
}
