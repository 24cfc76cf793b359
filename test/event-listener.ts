import type { Answer, TestBrowser } from './test-browser.ts'

/** One event of an open answer (text/event-stream). */
export interface HeardEvent {
  readonly name: string
  readonly id: string | null
  readonly data: unknown
}

/** Listens at an address that stays open, as an EventSource does, but without coming back by itself. */
export class EventListener {
  readonly status: number
  readonly heard: HeardEvent[] = []
  /** Resolves when the server has ended the answer. */
  readonly ended: Promise<void>
  readonly #abort: AbortController

  private constructor(response: Response, abort: AbortController) {
    this.status = response.status
    this.#abort = abort
    this.ended = this.#read(response).catch(() => undefined)
  }

  static async open(
    browser: TestBrowser,
    path: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<EventListener> {
    const abort = new AbortController()
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(browser.origin + path, {
      headers: { accept: 'text/event-stream', cookie, ...headers },
      signal: abort.signal,
    })
    return new EventListener(response, abort)
  }

  /** How the server greets a listener: the whole of a refusal, of an open answer its head alone. */
  static async greeting(browser: TestBrowser, path: string): Promise<Answer<unknown>> {
    const listener = await EventListener.open(browser, path)
    if (listener.status !== 200) return await browser.ask(`GET ${path as `/${string}`}`)
    listener.close()
    return { status: 200, headers: new Headers(), body: {}, problem: {} as Answer<unknown>['problem'] }
  }

  /** The data of every event of this name so far. */
  of(name: string): unknown[] {
    return this.heard.filter((event) => event.name === name).map(({ data }) => data)
  }

  close(): void {
    this.#abort.abort()
  }

  async #read(response: Response): Promise<void> {
    const decoder = new TextDecoder()
    let text = ''
    for await (const bytes of response.body ?? []) {
      text += decoder.decode(bytes, { stream: true })
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      // When to come back is said by a block without an event.
      for (const block of blocks) if (/^data:/m.test(block)) this.heard.push(eventOf(block))
    }
  }
}

function eventOf(block: string): HeardEvent {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? null
  return { name: field('event') ?? 'message', id: field('id'), data: JSON.parse(field('data') ?? 'null') }
}
