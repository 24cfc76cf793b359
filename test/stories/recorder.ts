import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { type Heard, latin1 } from './leaks.ts'
import { listenInPage, lookAround } from './page-listeners.ts'

/**
 * Hears all that leaves the key-file window. Requests are heard by a proxy that the whole browser context goes
 * through: pages, frames, workers, beacons and what outlives its page, bodies byte for byte. The rest is heard in
 * the page (page-ears.ts) and from the browser: console, addresses, sockets, cookies, downloads.
 */
export class Recorder {
  readonly #proxy: Server
  #heard: Heard[] = []
  #coming: Promise<void>[] = []

  private constructor() {
    this.#proxy = createServer((incoming, outgoing) => void this.#passOn(incoming, outgoing))
    // Sockets and HTTPS ask for a tunnel; nothing of ours needs one.
    this.#proxy.on('connect', ({ url = '' }, socket) => {
      this.#hear(`CONNECT ${url}`, url)
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    })
  }

  static async start(): Promise<Recorder> {
    const recorder = new Recorder()
    await new Promise<void>((resolve) => recorder.#proxy.listen(0, '127.0.0.1', resolve))
    return recorder
  }

  async stop(): Promise<void> {
    this.#proxy.closeAllConnections()
    await new Promise((resolve) => this.#proxy.close(resolve))
  }

  /** For the browser context that is to be heard. */
  get contextOptions(): BrowserContextOptions {
    const { port } = this.#proxy.address() as AddressInfo
    return { proxy: { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' } }
  }

  #hear(where: string, what: string | Uint8Array): void {
    this.#heard.push({ where, bytes: latin1(typeof what === 'string' ? Buffer.from(what) : what) })
  }

  async #passOn(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = '', url = '', headers, rawHeaders } = incoming
    const where = `${method} ${URL.canParse(url) ? new URL(url).pathname : url}`
    this.#hear(where, `${url}\n${rawHeaders.join('\n')}`)
    try {
      const body = await buffer(incoming)
      this.#hear(where, body)
      const onward = request(url, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      })
      onward.on('error', () => outgoing.destroy())
      onward.end(body)
    } catch {
      outgoing.destroy()
    }
  }

  /** Listens to this page from its next address on. */
  async follow(page: Page): Promise<void> {
    const context = page.context()
    await page.addInitScript(listenInPage)
    page.on('console', (message) => this.#hear('console', message.text()))
    page.on('pageerror', (error) => this.#hear('console', `${error.message} ${error.stack}`))
    page.on('framenavigated', (frame) => this.#hear('address', `${frame.url()} ${frame.name()}`))
    page.on('worker', (worker) => this.#hear('worker', worker.url()))
    page.on('websocket', (socket) => {
      this.#hear('WebSocket', socket.url())
      socket.on('framesent', ({ payload }) => this.#hear('WebSocket', payload))
    })
    page.on('download', (download) => {
      this.#hear('download', `${download.url()} ${download.suggestedFilename()}`)
      const read = async () => this.#hear('download', await buffer(await download.createReadStream()))
      this.#coming.push(read())
    })
    context.on('serviceworker', (worker) => this.#hear('service worker', worker.url()))
    context.on('page', (other) => this.#hear('another window', other.url()))
  }

  /** All that was heard since it was last asked, with what page and browser keep now. */
  async take(page: Page): Promise<Heard[]> {
    const inPage = await page.evaluate(() => globalThis.takeHeardInPage())
    const kept = await page.evaluate(lookAround)
    const cookies = await page.context().cookies()
    await Promise.all(this.#coming.splice(0))
    for (const { name, value } of cookies) this.#hear('cookie', `${name}=${value}`)
    const heard = [...this.#heard, ...inPage, ...kept]
    this.#heard = []
    return heard
  }
}
