import type { FastifyInstance, FastifyRequest } from 'fastify'
import { countedAddress, plainAddress } from '../network-address.ts'
import { type ProxyTrust, proxiesBy } from '../proxy-trust.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Where the client is, as far as the proxies in front are believed: for logs. `ip` is the nearest proxy's, and is
     * read nowhere else. Empty for a caller who has gone before anything was read.
     */
    clientAddress: string
  }
}

/** Every request is told its client's address before anything counts or logs it. */
export function readAddresses(app: FastifyInstance, trust: ProxyTrust): void {
  const isProxy = proxiesBy(trust)
  app.decorateRequest('clientAddress', '')
  app.addHook('onRequest', async (request) => {
    const { 'x-forwarded-for': forwarded } = request.headers
    request.clientAddress = clientAddress(request.socket.remoteAddress, String(forwarded ?? ''), isProxy)
  })
}

/** Whose limit a request counts under. */
export const countedBy = ({ clientAddress: address }: FastifyRequest): string => countedAddress(address)

/**
 * The client's address: from the socket on, through each proxy of ours to whom it names, the rightmost of
 * X-Forwarded-For first. Whom somebody else names is not read: anybody can write that. Nor is what lies beyond a name
 * that is no address; empty parts are none (RFC 9110, 5.6.1).
 */
export function clientAddress(
  peer: string | undefined,
  forwarded: string,
  isProxy: (address: string, step: number) => boolean,
): string {
  let client = plainAddress(peer ?? '')
  if (client === null) return ''
  let step = 0
  for (const part of fromTheRight(forwarded)) {
    if (!isProxy(client, step)) break
    const named = plainAddress(part)
    if (named === null) break
    client = named
    step += 1
  }
  return client
}

function* fromTheRight(list: string): Generator<string> {
  let end = list.length
  while (end > 0) {
    const comma = list.lastIndexOf(',', end - 1)
    const part = list.slice(comma + 1, end).trim()
    if (part !== '') yield part
    end = comma
  }
}
