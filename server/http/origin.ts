import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { HttpRefused } from '../refused.ts'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The site's own origin, which every request that may change something must name: PUBLIC_URL, or this machine's
 * loopback names at the port the request came in by. Throws 403 `origin_refused` for another, or for none.
 */
export function ownOrigin(request: FastifyRequest, config: Config): string {
  const { origin } = request.headers
  if (origin !== undefined && isOwn(origin, config.publicUrl, request.socket.localPort)) return origin
  throw new HttpRefused(403, 'origin_refused')
}

function isOwn(origin: string, publicUrl: string | null, port: number | undefined): boolean {
  if (publicUrl !== null) return origin === publicUrl
  try {
    const url = new URL(origin)
    return url.protocol === 'http:' && loopbackNames.has(url.hostname) && Number(url.port || 80) === port
  } catch {
    return false
  }
}
