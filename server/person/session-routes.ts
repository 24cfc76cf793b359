import type { Context } from '../context.ts'
import { challengeCookie, sessionCookie } from '../http/cookies.ts'
import type { Exchange, Handlers } from '../http/handler.ts'
import { languageCookie } from '../http/language.ts'
import { queueJob } from '../jobs/jobs.ts'
import { beginPhoneSignIn } from '../phone/begin-phone-sign-in.ts'
import { needPhone } from '../phone/phone-offered.ts'
import { signInByPhone } from '../phone/sign-in-by-phone.ts'
import { HttpRefused, SignatureRefused } from '../refused.ts'
import { beginSignIn } from './begin-sign-in.ts'
import { demoKey, demoPeople, signInDemo } from './demo-people.ts'
import { setLanguage } from './person-store.ts'
import { endSession, findSession } from './session-store.ts'
import { showSession } from './show-session.ts'
import { signInByKey } from './sign-in-by-key.ts'
import { signInStaff } from './sign-in-staff.ts'

/** Puts the new session into its cookie and ends the one that was open in this browser. */
async function enter(context: Context, exchange: Exchange, token: string) {
  await endSession(context.db, exchange.cookie(sessionCookie), context.now())
  exchange.setCookie(sessionCookie, token, null)
  exchange.clearCookie(challengeCookie)
  const found = await findSession(context, token)
  return await showSession(context, found.kind === 'open' ? found.asker : null)
}

/** Signs in under the limit of failures. */
async function attempt(exchange: Exchange, signIn: () => Promise<string>): Promise<string> {
  await exchange.checkAttempts()
  try {
    return await signIn()
  } catch (error) {
    // An authority that is away is nobody's failure.
    const refused = error instanceof HttpRefused && error.status < 500
    if (refused || error instanceof SignatureRefused) await exchange.countFailure()
    throw error
  }
}

export const sessionRoutes = {
  'GET /api/session': ({ context, asker }) => showSession(context, asker),
  'PATCH /api/session': async ({ context, asker, body, exchange }) => {
    if (asker !== null) await setLanguage(context.db, asker, body.language)
    exchange.setCookie(languageCookie, body.language, 365 * 86_400)
    return {}
  },
  'DELETE /api/session': async ({ context, exchange }) => {
    await endSession(context.db, exchange.cookie(sessionCookie), context.now())
    exchange.clearCookie(sessionCookie)
    return {}
  },
  'POST /api/sign-in-challenge': async ({ context, exchange }) => {
    const { content, token, expiresAt } = await beginSignIn(context, exchange.origin())
    exchange.setCookie(challengeCookie, token, 600)
    return {
      content: Buffer.from(content).toString('base64'),
      expiresAt: new Date(expiresAt).toISOString(),
    }
  },
  'POST /api/session': async ({ context, body, exchange }) => {
    const challenge = exchange.cookie(challengeCookie)
    const token = await attempt(exchange, () => signInByKey(context, challenge, body.cms))
    return await enter(context, exchange, token)
  },
  'POST /api/phone-sign-in': async ({ context, exchange }) => {
    needPhone(context)
    await exchange.countOpening()
    const origin = exchange.origin()
    const { token } = await beginSignIn(context, origin)
    exchange.setCookie(challengeCookie, token, 600)
    return await beginPhoneSignIn(context, token, origin)
  },
  'POST /api/phone-session': async ({ context, body, exchange }) => {
    const challenge = exchange.cookie(challengeCookie)
    const token = await attempt(exchange, () => signInByPhone(context, challenge, body.phoneSigningId))
    return await enter(context, exchange, token)
  },
  'POST /api/staff-session': async ({ context, body, exchange }) => {
    const token = await attempt(exchange, () => signInStaff(context, body))
    return await enter(context, exchange, token)
  },
  'GET /api/demo/people': async ({ context }) => ({ people: await demoPeople(context.db) }),
  'GET /api/demo/keys/:fileName': ({ context, params }) => demoKey(context.db, params.fileName),
  'POST /api/demo/session': async ({ context, body, exchange }) =>
    await enter(context, exchange, await signInDemo(context, body.personId)),
  'POST /api/demo/clock': async ({ context, body }) => {
    await context.moveClock(Date.parse(body.now))
    // The worker looks at the clock each second.
    await queueJob(context.db, 'sweep', {}, 1500)
    return { now: new Date(context.now()).toISOString() }
  },
} satisfies Partial<Handlers>
