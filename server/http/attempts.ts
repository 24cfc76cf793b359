import type { FastifyInstance, FastifyRequest } from 'fastify'
import { HttpRefused } from '../refused.ts'

/** Failed attempts to sign in, counted per account and per address in windows of 15 minutes. */
export interface Attempts {
  /** Throws 429 `too_many_attempts` with the minutes left. */
  check(request: FastifyRequest): Promise<void>
  count(request: FastifyRequest): Promise<void>
  /** A code to sign in by phone was opened. Throws 429 `too_many_requests`. */
  opening(request: FastifyRequest): Promise<void>
  /** Lets a phone in by `knock`, which throws for a wrong address or token; too many of those are 429 `too_many_requests`. */
  phone(request: FastifyRequest, knock: () => Promise<void>): Promise<void>
}

const timeWindow = '15 minutes'
/** An account is tried 10 times; an address, behind which an office may sit, 100 times. */
const limits = { account: 10, address: 100 }
/** Phones of a whole operator may share an address; a secret of 128 bits is not found by trying. */
const phoneLimits = { openings: 200, wrong: 200 }

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

/** Counters of this process; needs @fastify/rate-limit. */
export function attemptsOf(app: FastifyInstance): Attempts {
  const byAddress = app.createRateLimit({
    max: limits.address,
    timeWindow,
    keyGenerator: ({ ip }) => `failures of ${ip}`,
  })
  const byAccount = app.createRateLimit({
    max: limits.account,
    timeWindow,
    keyGenerator: (request) => `failures of account ${accountOf(request)}`,
  })
  const openings = app.createRateLimit({
    max: phoneLimits.openings,
    timeWindow,
    keyGenerator: ({ ip }) => `codes of ${ip}`,
  })
  const wrong = app.createRateLimit({
    max: phoneLimits.wrong,
    timeWindow,
    keyGenerator: ({ ip }) => `wrong codes of ${ip}`,
  })
  const counters = (request: FastifyRequest) =>
    accountOf(request) === null ? [byAddress] : [byAddress, byAccount]
  return {
    async check(request) {
      for (const counter of counters(request)) {
        const state = await counter(request, { increment: false })
        if (!state.isAllowed && state.remaining <= 0) {
          throw new HttpRefused(429, 'too_many_attempts', { minutes: Math.ceil(state.ttl / 60_000) })
        }
      }
    },
    async count(request) {
      for (const counter of counters(request)) await counter(request)
    },
    async opening(request) {
      const state = await openings(request)
      if (!state.isAllowed && state.isExceeded) throw new HttpRefused(429, 'too_many_requests')
    },
    async phone(request, knock) {
      const state = await wrong(request, { increment: false })
      if (!state.isAllowed && state.remaining <= 0) throw new HttpRefused(429, 'too_many_requests')
      try {
        await knock()
      } catch (error) {
        if (error instanceof HttpRefused) await wrong(request)
        throw error
      }
    },
  }
}
