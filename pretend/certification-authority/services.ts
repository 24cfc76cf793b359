import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toHex } from '../../eds/bytes.ts'
import { readDer } from '../../eds/der.ts'
import { items, oidOf } from '../../eds/der-values.ts'
import { oids } from '../../eds/oids.ts'
import type { Authority, Holder } from './authority.ts'
import type { Algorithm } from './key-pair.ts'
import { ListService } from './list-service.ts'
import { answerOcsp, readRequest } from './ocsp-responder.ts'
import { createRegister, type RevocationRegister } from './revocation-register.ts'
import { answerTimestamp } from './timestamping.ts'

/** The authority's services over HTTP, as the real ones answer: OCSP, timestamps, lists. */
export interface AuthorityServices {
  /** `http://127.0.0.1:<port>`; below it `/ocsp`, `/tsp`, and the lists. */
  readonly url: string
  readonly register: RevocationRegister
  /** What the services do from now on; `down` hangs up on every caller, `busy` answers 503. */
  behave(how: 'well' | 'down' | 'busy'): void
  close(): Promise<void>
}

/** The lists under `/crl/`, without their ending: of the issuing authorities, their deltas, of the roots. */
export const listNames = ['nca_rsa', 'nca_d_rsa', 'nca_gost', 'nca_d_gost', 'root_rsa', 'root_gost'] as const

const kinds: readonly Algorithm[] = ['rsa', 'gost2015']

/** Starts the services on loopback, with fresh certificates of their own. `now` is asked at every answer. */
export async function startServices(
  authority: Authority,
  {
    now,
    port = 0,
    register = createRegister(),
  }: { now: () => number; port?: number; register?: RevocationRegister },
): Promise<AuthorityServices> {
  const made = new Date(now())
  const services = {
    authority,
    register,
    lists: new ListService(register, now),
    now,
    // Made when first asked for: their RSA keys take their time, and most starts of a demo never need them all.
    ocsp: madeOnce((kind) => authority.issueService('ocsp', kind, made)),
    timestamps: madeOnce((kind) => authority.issueService('timestamps', kind, made)),
  }
  let how: 'well' | 'down' | 'busy' = 'well'
  const server = createServer(async (request, response) => {
    if (how === 'down') return void request.socket.destroy()
    if (how === 'busy') return void response.writeHead(503).end()
    try {
      const found = await answer(services, request)
      if (found === null) response.writeHead(404).end()
      else
        response
          .writeHead(200, { 'content-type': found.type, 'content-length': found.bytes.length })
          .end(found.bytes)
    } catch {
      response.writeHead(400).end()
    }
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    register,
    behave: (next) => {
      how = next
    },
    close: () => closed(server),
  }
}

interface Services {
  readonly authority: Authority
  readonly register: RevocationRegister
  readonly lists: ListService
  readonly now: () => number
  readonly ocsp: (kind: Algorithm) => Promise<Holder>
  readonly timestamps: (kind: Algorithm) => Promise<Holder>
}

async function answer(services: Services, request: IncomingMessage) {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const list = listNames.find((name) => pathname === `/crl/${name}.crl`)
  if (list !== undefined && request.method === 'GET') {
    const algorithm = list.endsWith('rsa') ? 'rsa' : 'gost2015'
    const issuer = services.authority[list.startsWith('root') ? 'root' : 'issuing'](algorithm)
    const kind = list.includes('_d_') ? 'delta' : 'whole'
    return { type: 'application/pkix-crl', bytes: await services.lists[kind](issuer) }
  }
  if (request.method !== 'POST') return null
  const body = await bodyOf(request)
  // The real services answer with the authority that issued what is asked about; here its key's hash tells which.
  if (pathname === '/ocsp') {
    const responder = await services.ocsp(algorithmAskedFor(services, body))
    return {
      type: 'application/ocsp-response',
      bytes: await answerOcsp(body, responder, services.register, services.now()),
    }
  }
  if (pathname === '/tsp') {
    const holder = await services.timestamps(isStreebog(body) ? 'gost2015' : 'rsa')
    return { type: 'application/timestamp-reply', bytes: await answerTimestamp(body, holder, services.now()) }
  }
  return null
}

function madeOnce(make: (kind: Algorithm) => Promise<Holder>): (kind: Algorithm) => Promise<Holder> {
  const made = new Map<Algorithm, Promise<Holder>>()
  return (kind) => {
    const known = made.get(kind) ?? make(kind)
    made.set(kind, known)
    return known
  }
}

/** The authority whose key's SHA-256 is in the request. */
function algorithmAskedFor({ authority }: Services, request: Uint8Array): Algorithm {
  const { issuerKeyHash } = readRequest(request)
  const asked = kinds.find((kind) => {
    const key = authority.issuing(kind).certificate.publicKey
    return createHash('sha256').update(key).digest('hex') === toHex(issuerKeyHash)
  })
  if (asked === undefined) throw new RangeError('another authority')
  return asked
}

/** Is the imprint of a timestamp request Streebog-512? */
function isStreebog(request: Uint8Array): boolean {
  const [, imprint] = items(readDer(request))
  return oidOf(items(items(imprint)[0])[0]) === oids.streebog512
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return new Uint8Array(Buffer.concat(parts))
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
}
