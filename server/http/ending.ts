import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { HttpRefused } from '../refused.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Takes no new request from now on and waits for those under way, but no longer than the grace (milliseconds). */
    endInOrder(graceMs: number): Promise<void>
  }
}

/**
 * Lets a process that is told to stop finish what it has begun: a download goes on, and who comes then is told when to
 * come again, on a new connection or a kept one. `closeStreams` ends the answers that never end by themselves.
 */
export function endInOrder(app: FastifyInstance, closeStreams: () => void): void {
  let ending = false
  let underWay = 0
  app.server.on('request', (_, response) => {
    underWay += 1
    // A file that is sent is watched by a dozen: framework, pace, places and this. More would be a leak.
    response.setMaxListeners(20)
    response.once('close', () => {
      underWay -= 1
    })
  })
  app.addHook('onRequest', async (request, reply) => {
    // It lives until it is gone; only new work is for others.
    if (!ending || request.url === '/health/live') return
    reply.header('connection', 'close')
    throw new HttpRefused(503, 'restarting')
  })
  app.decorate('endInOrder', async (graceMs: number) => {
    ending = true
    closeStreams()
    const endsAt = performance.now() + graceMs
    while (underWay > 0 && performance.now() < endsAt) await sleep(20)
    app.server.closeIdleConnections()
    if (underWay > 0) app.server.closeAllConnections()
    await app.close()
  })
}
