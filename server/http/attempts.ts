import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Asker, Context } from '../context.ts'
import { staffIdByLogin } from '../person/staff-store.ts'
import { HttpRefused, NotFound, Refused, SignatureRefused } from '../refused.ts'
import { countedBy } from './client-address.ts'
import { cookieFlags, cookieName, cookieValue, deviceCookie, isSecure } from './cookies.ts'
import { DeviceCookie, type KnownDevice, knownForSeconds } from './device-cookie.ts'
import { DoorTurns, type Lane } from './door-turns.ts'
import * as limits from './sign-in-limits.ts'
import {
  giveBackTries,
  isNoTry,
  type NoTry,
  type TakenTry,
  type TryLimit,
  takeTries,
  takeTry,
  type Wanted,
} from './try-store.ts'

/** Whose an ask is where nobody is signed in. */
export interface AskedBy {
  readonly lane: Lane
  readonly whose: string
}

/** Whose tries are counted together: one known device of an account, or all others of it. */
export type TriedBy = `device ${string}` | 'others'

/** The account that is tried, where it is known before: of somebody who is signed in. Clients have no login. */
export interface TriedAccount {
  readonly kind: 'client' | 'staff'
  readonly id: string
  readonly login: string | null
}

/** Who tries to come in, counted in the database: all web processes count together (docs/decisions/0044). */
export interface Attempts {
  /**
   * Signs in by `work`, whose failures are counted: those of a known device by itself, others per account and address.
   * Throws 429 `wait_to_sign_in` with the seconds before the next try, `too_many_attempts` with the minutes left,
   * `too_much_at_once`, and what `work` throws.
   */
  signIn<Result>(
    request: FastifyRequest,
    work: (by: TriedBy) => Promise<Result>,
    whose?: TriedAccount,
  ): Promise<Result>
  /** What came to a door was no try; too many of those are 429 `too_many_requests`, and nobody else's fault. */
  malformed(request: FastifyRequest): Promise<void>
  /** Whether they signed in by this browser before, by its cookie of known devices. */
  knowsDevice(request: FastifyRequest, asker: Pick<Asker, 'kind' | 'id'>): boolean
  /** Somebody has signed in by this browser: it is known from now on. */
  rememberDevice(request: FastifyRequest, reply: FastifyReply, asker: Pick<Asker, 'kind' | 'id'>): void
  /** A text to sign in with was asked for, which is a row. Throws 429 `too_many_requests`. */
  asking(request: FastifyRequest): Promise<void>
  /** A code to sign in with eGov Mobile was opened. Throws 429 `too_many_requests`. */
  opening(request: FastifyRequest): Promise<void>
  /**
   * Lets a phone in by `knock`, which throws for a wrong address or token; too many of those are 429
   * `too_many_requests`.
   */
  egovMobile(request: FastifyRequest, knock: () => Promise<void>): Promise<void>
}

function accountOf({ body }: FastifyRequest): string | null {
  const login = typeof body === 'object' && body !== null && 'login' in body ? body.login : null
  return typeof login === 'string' ? login.trim().toLowerCase() : null
}

