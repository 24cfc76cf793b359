import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import type { Attempts } from './attempts.ts'
import { cookieFlags, cookieName, cookieValue, cookieValues, isSecure, sessionCookie } from './cookies.ts'
import type { Exchange } from './handler.ts'
import { ownOrigin } from './origin.ts'

/** The cookies and the door of one request. */
export function exchangeOf(
  context: Context,
  attempts: Attempts,
  request: FastifyRequest,
  reply: FastifyReply,
): Exchange {
  const secure = isSecure(context)
  const flags = cookieFlags(secure)
  const { cookie } = request.headers
  /** One of the plain name, from before `__Host-`, or planted. */
  const dropPlain = (name: string) => {
    if (secure && cookieValues(cookie, name).length > 0) reply.clearCookie(name, flags)
  }
  return {
    origin: () => ownOrigin(request, context.config),
    cookie: (name) => cookieValue(cookie, cookieName(name, secure)),
    sessionTokens: () =>
      [cookieName(sessionCookie, secure), sessionCookie]
        .flatMap((name) => cookieValues(cookie, name))
        .slice(0, 4),
    header: (name) => {
      const value = request.headers[name]
      return Array.isArray(value) ? value[0] : value
    },
    setCookie: (name, value, seconds) => {
      dropPlain(name)
      reply.setCookie(
        cookieName(name, secure),
        value,
        seconds === null ? flags : { ...flags, maxAge: seconds },
      )
    },
    clearCookie: (name) => {
      dropPlain(name)
      reply.clearCookie(cookieName(name, secure), flags)
    },
    attempt: (signIn, whose) => attempts.signIn(request, signIn, whose),
    knowsDevice: (asker) => attempts.knowsDevice(request, asker),
    rememberDevice: (asker) => attempts.rememberDevice(request, reply, asker),
    countAsking: () => attempts.asking(request),
    countOpening: () => attempts.opening(request),
  }
}
