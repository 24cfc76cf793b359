import type { Proof } from '../../wire/proof.ts'
import type { Asker, Context } from '../context.ts'
import { beginEgovMobileSignIn } from '../egov-mobile/begin-egov-mobile-sign-in.ts'
import { proveByEgovMobile } from '../egov-mobile/prove-by-egov-mobile.ts'
import type { TriedBy } from '../http/attempts.ts'
import { sessionCookie } from '../http/cookies.ts'
import type { Handlers } from '../http/handler.ts'
import { needEgovMobile } from '../signature/ways-to-sign.ts'
import { beginSignIn } from './begin-sign-in.ts'
import { proofByKey, proofByPassword, proveAgain } from './prove-again.ts'
import { showSession } from './show-session.ts'
import { memberOfStaff } from './staff-store.ts'

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
    const work = (by: TriedBy) => prove(context, asker, body, by)
    exchange.setCookie(sessionCookie, await exchange.attempt(work, { kind, id, login }), null)
    return await showSession(context, asker)
  },
} satisfies Partial<Handlers>

/** By the way that they chose. */
async function prove(context: Context, asker: Asker, proof: Proof, by: TriedBy): Promise<string> {
  if ('egovMobileSigningId' in proof)
    return await proveByEgovMobile(context, asker, proof.egovMobileSigningId)
  if ('cms' in proof) {
    const { textId, cms } = proof
    return await proveAgain(context, asker, 'key', () => proofByKey(context, asker, textId, cms))
  }
  return await proveAgain(context, asker, 'password', () => proofByPassword(context, asker, proof, by))
}
