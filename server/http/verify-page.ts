import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { alonePolicy } from './security-headers.ts'

/**
 * The page that checks packages, with the roots this site trusts written into it, so that a package taken away a minute
 * ago is confirmed at once, and a saved page still knows whom to trust. `/check` is its name for people.
 */
export function serveVerifyPage(app: FastifyInstance, { config, trust }: Context): void {
  for (const address of ['/verify.html', '/check'])
    app.get(address, { schema: { hide: true } }, async (request, reply) => {
      const page = withRoots(await readFile(join(config.webDir, 'verify.html'), 'utf8'), trust.anchors)
      reply.headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': alonePolicy,
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-cache',
        vary: 'accept-encoding',
      })
      if (!/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(request.headers['accept-encoding'] ?? ''))
        return page
      return reply.header('content-encoding', 'gzip').send(await promisify(gzip)(page))
    })
}

/** Data that no browser runs: base64 alone, so that nothing in it can end the element. */
function withRoots(page: string, anchors: readonly Uint8Array[]): string {
  const roots = JSON.stringify(anchors.map((der) => Buffer.from(der).toString('base64')))
  return page.replace(
    '<body>',
    () => `<body>\n<script type="application/json" id="trusted-roots">${roots}</script>`,
  )
}
