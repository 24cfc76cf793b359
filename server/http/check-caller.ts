import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '../../domain/language.ts'
import { mustProve } from '../../domain/security/prove-again.ts'
import type { Route } from '../../wire/route.ts'
import type { Asker, Context } from '../context.ts'
import { HttpRefused } from '../refused.ts'
import { chosenLanguage, languageOf } from './language.ts'
import { ownOrigin } from './origin.ts'
import { sessionOfRequest } from './session-cookie.ts'

/** Sent with what a page asks by itself, without anybody having done anything. */
const quietHeader = 'otinish-quiet'

/** Who is at the door; found out before anything of the request is read. */
export interface Caller {
  readonly asker: Asker | null
  readonly language: Language
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
}

/** The language to answer in when nobody was asked yet. */
export function languageOfRequest(request: FastifyRequest): Language {
  return (
    request.caller?.language ??
    languageOf(null, chosenLanguage(request.headers.cookie), request.headers['accept-language'])
  )
}

/**
 * Lets a caller in to a route, or throws: nobody 401; another site's request, another role, no consent, a first
 * password that is still to be replaced, too long since they showed who they are 403.
 */
export async function admit(
  context: Context,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (route.egovMobile) {
    request.caller = {
      asker: null,
      language: languageOf(null, undefined, request.headers['accept-language']),
    }
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') ownOrigin(request, context.config)
  // What a page asks by itself is no act: it holds no session open.
  const quiet = route.events === true || request.headers[quietHeader] !== undefined
  const found = await sessionOfRequest(context, request, reply, quiet)
  const asker = found.kind === 'open' ? found.asker : null
  const { headers } = request
  request.caller = {
    asker,
    language: languageOf(asker?.language ?? null, chosenLanguage(headers.cookie), headers['accept-language']),
  }
  if (route.who.includes('anyone')) return
  if (asker === null) {
    throw new HttpRefused(401, found.kind === 'ended' ? 'session_expired' : 'session_required')
  }
  if (!asker.roles.some((role) => route.who.some((allowed) => allowed === role))) {
    throw new HttpRefused(403, 'role_refused')
  }
  if (found.kind === 'open' && found.consentNeeded && !route.beforeConsent) {
    throw new HttpRefused(403, 'consent_needed')
  }
  if (found.kind === 'open' && found.passwordMustChange && !route.beforeOwnPassword) {
    throw new HttpRefused(403, 'password_must_change')
  }
  const act = route.account
  if (found.kind === 'open' && act !== undefined && mustProve(act, found.provedAt, context.now())) {
    throw new HttpRefused(403, 'prove_again')
  }
}
