import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import type { Attempts } from './attempts.ts'
import type { Exchange } from './handler.ts'
import { ownOrigin } from './origin.ts'

/** The cookies and the door of one request. */
export function exchangeOf(
  context: Context,
  attempts: Attempts,
  request: FastifyRequest,
  reply: FastifyReply,
): Exchange {
  const flags = { path: '/', httpOnly: true, sameSite: 'lax', secure: !context.demo } as const
  return {
    origin: () => ownOrigin(request, context.config),
    cookie: (name) => request.cookies[name],
    header: (name) => {
      const value = request.headers[name]
      return Array.isArray(value) ? value[0] : value
    },
    setCookie: (name, value, seconds) => {
      reply.setCookie(name, value, seconds === null ? flags : { ...flags, maxAge: seconds })
    },
    clearCookie: (name) => {
      reply.clearCookie(name, flags)
    },
    attempt: (signIn) => attempts.signIn(request, signIn),
    knowsDevice: (asker) => attempts.knowsDevice(request, asker),
    rememberDevice: (asker) => attempts.rememberDevice(request, reply, asker),
    countOpening: () => attempts.opening(request),
  }
}
