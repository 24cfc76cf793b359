import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { connectAlone } from '../db/connect.ts'
import type { Context } from './context.ts'
import { oneOfProcess } from './one-of-process.ts'

/** Of db/migrations/0061-changes-told.sql. */
const channel = 'otinish_change'
/** So often the line is tried out: a word is sent by the pool and has to be heard. */
const proveEveryMs = 20_000
/** A word that was not heard by then is lost, and so is the line. */
const proveWithinMs = 5_000
/** After a loss; twice as long each time, up to the longest. */
const firstPauseMs = 500
const longestPauseMs = 30_000

/** Who wants to hear that rows have changed. */
export interface ChangeListener {
  /** Such as `notices <person>`, `appeals`: whose news have changed. The words are the database's. */
  readonly onChange: (what: string) => void
  /** The line has begun to hold: what was changed before is not known. */
  readonly onMissed: () => void
}

/**
 * The one connection of a process on which the database tells that rows have changed (docs/decisions/0053), held while
 * somebody wants to hear it. What is told only wakes: what somebody may hear is asked from the rows.
 */
export class ChangeLine {
  readonly #context: Context
  readonly #listeners = new Set<ChangeListener>()
  #closing = new AbortController()
  #keeping: Promise<void> | null = null
  #holds = false
  #heardProof: (proof: string) => void = () => {}

  constructor(context: Context) {
    this.#context = context
  }

  /** Whether changes are told now; while they are not, who wants to know asks by themselves. */
  get holds(): boolean {
    return this.#holds
  }

  /** Answers what ends it. */
  hear(listener: ChangeListener): () => void {
    this.#listeners.add(listener)
    this.#keeping ??= this.#keep()
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#listeners.clear()
    this.#closing.abort()
    this.#closing = new AbortController()
  }

  async #keep(): Promise<void> {
    const { signal } = this.#closing
    const isWanted = (): boolean => this.#listeners.size > 0 && !signal.aborted
    let pauseMs = firstPauseMs
    let told = false
    while (isWanted()) {
      try {
        await this.#hold(isWanted, signal, () => {
          pauseMs = firstPauseMs
          if (told) this.#context.log({ level: 'info', message: 'the database tells of changes again' })
          told = false
        })
      } catch (error) {
        if (!isWanted()) break
        const message = 'the database does not tell of changes: open pages ask for them'
        if (!told) this.#context.log({ level: 'warn', message, reason: String(error) })
        told = true
      }
      if (isWanted()) await this.#rest(pauseMs, signal)
      pauseMs = Math.min(2 * pauseMs, longestPauseMs)
    }
    this.#keeping = null
    // Somebody came when the line was already being closed.
    if (this.#listeners.size > 0) this.#keeping = this.#keep()
  }

  /** Returns when nobody wants to hear any more. Throws when the line is lost, or does not carry. */
  async #hold(isWanted: () => boolean, signal: AbortSignal, onHold: () => void): Promise<void> {
    const client = connectAlone(this.#context.config.databaseUrl)
    let close = (): void => {}
    const lost = new Promise<never>((_, reject) => {
      client.on('error', reject)
      client.on('end', () => reject(new Error('the connection has ended')))
      close = () => reject(new Error('closed'))
    })
    lost.catch(() => {})
    signal.addEventListener('abort', close)
    client.on('notification', ({ payload = '' }) => this.#hear(payload))
    try {
      await Promise.race([client.connect(), lost])
      await Promise.race([client.query(`listen ${channel}`), lost])
      while (isWanted()) {
        await Promise.race([this.#prove(), lost])
        if (!this.#holds) {
          this.#holds = true
          onHold()
          for (const { onMissed } of this.#listeners) onMissed()
        }
        await Promise.race([this.#rest(proveEveryMs, signal), lost])
      }
    } finally {
      this.#holds = false
      signal.removeEventListener('abort', close)
      client.end().catch(() => {})
    }
  }

  #hear(what: string): void {
    if (what.startsWith('proof ')) this.#heardProof(what)
    else for (const { onChange } of this.#listeners) onChange(what)
  }

  /**
   * A line that seems to be there may carry nothing: a pooler in transaction mode takes `listen` and passes nothing on,
   * and a firewall forgets a connection without a word to us.
   */
  async #prove(): Promise<void> {
    const proof = `proof ${randomUUID()}`
    let timer: NodeJS.Timeout | undefined
    const heard = new Promise<void>((resolve, reject) => {
      this.#heardProof = (said) => said === proof && resolve()
      const unheard = () => reject(new Error('what the database was to tell did not come'))
      timer = setTimeout(unheard, proveWithinMs).unref()
    })
    heard.catch(() => {})
    try {
      await sql`select pg_notify(${channel}, ${proof})`.execute(this.#context.db)
      await heard
    } finally {
      clearTimeout(timer)
    }
  }

  async #rest(ms: number, signal: AbortSignal): Promise<void> {
    await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

/** The one line of this process. */
export const changeLineOf = oneOfProcess((context) => new ChangeLine(context))
