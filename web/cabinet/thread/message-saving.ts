import type { SubmissionDraft, Submitted } from '../../../wire/submission.ts'
import type { DraftAnswer, Kept, MessageWorld, Save, SendAnswer, Sending } from './message-world.ts'

/** Whether what was typed is on the server. */
export type Keeping =
  /** `gone`: sent or let go of elsewhere. `over`: nothing may be sent in the appeal any more. */
  | { readonly kind: 'kept' | 'keeping' | 'notKept' | 'signedOut' | 'gone' | 'over' }
  /** The text was changed here and on another device: the writer chooses. */
  | { readonly kind: 'conflict'; readonly theirs: SubmissionDraft }

export interface MessageSnapshot {
  /** Null: nothing has been begun yet. */
  readonly draft: SubmissionDraft | null
  readonly text: string
  readonly keeping: Keeping
  /** When the server last took what was typed here, epoch milliseconds. */
  readonly keptAt: number | null
  /** Of what was sent last from here, until something is typed again. */
  readonly receipt: Submitted | null
}

const typingPause = 500
const firstRetry = 1000
const lastRetry = 30_000
const mostTurns = 8

/**
 * Keeps a message on the server from the first keystroke: one save after the other, each on top of the version before.
 * What is typed stays in the view, and on this device, until the server has it; nothing is written over what another
 * device wrote. Made for `useSyncExternalStore`.
 */
export class MessageSaving {
  readonly #world: MessageWorld
  readonly #listeners = new Set<() => void>()
  #draft: SubmissionDraft | null
  /** What the server had when this was typed. */
  #base: string
  #text: string
  /** On its way, or sent without an answer: it is sent again as it was until there is one. */
  #save: Save | null = null
  #sendingNow: Promise<unknown> | null = null
  /** A press without an answer: it may have come through. */
  #unanswered: Sending | null = null
  #receipt: Submitted | null = null
  #keptAt: number | null = null
  #snapshot: MessageSnapshot
  #running: Promise<void> | null = null
  #stopTimer: () => void = () => {}
  #retries = 0

  /** @param kept what this device still had from before; it is saved by the same rules */
  constructor(draft: SubmissionDraft | null, world: MessageWorld, kept: Kept | null = null) {
    this.#world = world
    const base = kept?.base ?? null
    const same = draft !== null && base !== null && base.id === draft.id
    this.#draft = draft
    this.#base = same ? base.text : kept === null ? (draft?.text ?? '') : ''
    this.#text = kept?.text ?? this.#base
    this.#snapshot = { draft, text: this.#text, keeping: { kind: 'kept' }, keptAt: null, receipt: null }
    if (same && kept !== null && kept.save !== null) {
      // It is asked for on top of what it was sent on top of: whether it has come through, the server knows.
      this.#draft = { ...draft, version: base.version }
      this.#save = kept.save
      this.#tell({ kind: 'keeping' })
    } else if (draft !== null) {
      this.#join(draft)
    } else if (this.unsaved) {
      this.#tell({ kind: 'keeping' })
    }
  }

  readonly snapshot = (): MessageSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whether something typed is not on the server yet. */
  get unsaved(): boolean {
    return this.#text !== this.#base || this.#save !== null
  }

  /** Takes what was typed; the first of it begins the draft at once, the rest is sent after a pause. */
  change(text: string): void {
    this.#text = text
    this.#receipt = null
    this.#keep()
    const open = this.#mayWrite
    this.#tell(open ? { kind: this.unsaved ? 'keeping' : 'kept' } : this.#snapshot.keeping)
    if (open && this.unsaved) this.#schedule(this.#draft === null ? 0 : typingPause)
  }

