import { randomUUID } from 'node:crypto'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'

/** The only machine that is ever asked. */
export const loopback = '127.0.0.1'

/** Somebody at the proxy: where they are, what they wrote into X-Forwarded-For themselves, their cookies. */
export interface Caller {
  readonly address: string
  readonly says?: string
  readonly cookies?: Readonly<Record<string, string>>
}

export interface Asking {
  /** JSON; bytes and text go as they are. */
  readonly body?: unknown
  readonly version?: number
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answered {
  /** 0: the connection was cut. */
  readonly status: number
  /** Of a problem; empty for others. */
  readonly code: string
  readonly retryAfter: string | null
  readonly ms: number
  readonly text: string
  /** Set by the answer. */
  readonly cookies: Readonly<Record<string, string>>
}

export type Request = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`
export type Ask = (who: Caller, what: Request, asking?: Asking) => Promise<Answered>

const patienceMs = 30_000

/** The site asked through a played proxy, which adds the caller's address to what they wrote, as a real one does. */
export function askThrough(port: number, agent = new Agent({ keepAlive: true })): Ask {
  return (who, what, asking = {}) => {
    const [method = 'GET', path = '/'] = what.split(' ')
    const begun = performance.now()
    return new Promise((resolve) => {
      const end = (status: number, headers: IncomingHttpHeaders, text: string): void => {
        const ms = performance.now() - begun
        const retryAfter = headers['retry-after'] ?? null
        resolve({ status, code: codeOf(headers, text), retryAfter, ms, text, cookies: cookiesOf(headers) })
      }
      const cut = (): void => end(0, {}, '')
      const { body } = asking
      const bytes = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
      const options = {
        host: loopback,
        port,
        path,
        method,
        agent,
        timeout: patienceMs,
        headers: headersOf(port, who, method, asking),
      }
      const asked = request(options, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => end(answer.statusCode ?? 0, answer.headers, Buffer.concat(parts).toString()))
        answer.on('error', cut)
      })
      asked.on('timeout', () => asked.destroy())
      asked.on('error', cut)
      asked.end(bytes)
    })
  }
}

/** What a browser on our own page sends, and the proxy adds. */
export function headersOf(
  port: number,
  { address, says, cookies = {} }: Caller,
  method: string,
  { body, version, headers = {} }: Asking = {},
): Record<string, string> {
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  return {
    'x-forwarded-for': says === undefined ? address : `${says}, ${address}`,
    ...(cookie === '' ? {} : { cookie }),
    ...(method === 'GET' ? {} : { origin: originOf(port) }),
    ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  }
}

export const originOf = (port: number): string => `http://${loopback}:${port}`

function codeOf(headers: IncomingHttpHeaders, text: string): string {
  if (headers['content-type']?.includes('problem') !== true) return ''
  return /"code":"([^"]+)"/.exec(text)?.[1] ?? ''
}

function cookiesOf({ 'set-cookie': set = [] }: IncomingHttpHeaders): Record<string, string> {
  const pairs = set.map((one) => one.split(';')[0]?.split('=') ?? [])
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, decodeURIComponent(value)]))
}
