import type { TriedBy } from '../http/attempts.ts'
import { sessionCookie } from '../http/cookies.ts'
import type { Handlers } from '../http/handler.ts'
import { beginSignIn } from '../person/begin-sign-in.ts'
import { showSession } from '../person/show-session.ts'
import { memberOfStaff } from '../person/staff-store.ts'
import { needEgovMobile } from '../signature/ways-to-sign.ts'
import { beginEgovMobileSignIn } from './begin-egov-mobile-sign-in.ts'
import { proveAgain } from './prove-again.ts'

/** Who is signed in shows once more who they are (docs/decisions/0050). */
export const proofRoutes = {
  'POST /api/account/proof-text': async ({ context, asker, exchange }) => {
    const { kind, sessionId } = asker
    await exchange.countAsking()
    const { id, content, expiresAt } = await beginSignIn(context, kind, exchange.origin(), sessionId)
    const text = Buffer.from(content).toString('base64')
    return { id, content: text, expiresAt: new Date(expiresAt).toISOString() }
  },
  'POST /api/account/proof-code': async ({ context, asker, exchange }) => {
    needEgovMobile(context)
    await exchange.countOpening()
    const origin = exchange.origin()
    const { id } = await beginSignIn(context, asker.kind, origin, asker.sessionId)
    return await beginEgovMobileSignIn(context, id, origin)
  },
  'POST /api/account/proof': async ({ context, asker, body, exchange }) => {
    const { kind, id } = asker
    const login = kind === 'staff' ? (await memberOfStaff(context.db, id)).login : null
    const work = (by: TriedBy) => proveAgain(context, asker, body, by)
    exchange.setCookie(sessionCookie, await exchange.attempt(work, { kind, id, login }), null)
    return await showSession(context, asker)
  },
} satisfies Partial<Handlers>
