import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify'
import { languageOfRequest } from './check-caller.ts'
import { problem } from './problems.ts'
import { answerHeaders } from './security-headers.ts'

const type = 'application/problem+json'

/** What the parser says of bytes that are no request; else it is 400. */
const statuses: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }

/**
 * Answers to what never becomes a request of ours, in the same form and under the same headers as all others: an
 * address that can't be read is not there, and broken bytes are told so before the line is closed.
 */
export function answerBrokenRequests(
  secure: boolean,
): Pick<FastifyServerOptions, 'frameworkErrors' | 'clientErrorHandler'> {
  const headers = { ...answerHeaders(secure), 'cache-control': 'no-store' }
  return {
    frameworkErrors: (_: unknown, request: FastifyRequest, reply: FastifyReply) => {
      const answer = JSON.stringify(problem(404, 'not_found', languageOfRequest(request)))
      reply.code(404).headers(headers).type(type).send(answer)
    },
    clientErrorHandler(error: Error & { readonly code?: string }, socket: Socket) {
      if (socket.destroyed || error.code === 'ECONNRESET') return
      if (socket.writable) {
        const status = statuses[error.code ?? ''] ?? 400
        const body = JSON.stringify(problem(status, 'request_malformed', 'kk'))
        const lines = {
          ...headers,
          'content-type': type,
          'content-length': Buffer.byteLength(body),
          connection: 'close',
        }
        const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`)
        socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${body}`)
      }
      socket.destroy(error)
    },
  }
}
