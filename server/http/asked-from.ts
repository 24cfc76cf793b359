import type { FastifyRequest } from 'fastify'
import { deviceOf, keptDevice } from '../../domain/security/device.ts'
import type { AskedFrom, Context } from '../context.ts'
import { countedBy } from './client-address.ts'

/** Where a request comes from. */
function askedFrom(request: FastifyRequest): AskedFrom {
  return {
    requestId: request.id,
    address: request.clientAddress,
    owner: request.caller?.asker?.id ?? `address ${countedBy(request)}`,
    isGone: () => request.method === 'GET' && request.raw.socket.destroyed,
    // Few ask for it.
    get device() {
      return keptDevice(deviceOf(request.headers['user-agent'] ?? ''))
    },
  }
}

/** The context of one request: what it writes down tells where it came from, and each line of its log which it was. */
export function contextOf(context: Context, request: FastifyRequest): Context {
  const log: Context['log'] = (entry) => context.log({ ...entry, request: request.id })
  return { ...context, from: askedFrom(request), log }
}
