import type { FastifyReply, FastifyRequest } from 'fastify'
import { EgovMobileSecret } from '../../wire/egov-mobile.ts'
import type { Problem } from '../../wire/problem.ts'
import type { Context } from '../context.ts'
import { carriesToken } from '../egov-mobile/egov-mobile-secret.ts'
import { findBySecret } from '../egov-mobile/egov-mobile-store.ts'
import { HttpRefused } from '../refused.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route is for the app eGov Mobile. */
    egovMobile?: boolean
  }
}

/**
 * The door of eGov Mobile, before anything of its body is read: the secret of the address, and at API №2 the token that
 * API №1 gave. Throws 404 `egov_mobile_code_gone`, 401 `egov_mobile_token_refused`.
 */
export async function knock(context: Context, request: FastifyRequest): Promise<void> {
  const { data } = EgovMobileSecret.safeParse(request.params)
  const row = data === undefined ? null : await findBySecret(context.db, data.secret, context.now())
  if (data === undefined || row === null) throw new HttpRefused(404, 'egov_mobile_code_gone')
  const needsToken = request.routeOptions.url?.endsWith('/document')
  if (needsToken && !carriesToken(request.headers.authorization, context.config.masterKey, data.secret)) {
    throw new HttpRefused(401, 'egov_mobile_token_refused')
  }
}

/**
 * What the app understands (docs/signature-facts.md 5.1, step 5): a message, and 403 for a signature that was not
 * accepted.
 */
export async function refuseEgovMobile(
  reply: FastifyReply,
  { status, title, detail }: Problem,
): Promise<FastifyReply> {
  const told = status === 409 || status === 422 ? 403 : status
  return reply
    .code(told)
    .type('application/json')
    .send(JSON.stringify({ message: `${title}. ${detail}` }))
}
