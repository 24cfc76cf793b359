import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { EventsAnswer, EventsListener } from './handler.ts'

/** A caller who takes so little that this much (bytes) waits is let go; they come back and ask again. */
const mostWaiting = 64 * 1024

/** A page whose line was cut comes back after so long, each at its own moment: thousands may be cut at once. */
const comeBackMs = { least: 1000, most: 5000 }

/** Sends events as they come, until either side ends it (HTML Living Standard, 9.2 Server-sent events). */
export function sendEvents(reply: FastifyReply, answer: EventsAnswer): FastifyReply {
  const stream = new PassThrough()
  const listener: EventsListener = {
    send: ({ name, id, data }) => {
      if (stream.writableEnded || stream.destroyed) return
      if (stream.writableLength > mostWaiting) {
        stream.destroy()
        return
      }
      const lines = [
        ...(id === undefined ? [] : [`id: ${id}`]),
        `event: ${name}`,
        `data: ${JSON.stringify(data)}`,
      ]
      stream.write(`${lines.join('\n')}\n\n`)
    },
    end: () => stream.end(),
  }
  const { least, most } = comeBackMs
  stream.write(`retry: ${Math.round(least + Math.random() * (most - least))}\n\n`)
  const forget = answer.open(listener)
  stream.once('close', forget)
  reply.raw.once('close', () => stream.destroy())
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store, no-transform')
    .header('x-accel-buffering', 'no')
    .send(stream)
}