/** Throws 429 `too_many_requests` when somebody who is signed in asks too often, from wherever. */
export function accountLimitOf(
  app: FastifyInstance,
  max: number,
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

/**
 * Whose general limit a request counts under: the account's that signed in by this browser, else the address's. So
 * who floods from an office's address stops those alone who never signed in there.
 */
export function askedBy(context: Context): (request: FastifyRequest) => string {
  const laneOf = laneAskedBy(context)
  return (request) => laneOf(request).whose
}

/** The same, and whether it is a browser that is known. */
export function laneAskedBy({ config, demo, now }: Context): (request: FastifyRequest) => AskedBy {
  const devices = new DeviceCookie(config.masterKey)
  const name = cookieName(deviceCookie, isSecure({ config, demo }))
  return (request) => {
    const [device] = devices.read(cookieValue(request.headers.cookie, name), now())
    return device === undefined
      ? { lane: 'others', whose: countedBy(request) }
      : { lane: 'known', whose: `${device.kind} ${device.holderId}` }
  }
}

/**
 * What a no at a sign-in door says of the try. No text to sign, a text that is over or bytes that are no signature are
 * no try; an authority that is away, a turn that did not come, or a fault of ours is nobody's.
 */
function faultOf(error: unknown): 'failed' | 'malformed' | 'none' {
  if (error instanceof NotFound) return 'malformed'
  if (error instanceof SignatureRefused) return error.code === 'bad_format' ? 'malformed' : 'failed'
  if (error instanceof HttpRefused) {
    if (error.code === 'challenge_gone') return 'malformed'
    if (error.code === 'too_much_at_once') return 'none'
    return error.status < 500 ? 'failed' : 'none'
  }
  return error instanceof Refused ? 'failed' : 'none'
}

const tooMany = () => new HttpRefused(429, 'too_many_requests')

function tooSoon({ leftMs, usedUp }: NoTry): HttpRefused {
  return usedUp
    ? new HttpRefused(429, 'too_many_attempts', { minutes: Math.ceil(leftMs / 60_000) })
    : new HttpRefused(429, 'wait_to_sign_in', { seconds: Math.ceil(leftMs / 1000) })
}

export function attemptsOf({ db, now, config, demo }: Context): Attempts {
  const devices = new DeviceCookie(config.masterKey)
  const secure = isSecure({ config, demo })
  const name = cookieName(deviceCookie, secure)
  const turns = new DoorTurns()
  const attempts: Attempts = {
    async signIn(request, work, whose) {
      const account = whose === undefined ? accountOf(request) : whose.login
      const cookie = cookieValue(request.headers.cookie, name)
      const known = devices.read(cookie, now())
      const [first] = known
      const [lane, asks] = placeOf(request, first)
      const { device, taken } = await turns.inTurn(lane, asks, async () => {
        const ofAnybody = account === null ? first : await deviceOf(known, account)
        const device = whose === undefined ? ofAnybody : devices.of(cookie, whose, now())
        return { device, taken: await takeTries(db, wantedBy(request, account, device), now()) }
      })
      if (isNoTry(taken)) throw tooSoon(taken)
      const by: TriedBy = device === undefined ? 'others' : `device ${device.id}`
      return await unlessFailed(request, taken, () => work(by))
    },
    async malformed(request) {
      if (isNoTry(await counted(request, limits.malformed))) throw tooMany()
    },
    knowsDevice: (request, asker) =>
      devices.of(cookieValue(request.headers.cookie, name), asker, now()) !== undefined,
    rememberDevice(request, reply, { kind, id }) {
      const cookie = cookieValue(request.headers.cookie, name)
      reply.setCookie(name, devices.renew(cookie, { kind, holderId: id }, now()), {
        ...cookieFlags(secure),
        sameSite: 'strict',
        maxAge: knownForSeconds,
      })
    },
    async asking(request) {
      const [first] = devices.read(cookieValue(request.headers.cookie, name), now())
      const [lane, whose] = placeOf(request, first)
      const got = await turns.inTurn(lane, whose, () => takeTry(db, limits.texts, `${lane}\n${whose}`, now()))
      if (isNoTry(got)) throw tooMany()
    },
    async opening(request) {
      if (isNoTry(await counted(request, limits.openings))) throw tooMany()
    },
    async egovMobile(request, knock) {
      const got = await counted(request, limits.wrongCodes)
      if (isNoTry(got)) throw tooMany()
      try {
        await knock()
      } catch (error) {
        if (!(error instanceof HttpRefused) || error.status >= 500) await giveBackTries(db, [got])
        throw error
      }
      await giveBackTries(db, [got])
    },
  }
  return attempts

  async function counted(request: FastifyRequest, limit: TryLimit): Promise<TakenTry | NoTry> {
    const address = countedBy(request)
    return await turns.inTurn('others', address, () => takeTry(db, limit, address, now()))
  }

  async function deviceOf(known: readonly KnownDevice[], login: string): Promise<KnownDevice | undefined> {
    const ofStaff = known.filter(({ kind }) => kind === 'staff')
    if (ofStaff.length === 0) return undefined
    const staffId = await staffIdByLogin(db, login)
    return ofStaff.find(({ holderId }) => holderId === staffId)
  }

  async function unlessFailed<Result>(
    request: FastifyRequest,
    taken: readonly TakenTry[],
    work: () => Promise<Result>,
  ): Promise<Result> {
    let result: Result
    try {
      result = await work()
    } catch (error) {
      const fault = faultOf(error)
      if (fault !== 'failed') await giveBackTries(db, taken)
      if (fault === 'malformed') await attempts.malformed(request)
      throw error
    }
    // Outside of the try: a database that fails here must not give the same tries back a second time.
    await giveBackTries(db, taken)
    return result
  }
}

/** In which lane somebody waits for their turn, and beside whom: known browsers apart. */
function placeOf(request: FastifyRequest, device: KnownDevice | undefined): readonly [Lane, string] {
  return device === undefined ? ['others', countedBy(request)] : ['known', device.id]
}

/** By which counts a try goes, in the order in which they are taken; a key is nobody's until it was looked at. */
function wantedBy(
  request: FastifyRequest,
  account: string | null,
  device: KnownDevice | undefined,
): readonly Wanted[] {
  if (device !== undefined) return [[limits.fromDevice, device.id]]
  const address = countedBy(request)
  const own: Wanted = [limits.fromAddress, address]
  if (account === null) return [own]
  return [own, [limits.ofAccountFromAddress, `${account}\n${address}`], [limits.ofAccount, account]]
}
