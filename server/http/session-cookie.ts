import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { type FoundSession, findSession } from '../person/session-store.ts'
import { cookieFlags, cookieName, cookieValue, deviceCookie, isSecure, sessionCookie } from './cookies.ts'
import { DeviceCookie } from './device-cookie.ts'

/**
 * Whose session a request comes with. One under the plain name, from before `__Host-`, is believed in a browser that is
 * known to whose it is, and gets the new name; a host beside ours can plant it, but not make the browser known
 * (docs/decisions/0051).
 */
export async function sessionOfRequest(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  quiet: boolean,
): Promise<FoundSession> {
  const { cookie } = request.headers
  const secure = isSecure(context)
  const token = cookieValue(cookie, cookieName(sessionCookie, secure))
  if (token !== undefined || !secure) return await findSession(context, token, quiet)
  const before = cookieValue(cookie, sessionCookie)
  // Looked at first: another's session is not to be held open by who has it planted.
  const found = await findSession(context, before, true)
  if (before === undefined || found.kind !== 'open' || !isKnown(context, cookie, found))
    return { kind: 'none' }
  reply.setCookie(cookieName(sessionCookie, secure), before, cookieFlags(secure))
  reply.clearCookie(sessionCookie, cookieFlags(secure))
  return quiet ? found : await findSession(context, before)
}

function isKnown(
  { config, now }: Context,
  cookie: string | undefined,
  { asker }: FoundSession & { readonly kind: 'open' },
): boolean {
  const own = cookieValue(cookie, cookieName(deviceCookie, true))
  return new DeviceCookie(config.masterKey).of(own, asker, now()) !== undefined
}
