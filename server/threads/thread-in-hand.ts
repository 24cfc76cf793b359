import { Worker } from 'node:worker_threads'

/** What a thread is asked: one piece of work at a time, by its name in server/threads/work.ts. */
export interface Asked {
  readonly kind: string
  readonly input: unknown
}

/** What it answers. An error is told by its own words, since its class does not cross. */
export type Answer =
  | { readonly result: unknown }
  | { readonly error: { readonly name: string; readonly message: string; readonly stack: string } }

/** A thread ended, ran out of memory or did not come to an end: what it was doing is refused as an outage. */
export class ThreadLost extends Error {
  override name = 'ThreadLost'
  /** Known to server/http/outage.ts. */
  readonly code = 'ERR_THREAD_LOST'
}

/** One thread of this process. It never keeps the process alive while it has nothing to do. */
export class ThreadInHand {
  readonly #worker: Worker
  readonly #whenLost: () => void
  #lost = false
  #settle: { readonly done: (result: unknown) => void; readonly failed: (error: Error) => void } | null = null

  /** `whenLost` is called once, when it takes no more work: before anything else hears of it. */
  constructor(program: string, heapMb: number, whenLost: (thread: ThreadInHand) => void) {
    this.#whenLost = () => whenLost(this)
    // It gets no environment: the master key is none of its business.
    this.#worker = new Worker(program, {
      env: {},
      execArgv: ['--enable-source-maps'],
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16 },
    })
    this.#worker.unref()
    this.#worker.on('message', (answer: Answer) => {
      const settle = this.#idle()
      if ('result' in answer) settle?.done(answer.result)
      else settle?.failed(Object.assign(new Error(answer.error.message), answer.error))
    })
    this.#worker.on('error', (error) => this.#lose(error))
    this.#worker.once('exit', (code) => this.#lose(`exit code ${code}`))
  }

  /** Does one piece of work; another only after it. Throws what the work throws, ThreadLost. */
  async do(asked: Asked): Promise<unknown> {
    return await new Promise((done, failed) => {
      this.#settle = { done, failed }
      this.#worker.ref()
      this.#worker.postMessage(asked)
    })
  }

  /** Ends it at once; what it does is lost. */
  async end(why: string): Promise<void> {
    this.#lose(why)
    await this.#worker.terminate()
  }

  #lose(cause: unknown): void {
    if (this.#lost) return
    this.#lost = true
    this.#whenLost()
    const why = cause instanceof Error ? cause.message : cause
    this.#idle()?.failed(new ThreadLost(`a thread was lost: ${why}`, { cause }))
  }

  #idle() {
    const settle = this.#settle
    this.#settle = null
    this.#worker.unref()
    return settle
  }
}
