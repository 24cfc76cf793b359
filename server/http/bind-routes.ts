import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { Problem } from '../../wire/problem.ts'
import type { Route } from '../../wire/route.ts'
import { type RouteName, routes } from '../../wire/routes.ts'
import type { Context } from '../context.ts'
import { HttpRefused } from '../refused.ts'
import { contextOf } from './asked-from.ts'
import { AsksAtOnce } from './asks-at-once.ts'
import { accountLimitOf, askedBy, attemptsOf, laneAskedBy } from './attempts.ts'
import { BodiesUnderWay } from './bodies-under-way.ts'
import { refuseBrokenText } from './broken-text.ts'
import { admit } from './check-caller.ts'
import { knock } from './check-egov-mobile-caller.ts'
import type { Downloads } from './downloads.ts'
import { sendEvents } from './events-answer.ts'
import { exchangeOf } from './exchange.ts'
import { sendFile } from './file-answer.ts'
import type { EventsAnswer, FileAnswer, Handlers, StreamAnswer } from './handler.ts'
import { type HeavyWork, made } from './heavy-work.ts'
import { keyOf, once } from './idempotency.ts'
import type { SendingPace } from './sending-pace.ts'
import { partType, readPart, readUpload } from './uploads.ts'

// What a handler of any route looks like from here; wire/routes.ts and Handlers keep the two sides in step.
type AnyHandler = (request: unknown) => Promise<unknown>

/** A phone may give the whole document back beside its signature. */
const longestEgovMobileBody = 8 * 1024 * 1024

/** How files go out: how slowly they may be taken, and how many at a time. */
export interface Sending {
  readonly pace: SendingPace
  readonly downloads: Downloads
}

/** Binds every URL of wire/routes.ts to its handler; those of the demo only on a demo or test database. */
export function bindRoutes(
  app: FastifyInstance,
  context: Context,
  handlers: Handlers,
  {
    pace,
    downloads,
    heavyWork,
    perAccount,
  }: Sending & {
    readonly heavyWork: HeavyWork
    /** Asks of one account a minute. */
    readonly perAccount: number
  },
): void {
  const attempts = attemptsOf(context)
  const limitAccount = accountLimitOf(app, perAccount)
  const asksAtOnce = new AsksAtOnce(askedBy(context))
  const bodies = new BodiesUnderWay(laneAskedBy(context))
  bodies.guard(app)
  const bodyWasHere = new WeakMap<FastifyRequest, boolean>()
  for (const [name, route] of Object.entries(routes) as [RouteName, Route][]) {
    if (route.demo && !context.demo) continue
    const [method = '', url = ''] = name.split(' ')
    const handler = handlers[name] as AnyHandler

    const answer = (request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
      bodies.during(request, () => answerAtPlace(request, reply))
    const answerAtPlace = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const leave = await asksAtOnce.takePlace(route, request)
      try {
        return await answerInTurn(request, reply)
      } finally {
        leave()
      }
    }
    const answerInTurn = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const { asker = null, language = 'kk' } = request.caller ?? {}
      const { params, query } = request
      // A part is bytes, read by the verb as they come.
      const body = route.part ? undefined : request.body
      if (request.validationError !== undefined) {
        await attempts.malformed(request)
        throw request.validationError
      }
      refuseBrokenText(query)
      refuseBrokenText(body)
      const key = route.idempotent ? keyOf(request.headers['idempotency-key']) : ''
      const run = (inside: Context): Promise<unknown> =>
        handler({
          // A stream is held for the whole process, under its one context.
          context: route.events ? inside : contextOf(inside, request),
          asker,
          params,
          query,
          body,
          language,
          version: route.ifMatch ? versionOf(request.headers['if-match']) : 0,
          key,
          upload: (most: number) => readUpload(request, most),
          part: () => readPart(request),
          exchange: exchangeOf(context, attempts, request, reply),
        })
      const place = route.heavy && (await heavyWork.takePlace(route.heavy, request, reply))
      const work = async (): Promise<unknown> => {
        if (route.file) {
          await downloads.takePlace(request, reply)
          if (request.raw.socket.destroyed) return reply.hijack()
          const file = (await run(context)) as FileAnswer | StreamAnswer
          if ('stream' in file) place?.until(made(file))
          return await sendFile(context, pace, reply, file)
        }
        if (route.events) return sendEvents(reply, (await run(context)) as EventsAnswer)
        if (!route.idempotent || asker === null) return await run(context)
        const act = { asker, key, request: { name, params, body: body ?? null } }
        const done = await once(context, act, run)
        if (done.repeated) reply.header('idempotency-replayed', 'true')
        return done.answer
      }
      try {
        if (place !== undefined && request.raw.socket.destroyed) return reply.hijack()
        return await work()
      } finally {
        place?.settled()
      }
    }

    const letIn = (request: FastifyRequest, reply: FastifyReply): Promise<void> =>
      asksAtOnce.lookUp(request, () => admit(context, route, request, reply))

    app.route({
      method: method as HTTPMethods,
      url,
      schema: schemaOf(name, route),
      config: { egovMobile: route.egovMobile === true },
      attachValidation: route.signIn === true,
      ...(route.egovMobile && method === 'PUT' ? { bodyLimit: longestEgovMobileBody } : {}),
      onRequest: async (request, reply) => {
        await letIn(request, reply)
        await limitAccount(request)
        if (route.egovMobile) await attempts.egovMobile(request, () => knock(context, request))
        // A caller who has gone meanwhile has no address to be counted by, and hears no answer.
        if (request.raw.socket.destroyed) return reply.hijack()
        bodyWasHere.set(request, request.raw.complete)
      },
      preHandler: async (request, reply) => {
        // Who was let in while the body was still on its way is asked for again: it can be held back for minutes.
        if (isAct(request) && bodyWasHere.get(request) !== true) await letIn(request, reply)
      },
      handler: answer,
    })
  }
}

const isAct = ({ method }: FastifyRequest): boolean => method !== 'GET' && method !== 'HEAD'

function schemaOf(name: string, route: Route) {
  return {
    operationId: name.replace(/[^A-Za-z]+/g, '-').toLowerCase(),
    ...(route.params === undefined ? {} : { params: route.params }),
    ...(route.query === undefined ? {} : { querystring: route.query }),
    ...(route.body === undefined ? {} : { body: route.body }),
    ...(route.multipart ? { consumes: ['multipart/form-data'] } : {}),
    ...(route.part ? { consumes: [partType] } : {}),
    response: {
      ...(route.response === undefined ? {} : { 200: route.response }),
      '4xx': Problem,
      '5xx': Problem,
    },
  }
}

/** The number of `If-Match: "12"`. Throws 428 when there is none. */
function versionOf(header: string | undefined): number {
  const match = /^"?(\d{1,9})"?$/.exec(header ?? '')
  if (match === null) throw new HttpRefused(428, 'version_required')
  return Number(match[1])
}
