import { challengeCookie } from '../http/cookies.ts'
import type { Exchange, Handlers } from '../http/handler.ts'
import { cancelEgovMobileSigning } from './cancel-signing.ts'
import { egovMobileStreamOf } from './egov-mobile-stream.ts'
import { openEgovMobileSigning } from './open-signing.ts'
import { type CodeAsker, ownEgovMobileSigning } from './own-signing.ts'
import { showDocuments, showErrand } from './show-errand.ts'
import { egovMobileNews } from './show-signing.ts'
import { takeAnswer } from './take-answer.ts'

const who = ({ asker, exchange }: { asker: CodeAsker['asker']; exchange: Exchange }): CodeAsker => ({
  asker,
  challengeToken: exchange.cookie(challengeCookie),
})

/** Codes of eGov Mobile (§8.2); signing in by one is with the other ways to sign in (person/session-routes.ts). */
export const egovMobileRoutes = {
  'POST /api/drafts/:id/egov-mobile-signing': ({ context, asker, params, body, exchange }) =>
    openEgovMobileSigning(context, asker, params.id, body.letterId, exchange.origin()),
  'GET /api/egov-mobile-signings/:id': async (request) =>
    egovMobileNews(await ownEgovMobileSigning(request.context, who(request), request.params.id)),
  'GET /api/egov-mobile-signings/:id/stream': async (request) => {
    const row = await ownEgovMobileSigning(request.context, who(request), request.params.id)
    const comesIn = row.purpose.kind === 'signIn' && row.purpose.sessionId === null
    const sessionId = comesIn ? null : (request.asker?.sessionId ?? null)
    return egovMobileStreamOf(request.context).listen(row, sessionId)
  },
  'DELETE /api/egov-mobile-signings/:id': async (request) => {
    await cancelEgovMobileSigning(request.context, who(request), request.params.id)
    return {}
  },
  'GET /api/mgov/:secret': ({ context, params, language }) => showErrand(context, params.secret, language),
  'GET /api/mgov/:secret/document': ({ context, params, language }) =>
    showDocuments(context, params.secret, language),
  'PUT /api/mgov/:secret/document': async ({ context, params, body }) => {
    await takeAnswer(context, params.secret, body)
    return { message: 'success' }
  },
} satisfies Partial<Handlers>
