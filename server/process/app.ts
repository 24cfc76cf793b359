import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { officeStreamOf } from '../case/office-stream.ts'
import { changeLineOf } from '../change-line.ts'
import type { Context } from '../context.ts'
import { egovMobileStreamOf } from '../egov-mobile/egov-mobile-stream.ts'
import { contextOf } from '../http/asked-from.ts'
import { askedBy } from '../http/attempts.ts'
import { bindRoutes, type Sending } from '../http/bind-routes.ts'
import { answerBrokenRequests } from '../http/broken-requests.ts'
import { recordBug } from '../http/bugs.ts'
import { languageOfRequest } from '../http/check-caller.ts'
import { refuseEgovMobile } from '../http/check-egov-mobile-caller.ts'
import { readAddresses } from '../http/client-address.ts'
import { compressAnswers } from '../http/compress.ts'
import { isSecure } from '../http/cookies.ts'
import { Downloads } from '../http/downloads.ts'
import { endInOrder } from '../http/ending.ts'
import { HeavyWork } from '../http/heavy-work.ts'
import { openApiRoutes } from '../http/open-api.ts'
import { problem, problemOf } from '../http/problems.ts'
import { retryAfterOf } from '../http/retry-after.ts'
import { commonHeaders, ownHeaders } from '../http/security-headers.ts'
import { sendingPace } from '../http/sending-pace.ts'
import { serveSite } from '../http/site.ts'
import { tellRefused } from '../http/tell-refused.ts'
import { partType, uploadLimits } from '../http/uploads.ts'
import { newsStreamOf } from '../notice/news-stream.ts'
import { HttpRefused } from '../refused.ts'
import { handlers } from './handlers.ts'

/**
 * Asks a minute, counted in each process (docs/decisions/0044). `perAddress`: from one address, behind which an office
 * may sit; those of browsers in which an account signed in before count under that account instead, all its browsers
 * together. `perAccount`: of one that is signed in, from everywhere; a page's busiest minute has some sixty.
 */
export const asksPerMinute = { perAddress: 3000, perAccount: 1200 }

const quiet = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }

/** The web process's application: every URL of wire/routes.ts, and the built site. Not listening yet. */
export async function buildApp(
  context: Context,
  sending: Sending = { pace: sendingPace, downloads: new Downloads(context) },
  heavyWork: HeavyWork = new HeavyWork(context),
  { perAddress, perAccount } = asksPerMinute,
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: 512 * 1024,
    exposeHeadRoutes: false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    // A repeated slash or another case is another address, as for everybody else on the path.
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestTimeout: 120_000,
    ...answerBrokenRequests(isSecure(context)),
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('caller', null)
  answerFaults(app, context)
  sweepIdleConnections(app)
  readAddresses(app, context.config.trustProxy)

  const headers = commonHeaders(isSecure(context))
  app.addHook('onRequest', async (request, reply) => {
    if (request.raw.socket.destroyed) return reply.hijack()
    reply.headers(headers)
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  app.addHook('onSend', async (request, reply) => {
    // Files of the key-file window are for its opaque origin.
    if (request.url.startsWith('/signer/') && reply.statusCode < 400) return
    for (const [name, value] of Object.entries(ownHeaders)) {
      if (reply.getHeader(name) === undefined) reply.header(name, value)
    }
  })
  const closeStreams = (): void => {
    newsStreamOf(context).close()
    egovMobileStreamOf(context).close()
    officeStreamOf(context).close()
    changeLineOf(context).close()
  }
  endInOrder(app, closeStreams)

  await compressAnswers(app)
  await app.register(cookie)
  await app.register(rateLimit, {
    max: perAddress,
    keyGenerator: askedBy(context),
    timeWindow: '1 minute',
    addHeadersOnExceeding: quiet,
    errorResponseBuilder: () => new HttpRefused(429, 'too_many_requests'),
  })
  await app.register(multipart, { limits: uploadLimits, throwFileSizeLimit: true })
  app.addContentTypeParser(partType, (_, payload, done) => done(null, payload))
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Otinish', version: '1' } },
    transform: jsonSchemaTransform,
  })
  bindRoutes(app, context, { ...handlers, ...openApiRoutes(app) }, { ...sending, heavyWork, perAccount })
  app.addHook('preClose', async () => closeStreams())
  await serveSite(app, context)
  return app
}

function answerFaults(app: FastifyInstance, process: Context): void {
  app.setErrorHandler(async (error, request, reply) => {
    const context = contextOf(process, request)
    const language = languageOfRequest(request)
    const known = problemOf(error, language)
    const route = `${request.method} ${request.routeOptions.url ?? '?'}`
    if (known?.code === 'unavailable') {
      const reason = error instanceof Error ? error.message : String(error)
      context.log({ level: 'error', message: 'unavailable', route, reason })
    }
    const again = known === null ? null : retryAfterOf(known)
    if (again !== null) reply.header('retry-after', again)
    if (known !== null) await tellRefused(context, request, known)
    const id = known === null ? await recordBug(context, route, error) : ''
    const answer = known ?? {
      ...problem(500, 'internal', language, { id }),
      instance: `urn:uuid:${id}`,
    }
    if (request.routeOptions.config.egovMobile) return await refuseEgovMobile(reply, answer)
    return reply.code(answer.status).type('application/problem+json').send(JSON.stringify(answer))
  })
}

/**
 * A kept-alive connection that idles would hold the close up; measured at over ten seconds without this. One that
 * was opened for later and has asked nothing yet, as browsers do, is no idle one to Node: it would hold it up a
 * whole minute.
 */
function sweepIdleConnections(app: FastifyInstance): void {
  const silent = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  app.server.on('request', ({ socket }) => silent.delete(socket))
  app.addHook('preClose', async () => {
    const timer = setInterval(() => {
      app.server.closeIdleConnections()
      for (const socket of silent) socket.destroy()
    }, 100)
    app.server.once('close', () => clearInterval(timer))
  })
}