  /** Sends what is unsent now. True once the server has everything of it. */
  async flush(): Promise<boolean> {
    this.#stopTimer()
    await this.#saveNow()
    if (this.unsaved && this.#snapshot.keeping.kind === 'keeping') await this.#saveNow()
    return !this.unsaved && this.#snapshot.keeping.kind === 'kept'
  }

  /** The draft on the server, begun now where there is none yet; null when that can't be. */
  async begun(): Promise<SubmissionDraft | null> {
    await this.flush()
    if (this.#draft === null) {
      const answer = await this.#world.begin()
      if (answer.kind === 'ok') this.#join(answer.draft)
      else this.#stop(answer)
    }
    return this.#draft
  }

  /** Reads the server's again: files came or went, or another device may have written. */
  async refresh(): Promise<void> {
    await this.#running
    const asked = this.#draft
    // A save without an answer asks first.
    if (asked === null || this.#save !== null || !this.#mayWrite) return
    const answer = await this.#world.read(asked.id)
    // A save that began meanwhile brings the newer draft itself.
    if (this.#draft?.id !== asked.id || this.#save !== null) return
    if (answer.kind !== 'ok') return answer.kind === 'gone' ? await this.#gone() : undefined
    if (answer.draft.version >= asked.version) this.#join(answer.draft)
    if (this.unsaved && this.#mayWrite) this.#schedule(0)
  }

  /** The choice after a conflict. */
  settle(choice: 'mine' | 'theirs'): void {
    const { keeping } = this.#snapshot
    if (keeping.kind !== 'conflict') return
    this.#draft = keeping.theirs
    this.#base = keeping.theirs.text
    if (choice === 'theirs') this.#text = this.#base
    this.#keep()
    this.#tell({ kind: this.unsaved ? 'keeping' : 'kept' })
    if (this.unsaved) void this.flush()
  }

  /**
   * Sends what is typed, once. Answers the fault to tell, or null: it was sent, or `keeping` says why not. Where the
   * receipt of a press before it comes late, this one has done enough: what was typed since waits for another.
   */
  async send(): Promise<unknown> {
    const seen = this.#draft?.id
    const kept = await this.flush()
    const draft = this.#draft
    if (!kept || draft === null || this.#sendingNow !== null) return null
    if (seen !== undefined && seen !== draft.id) return null
    const sending = { id: draft.id, version: draft.version, text: this.#base }
    this.#unanswered = sending
    const asked = this.#world.send(sending)
    this.#sendingNow = asked
    const answer = await asked
    this.#sendingNow = null
    return await this.#answered(sending, answer)
  }

  /** Lets go of what is here and on the server; null once it is done, else the fault. */
  async discard(): Promise<unknown> {
    this.#stopTimer()
    await this.#running
    if (this.#draft !== null) {
      const fault = await this.#world.discard(this.#draft.id)
      if (fault !== null) return fault
    }
    this.#text = ''
    this.#forget()
    return null
  }

  /** The appeal is open again: what nobody took is saved after all. */
  goOn(): void {
    if (this.#snapshot.keeping.kind !== 'over') return
    this.#tell({ kind: this.unsaved ? 'keeping' : 'kept' })
    if (this.unsaved) this.#schedule(0)
  }

  /** The page is going away: a last save that outlives it. The device keeps what it can't say. */
  leavePage(): void {
    this.#stopTimer()
    if (!this.unsaved || !this.#mayWrite || this.#draft === null || this.#sendingNow !== null) return
    const said = { id: crypto.randomUUID(), text: this.#text }
    const last = this.#save === null ? said : { ...said, after: this.#save.id }
    this.#world.keep(this.#kept(last))
    void this.#world.save(this.#draft, last, true)
  }

  get #mayWrite(): boolean {
    return !['conflict', 'over'].includes(this.#snapshot.keeping.kind)
  }

  #schedule(ms: number): void {
    this.#stopTimer()
    this.#stopTimer = this.#world.later(() => void this.#saveNow(), ms)
  }

  #saveNow(): Promise<void> {
    this.#running ??= this.#saveAll().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #saveAll(): Promise<void> {
    // Saved under a press, it would be another draft than the one that was seen and sent.
    await this.#sendingNow
    for (let turn = 0; this.unsaved && this.#mayWrite; turn++) {
      if (turn > mostTurns) return this.#stop({ kind: 'failed' })
      this.#tell({ kind: 'keeping' })
      const draft = this.#draft
      if (draft === null) {
        const begun = await this.#world.begin()
        if (begun.kind !== 'ok') return this.#stop(begun)
        this.#join(begun.draft)
        continue
      }
      const save = this.#save ?? { id: crypto.randomUUID(), text: this.#text }
      this.#save = save
      this.#keep()
      const answer = await this.#world.save(draft, save, false)
      if (answer.kind === 'ok') {
        this.#saved(save, answer.draft)
      } else if (answer.kind === 'stale') {
        // It was not taken, and never will be.
        this.#save = null
        const newer = await this.#world.read(draft.id)
        if (newer.kind === 'gone') return await this.#gone()
        if (newer.kind !== 'ok') return this.#stop(newer)
        this.#join(newer.draft)
      } else {
        return answer.kind === 'gone' ? await this.#gone() : this.#stop(answer)
      }
    }
  }

  /** The server has this save; what else it has since is looked at before anything is written on top. */
  #saved(save: Save, draft: SubmissionDraft): void {
    this.#save = null
    this.#base = save.text
    this.#retries = 0
    this.#keptAt = this.#world.now()
    this.#join(draft)
  }

  async #answered(sending: Sending, answer: SendAnswer): Promise<unknown> {
    if (answer.kind === 'sent') {
      this.#sent(sending, answer.receipt)
      return null
    }
    // Without an answer it may have come through; every other answer says that it has not.
    if (answer.kind !== 'failed' && answer.kind !== 'signedOut') this.#unanswered = null
    if (answer.kind === 'over') {
      this.#stop({ kind: 'over' })
      return null
    }
    if (answer.kind === 'gone') {
      await this.#gone()
      return null
    }
    if (this.unsaved) this.#schedule(0)
    if (answer.kind === 'stale') await this.refresh()
    return answer.fault
  }

  /** The receipt has come: what was typed since is the beginning of another message. */
  #sent({ id, text }: Sending, receipt: Submitted): void {
    // Asked for twice, it is heard of once.
    if (this.#unanswered?.id !== id) return
    if (this.#text === text) this.#text = ''
    this.#receipt = receipt
    this.#forget()
    if (this.unsaved) this.#schedule(0)
  }

  /** The draft is no more: the next key begins another. */
  #forget(): void {
    this.#stopTimer()
    this.#draft = null
    this.#save = null
    this.#unanswered = null
    this.#base = ''
    this.#keptAt = null
    this.#keep()
    this.#tell({ kind: this.unsaved ? 'keeping' : 'kept' })
  }

  /** The draft is there no more: sent by a press whose answer was lost, or sent or let go of elsewhere. */
  async #gone(): Promise<void> {
    const sending = this.#unanswered
    if (sending !== null) {
      const answer = await this.#world.send(sending)
      if (answer.kind === 'sent') return this.#sent(sending, answer.receipt)
      if (answer.kind === 'failed' || answer.kind === 'signedOut') {
        return this.unsaved ? this.#stop({ kind: answer.kind }) : undefined
      }
    }
    // What is typed stays here; another key begins another message.
    this.#forget()
    this.#tell({ kind: 'gone' })
  }

  /** Goes on from what the server has where nobody loses a word by it; asks where somebody would. */
  #join(theirs: SubmissionDraft): void {
    const mine = this.unsaved
    const changed = theirs.text !== this.#base
    if (mine && changed && theirs.text !== this.#text && theirs.text !== '') {
      this.#tell({ kind: 'conflict', theirs })
      return
    }
    if (!mine) this.#text = theirs.text
    this.#draft = theirs
    this.#base = theirs.text
    this.#keep()
    this.#tell({ kind: this.unsaved ? 'keeping' : 'kept' })
  }

  #stop({ kind }: { readonly kind: Exclude<DraftAnswer['kind'], 'ok'> }): void {
    if (kind === 'failed' || kind === 'stale') {
      this.#tell({ kind: 'notKept' })
      this.#schedule(Math.min(lastRetry, firstRetry * 2 ** this.#retries++))
      return
    }
    this.#tell({ kind })
  }

  #keep(): void {
    this.#world.keep(this.unsaved ? this.#kept(this.#save) : null)
  }

  #kept(save: Save | null): Kept {
    const draft = this.#draft
    const base = draft === null ? null : { id: draft.id, version: draft.version, text: this.#base }
    return { base, text: this.#text, save }
  }

  #tell(keeping: Keeping): void {
    this.#snapshot = {
      draft: this.#draft,
      text: this.#text,
      keeping,
      keptAt: this.#keptAt,
      receipt: this.#receipt,
    }
    for (const listener of this.#listeners) listener()
  }
}
