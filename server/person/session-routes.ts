import { beginEgovMobileSignIn } from '../egov-mobile/begin-egov-mobile-sign-in.ts'
import { signInByEgovMobile } from '../egov-mobile/sign-in-by-egov-mobile.ts'
import { challengeCookie, sessionCookie } from '../http/cookies.ts'
import type { Handlers } from '../http/handler.ts'
import { languageCookie } from '../http/language.ts'
import { needEgovMobile } from '../signature/ways-to-sign.ts'
import { beginSignIn } from './begin-sign-in.ts'
import { enter } from './enter.ts'
import { setLanguage } from './person-store.ts'
import { endSession } from './session-store.ts'
import { showSession } from './show-session.ts'
import { signInByKey } from './sign-in-by-key.ts'
import { signInStaff } from './sign-in-staff.ts'

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
    const token = await exchange.attempt(() => signInByKey(context, challenge, body.cms))
    return await enter(context, exchange, token)
  },
  'POST /api/egov-mobile-sign-in': async ({ context, exchange }) => {
    needEgovMobile(context)
    await exchange.countOpening()
    const origin = exchange.origin()
    const { token } = await beginSignIn(context, origin)
    exchange.setCookie(challengeCookie, token, 600)
    return await beginEgovMobileSignIn(context, token, origin)
  },
  'POST /api/egov-mobile-session': async ({ context, body, exchange }) => {
    const challenge = exchange.cookie(challengeCookie)
    const token = await exchange.attempt(() =>
      signInByEgovMobile(context, challenge, body.egovMobileSigningId),
    )
    return await enter(context, exchange, token)
  },
  'POST /api/staff-session': async ({ context, body, exchange }) => {
    const token = await exchange.attempt(() => signInStaff(context, body))
    return await enter(context, exchange, token)
  },
} satisfies Partial<Handlers>
