import type { Problem } from '../../../wire/problem.ts'
import type { Reply, ReplySave } from '../../../wire/reply.ts'
import {
  changedFields,
  contentOf,
  emptyContent,
  type ReplyContent,
  type ReplyField,
  savedOf,
  withFields,
} from './reply-content.ts'

/** What came of one question to the server. `failed`: no answer, or a fault of the server; trying again may help. */
export type ReplyAnswer =
  | { readonly kind: 'ok'; readonly reply: Reply }
  | { readonly kind: 'failed' | 'signedOut' | 'gone' }
  /** `clash`: what this page knows is old by now. */
  | { readonly kind: 'clash' | 'refused'; readonly problem: Problem | null }

/** Whether what was typed is on the server. */
export type Keeping =
  | { readonly kind: 'kept' | 'keeping' | 'notKept' | 'signedOut' }
  | { readonly kind: 'refused'; readonly problem: Problem | null }
  /** Somebody else writes it: nothing is written over theirs. */
  | { readonly kind: 'othersWrite' }
  /** The same fields were changed here and elsewhere: the writer chooses. */
  | { readonly kind: 'conflict'; readonly theirs: Reply; readonly fields: readonly ReplyField[] }
  /** It is no draft any more: proposed, sent or discarded elsewhere. */
  | { readonly kind: 'closed' }

/** What is not on the server yet, and what it was typed over: enough to go on after a reload. */
export interface KeptReply {
  readonly base: ReplyContent
  readonly content: ReplyContent
}

/** The outside world of a reply being written. Delays are milliseconds. */
export interface ReplyWorld {
  create(): Promise<ReplyAnswer>
  lease(replyId: string, takeOver: boolean): Promise<ReplyAnswer>
  /** @param leaving the page is going away: the request outlives it */
  put(replyId: string, body: ReplySave, leaving: boolean): Promise<ReplyAnswer>
  read(replyId: string): Promise<ReplyAnswer>
  later(act: () => void, ms: number): () => void
  now(): number
  /** Keeps what is unsaved on this device; null when nothing is left. */
  keep(kept: KeptReply | null): void
}

export interface ReplySnapshot {
  /** Null: nobody has begun one yet. */
  readonly reply: Reply | null
  readonly content: ReplyContent
  readonly keeping: Keeping
  /** When the server last took what was typed here, epoch milliseconds. */
  readonly keptAt: number | null
}

const typingPause = 500
const firstRetry = 1000
const lastRetry = 30_000
const mostTurns = 8

/**
 * Keeps a reply on the server from the first keystroke: begun by it, one save after the other, each under this page's
 * lease and on top of the version before. What is typed stays in the view, and on this device, until the server has
 * it; nothing is written over what somebody else wrote. Made for `useSyncExternalStore`.
 */
export class ReplySaving {
  readonly #world: ReplyWorld
  readonly #listeners = new Set<() => void>()
  #reply: Reply | null
  /** What the server had when this was typed. */
  #base: ReplyContent
  #content: ReplyContent
  #snapshot: ReplySnapshot
  #keptAt: number | null = null
  #running: Promise<void> | null = null
  #stopTimer: () => void = () => {}
  #retries = 0

  constructor(reply: Reply | null, world: ReplyWorld, kept: KeptReply | null = null) {
    this.#world = world
    this.#reply = reply
    const there = reply === null ? emptyContent : contentOf(reply)
    this.#base = kept?.base ?? there
    this.#content = kept?.content ?? there
    this.#snapshot = { reply, content: this.#content, keeping: { kind: 'kept' }, keptAt: null }
    if (reply !== null) this.#take(reply)
    else if (this.unsaved) this.#tell({ kind: 'keeping' })
  }

