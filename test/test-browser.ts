import type { Problem } from '../wire/problem.ts'

export interface Answer<Body> {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
  /** What was refused, of an answer that is not 2xx. */
  readonly problem: Problem
}

export interface Asking {
  /** JSON; a form or bytes go as they are. */
  readonly body?: unknown
  /** The `If-Match` version. */
  readonly version?: number
  /** The `Idempotency-Key`; a fresh one for every POST unless told. Null sends none. */
  readonly key?: string | null
  /** The `Origin`; the site's own unless told. Null sends none. */
  readonly origin?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

/** A browser with its cookies, as far as an API is concerned. */
export class TestBrowser {
  readonly origin: string
  readonly cookies: Map<string, string>
  readonly #headers: Readonly<Record<string, string>>

  /** `headers`: of every request, such as a proxy in between adds. */
  constructor(
    origin: string,
    cookies: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    this.#headers = headers
    this.origin = origin
    this.cookies = new Map(Object.entries(cookies))
  }

  /** `ask('POST /api/drafts', { body })`. JSON answers are read; others come as text. */
  async ask<Body = Record<string, unknown>>(
    request: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'} /${string}`,
    asking: Asking = {},
  ): Promise<Answer<Body>> {
    const response = await this.send(request, asking)
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    const body = json ? JSON.parse(text) : text
    return { status: response.status, headers: response.headers, body, problem: body }
  }

  /** The bytes of a file route. */
  async bytes(
    path: string,
    asking: Asking = {},
  ): Promise<{ status: number; headers: Headers; bytes: Uint8Array }> {
    const response = await this.send(`GET ${path}`, asking)
    const bytes = new Uint8Array(await response.arrayBuffer())
    return { status: response.status, headers: response.headers, bytes }
  }

  /** Puts a file up as the form of a page does. */
  async upload<Body = Record<string, unknown>>(
    path: string,
    name: string,
    bytes: Uint8Array | string,
  ): Promise<Answer<Body>> {
    const form = new FormData()
    form.append('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name)
    return await this.ask<Body>(`POST /${path.replace(/^\//, '')}`, { body: form })
  }

  private async send(request: string, asking: Asking): Promise<Response> {
    const [method = 'GET', path = '/'] = request.split(' ')
    const headers = new Headers({ ...this.#headers, ...asking.headers })
    const { body, version, key, origin = this.origin } = asking
    if (this.cookies.size > 0) {
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    }
    if (method !== 'GET' && method !== 'HEAD' && origin !== null) headers.set('origin', origin)
    if (method === 'POST' && key !== null) headers.set('idempotency-key', key ?? crypto.randomUUID())
    if (version !== undefined) headers.set('if-match', `"${version}"`)
    const raw = body instanceof FormData || body instanceof Uint8Array
    if (body !== undefined && !raw) headers.set('content-type', 'application/json')
    const response = await fetch(this.origin + path, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
    })
    this.keepCookies(response)
    return response
  }

  private keepCookies(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = '', ...flags] = cookie.split('; ')
      const [name = '', value = ''] = pair.split('=')
      const gone = flags.some((flag) => /^max-age=0$/i.test(flag) || /^expires=thu, 01 jan 1970/i.test(flag))
      if (gone || value === '') this.cookies.delete(name)
      else this.cookies.set(name, decodeURIComponent(value))
    }
  }
}
