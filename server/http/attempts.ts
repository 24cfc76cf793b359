import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { HttpRefused, SignatureRefused } from '../refused.ts'
import { countedBy } from './client-address.ts'
import { giveBackTry, type TakenTry, type TryLimit, takeTry } from './try-store.ts'

/** Who tries to come in, counted in the database: all web processes count together. */
export interface Attempts {
  /**
   * Signs in by `work`, whose failures are counted per account and per address. Throws 429 `too_many_attempts` with
   * the minutes left, and what `work` throws.
   */
  signIn<Result>(request: FastifyRequest, work: () => Promise<Result>): Promise<Result>
  /** A code to sign in with eGov Mobile was opened. Throws 429 `too_many_requests`. */
  opening(request: FastifyRequest): Promise<void>
  /**
   * Lets a phone in by `knock`, which throws for a wrong address or token; too many of those are 429
   * `too_many_requests`.
   */
  egovMobile(request: FastifyRequest, knock: () => Promise<void>): Promise<void>
}

const windowMs = 15 * 60_000
/** An account is tried 10 times; an address, behind which an office may sit, 100 times. */
const ofAccount: TryLimit = { kind: 'sign-in of account', most: 10, windowMs }
const ofAddress: TryLimit = { kind: 'sign-in from address', most: 100, windowMs }
/** Phones of a whole operator may share an address; a secret of 128 bits is not found by trying. */
const openings: TryLimit = { kind: 'codes opened from address', most: 200, windowMs }
const wrongCodes: TryLimit = { kind: 'wrong codes from address', most: 200, windowMs }

function accountOf({ body }: FastifyRequest): string | null {
  const login = typeof body === 'object' && body !== null && 'login' in body ? body.login : null
  return typeof login === 'string' ? login.trim().toLowerCase() : null
}

/** Asks of one account a minute; a page's busiest minute has some sixty. */
const perAccount = 1200

/** Throws 429 `too_many_requests` when somebody who is signed in asks too often, from wherever. */
export function accountLimitOf(
  app: FastifyInstance,
  max = perAccount,
): (request: FastifyRequest) => Promise<void> {
  const counter = app.createRateLimit({
    max,
    timeWindow: '1 minute',
    keyGenerator: ({ caller }) => `asks of ${caller?.asker?.id}`,
  })
  return async (request) => {
    if (request.caller?.asker == null) return
    const state = await counter(request)
    if (!state.isAllowed && state.isExceeded) throw new HttpRefused(429, 'too_many_requests')
  }
}

/** An authority that is away is nobody's failure, nor is a fault of ours. */
const isFailure = (error: unknown): boolean =>
  error instanceof SignatureRefused || (error instanceof HttpRefused && error.status < 500)

export function attemptsOf({ db, now }: Context): Attempts {
  const tooMany = () => new HttpRefused(429, 'too_many_requests')
  return {
    async signIn(request, work) {
      const account = accountOf(request)
      // The address first: one that is shut out leaves no rows of the logins it goes through.
      const wanted: [TryLimit, string][] = [[ofAddress, countedBy(request)]]
      if (account !== null) wanted.push([ofAccount, account])
      const taken: TakenTry[] = []
      for (const [limit, whose] of wanted) {
        const got = await takeTry(db, limit, whose, now())
        if ('leftMs' in got) {
          await giveBack(taken)
          throw new HttpRefused(429, 'too_many_attempts', { minutes: Math.ceil(got.leftMs / 60_000) })
        }
        taken.push(got)
      }
      return await unlessFailed(taken, work)
    },
    async opening(request) {
      if ('leftMs' in (await takeTry(db, openings, countedBy(request), now()))) throw tooMany()
    },
    async egovMobile(request, knock) {
      const got = await takeTry(db, wrongCodes, countedBy(request), now())
      if ('leftMs' in got) throw tooMany()
      await unlessFailed([got], knock)
    },
  }

  async function unlessFailed<Result>(taken: readonly TakenTry[], work: () => Promise<Result>) {
    let result: Result
    try {
      result = await work()
    } catch (error) {
      if (!isFailure(error)) await giveBack(taken)
      throw error
    }
    // Outside of the try: a database that fails here must not give the same tries back a second time.
    await giveBack(taken)
    return result
  }

  async function giveBack(taken: readonly TakenTry[]): Promise<void> {
    for (const one of taken) await giveBackTry(db, one)
  }
}