  readonly snapshot = (): ReplySnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whether something typed is not on the server yet. */
  get unsaved(): boolean {
    return changedFields(this.#base, this.#content).length > 0
  }

  /** Takes what was typed; the first of it begins the reply at once, the rest is sent after a pause. */
  change(next: Partial<ReplyContent>): void {
    this.#content = { ...this.#content, ...next }
    this.#keep()
    const open = this.#mayWrite
    this.#tell(open ? { kind: this.unsaved ? 'keeping' : 'kept' } : this.#snapshot.keeping)
    if (open && this.unsaved) this.#schedule(this.#reply === null ? 0 : typingPause)
  }

  /** Sends what is unsent now. True once the server has everything of it. */
  async flush(): Promise<boolean> {
    this.#stopTimer()
    await this.#save()
    if (this.unsaved && this.#snapshot.keeping.kind === 'keeping') await this.#save()
    return !this.unsaved && this.#snapshot.keeping.kind === 'kept'
  }

  /** The reply on the server, begun now where there is none yet; null when that can't be. */
  async begun(): Promise<Reply | null> {
    await this.flush()
    if (this.#reply === null) {
      const answer = await this.#world.create()
      if (answer.kind === 'ok') this.#take(answer.reply)
      else this.#stop(answer)
    }
    return this.#reply
  }

  /** Writes from now on, instead of the one who does. */
  async takeOver(): Promise<void> {
    await this.#running
    if (this.#reply === null) return
    const answer = await this.#world.lease(this.#reply.id, true)
    if (answer.kind !== 'ok') return this.#stop(answer)
    this.#take(answer.reply)
    if (this.unsaved) await this.flush()
  }

  /** An answer of the server that something else than a save has brought. */
  adopt(reply: Reply): void {
    this.#stopTimer()
    this.#take(reply)
  }

  /** The reply is gone for good, with all that was typed: discarded here, or sent. */
  forget(): void {
    this.#stopTimer()
    this.#reply = null
    this.#base = emptyContent
    this.#content = emptyContent
    this.#keptAt = null
    this.#keep()
    this.#tell({ kind: 'kept' })
  }

  /** Reads the server's again, unless a save is about to bring it. */
  async refresh(): Promise<void> {
    await this.#running
    const asked = this.#reply
    if (asked === null || this.#running !== null) return
    const answer = await this.#world.read(asked.id)
    // Meanwhile a save has begun, the choice of a conflict has to be made, or there is no such reply here any more.
    const known = this.#reply
    if (this.#running !== null || this.#snapshot.keeping.kind === 'conflict' || known?.id !== asked.id) return
    if (answer.kind === 'gone') this.#tell({ kind: 'closed' })
    if (answer.kind !== 'ok' || answer.reply.version < known.version) return
    this.#take(answer.reply)
    if (this.#snapshot.keeping.kind === 'keeping') this.#schedule(0)
  }

  /** The choice after a conflict, by field. */
  settle(choices: Readonly<Partial<Record<ReplyField, 'mine' | 'theirs'>>>): void {
    const { keeping } = this.#snapshot
    if (keeping.kind !== 'conflict') return
    const dropped = keeping.fields.filter((field) => choices[field] === 'theirs')
    const theirs = contentOf(keeping.theirs)
    this.#content = withFields(this.#content, theirs, dropped)
    this.#reply = keeping.theirs
    this.#base = theirs
    this.#keep()
    this.#tell({ kind: this.unsaved ? 'keeping' : 'kept' })
    if (this.unsaved) void this.flush()
  }

  /** The page is going away for good: a last save that outlives it. The device keeps what it can't say. */
  leavePage(): void {
    this.#stopTimer()
    const reply = this.#reply
    if (!this.unsaved || !this.#mayWrite || reply === null || reply.lease === null) return
    const body = { lease: reply.lease, version: reply.version, ...savedOf(this.#content) }
    void this.#world.put(reply.id, body, true)
  }

  get #mayWrite(): boolean {
    return !['othersWrite', 'conflict', 'closed'].includes(this.#snapshot.keeping.kind)
  }

  #schedule(ms: number): void {
    this.#stopTimer()
    this.#stopTimer = this.#world.later(() => void this.#save(), ms)
  }

  #save(): Promise<void> {
    this.#running ??= this.#saveAll().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #saveAll(): Promise<void> {
    for (let turn = 0; this.unsaved && this.#mayWrite; turn++) {
      if (turn > mostTurns) return this.#stop({ kind: 'failed' })
      this.#tell({ kind: 'keeping' })
      const said = this.#content
      const answer = await this.#ask(said)
      if (answer.kind === 'clash' && this.#reply !== null) {
        const newer = await this.#world.read(this.#reply.id)
        if (newer.kind !== 'ok') return this.#stop(newer)
        this.#take(newer.reply)
      } else if (answer.kind !== 'ok') {
        return this.#stop(answer)
      } else if (answer.saved) {
        this.#reply = answer.reply
        this.#base = said
        this.#retries = 0
        this.#keptAt = this.#world.now()
        this.#keep()
        this.#tell({ kind: this.unsaved ? 'keeping' : 'kept' })
      } else {
        this.#take(answer.reply)
        if (answer.reply.lease === null && this.#mayWrite) return this.#tell({ kind: 'othersWrite' })
      }
    }
  }

  /** The next question: to begin it, to be its writer, or to save. */
  async #ask(said: ReplyContent): Promise<ReplyAnswer & { readonly saved?: boolean }> {
    const reply = this.#reply
    if (reply === null) return await this.#world.create()
    if (reply.lease === null) return await this.#world.lease(reply.id, false)
    const body = { lease: reply.lease, version: reply.version, ...savedOf(said) }
    return { ...(await this.#world.put(reply.id, body, false)), saved: true }
  }

  #take(theirs: Reply): void {
    this.#reply = theirs
    this.#tell(theirs.state === 'draft' ? this.#joined(theirs) : this.#closed(theirs))
  }

  /** Goes on from what the server has where nobody loses a word by it; asks where somebody would. */
  #joined(theirs: Reply): Keeping {
    const there = contentOf(theirs)
    const mine = changedFields(this.#base, this.#content)
    const differ = changedFields(there, this.#content)
    const changed = changedFields(this.#base, there)
    const fields = mine.filter((field) => changed.includes(field) && differ.includes(field))
    if (fields.length > 0) return { kind: 'conflict', theirs, fields }
    // What was typed and is no value yet, half a date, stays as typed.
    const theirOwn = differ.filter((field) => !mine.includes(field))
    this.#content = withFields(this.#content, there, theirOwn)
    this.#base = there
    this.#keep()
    const others = theirs.writer !== null && !theirs.writer.mine
    return { kind: others ? 'othersWrite' : this.unsaved ? 'keeping' : 'kept' }
  }

  /** No draft any more: what was typed and not saved stays to be seen, the rest is as it was sent. */
  #closed(theirs: Reply): Keeping {
    if (!this.unsaved) {
      this.#content = contentOf(theirs)
      this.#base = this.#content
    }
    return { kind: 'closed' }
  }

  #stop(answer: Exclude<ReplyAnswer, { kind: 'ok' }>): void {
    if (answer.kind === 'clash' || answer.kind === 'refused') {
      this.#tell({ kind: 'refused', problem: answer.problem })
    } else if (answer.kind === 'failed') {
      this.#tell({ kind: 'notKept' })
      this.#schedule(Math.min(lastRetry, firstRetry * 2 ** this.#retries++))
    } else {
      this.#tell({ kind: answer.kind === 'gone' ? 'closed' : 'signedOut' })
    }
  }

  #keep(): void {
    this.#world.keep(this.unsaved ? { base: this.#base, content: this.#content } : null)
  }

  #tell(keeping: Keeping): void {
    this.#snapshot = { reply: this.#reply, content: this.#content, keeping, keptAt: this.#keptAt }
    for (const listener of this.#listeners) listener()
  }
}
