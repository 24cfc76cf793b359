import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContextOptions } from 'playwright-core'

/**
 * What is in front of the server: a real proxy that a browser context goes through. While the server behind it is being
 * renewed it answers by itself, as gateways do: with a page of its own, which is nobody's problem of ours.
 */
export class Gateway {
  readonly #server: Server
  #away: (path: string) => number | null = () => null
  #held: { readonly pattern: RegExp; readonly over: Promise<void> } | null = null

  private constructor() {
    this.#server = createServer((incoming, outgoing) => {
      const { method = '', url = '', headers } = incoming
      const status = this.#away(new URL(url).pathname)
      if (status !== null) {
        incoming.resume()
        outgoing.writeHead(status, { 'content-type': 'text/html' }).end(`<h1>${status}</h1>`)
        return
      }
      const onward = request(url, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        if (this.#held?.pattern.test(new URL(url).pathname))
          void this.#held.over.then(() => answer.pipe(outgoing))
        else answer.pipe(outgoing)
      })
      onward.on('error', () => outgoing.destroy())
      outgoing.on('close', () => onward.destroy())
      incoming.pipe(onward)
    })
  }

  static async start(): Promise<Gateway> {
    const gateway = new Gateway()
    await new Promise<void>((resolve) => gateway.#server.listen(0, '127.0.0.1', resolve))
    return gateway
  }

  /** For the browser context that is to go through it. */
  get contextOptions(): BrowserContextOptions {
    const { port } = this.#server.address() as AddressInfo
    return { proxy: { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' } }
  }

  /** From now on these paths are answered here, with this status; null lets all through. */
  answerFor(pattern: RegExp | null, status = 503): void {
    this.#away = (path) => (pattern?.test(path) ? status : null)
  }

  /** Answers for these paths come only once the act that is given back is done. */
  hold(pattern: RegExp): () => void {
    let letGo = (): void => {}
    const over = new Promise<void>((resolve) => {
      letGo = resolve
    })
    this.#held = { pattern, over }
    return () => {
      this.#held = null
      letGo()
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
