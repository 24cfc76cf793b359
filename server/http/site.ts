import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Context } from '../context.ts'
import { languageOfRequest } from './check-caller.ts'
import { problem } from './problems.ts'
import { ncaLayerPolicy, pagePolicy, signerPolicy } from './security-headers.ts'
import { serveVerifyPage } from './verify-page.ts'

/** The built site: hashed assets for ever, everything else asked for again; any page's address gets index.html. */
export async function serveSite(app: FastifyInstance, context: Context): Promise<void> {
  const { webDir } = context.config
  const built = existsSync(join(webDir, 'index.html'))
  if (built) {
    serveVerifyPage(app, context)
    await app.register(fastifyStatic, {
      root: webDir,
      index: 'index.html',
      decorateReply: true,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.headers(headersOf(path.slice(webDir.length)))
      },
    })
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (built && request.method === 'GET' && request.url === doorPath) {
      return sendDoor(reply, context.config.ncaLayerUrl)
    }
    const page =
      ['GET', 'HEAD'].includes(request.method) && /\btext\/html\b/i.test(request.headers.accept ?? '')
    const api = /^\/(api|health|assets|signer)\//.test(request.url)
    if (built && page && !api) return reply.sendFile('index.html')
    const answer = problem(404, 'not_found', languageOfRequest(request))
    return reply.code(404).type('application/problem+json').send(JSON.stringify(answer))
  })
}

/** Known to web/signing/ncalayer-door.ts. */
const doorPath = '/signer/ncalayer.html'

/** Tells the address of NCALayer, and is allowed to connect to it; it has neither script nor anything to see. */
function sendDoor(reply: FastifyReply, address: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': ncaLayerPolicy(address),
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-cache',
    })
    .send(
      `<!doctype html><html lang="kk"><meta charset="utf-8"><title>NCALayer</title><meta name="ncalayer" content="${address}">`,
    )
}

/** Headers of a file of the site; `path` is relative to it. */
function headersOf(path: string): Record<string, string> {
  const url = path.split(sep).join('/')
  // The frame's origin is opaque: its own files are another origin's to it.
  if (url.startsWith('/signer/')) {
    return {
      'content-security-policy': signerPolicy,
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
    }
  }
  return {
    'content-security-policy': pagePolicy,
    'cross-origin-resource-policy': 'same-origin',
    vary: 'accept-encoding',
    'cache-control': url.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
}
