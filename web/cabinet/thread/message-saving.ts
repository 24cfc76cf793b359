import type { SubmissionDraft } from '../../../wire/submission.ts'

/** What came of one question to the server. `failed`: no answer, or a fault of the server; trying again may help. */
export type DraftAnswer =
  | { readonly kind: 'ok'; readonly draft: SubmissionDraft }
  | { readonly kind: 'failed' | 'signedOut' | 'gone' | 'over' | 'stale' }

/** Whether what was typed is on the server. */
export type Keeping =
  /** `gone`: sent or let go of elsewhere. `over`: nothing may be sent in the appeal any more. */
  | { readonly kind: 'kept' | 'keeping' | 'notKept' | 'signedOut' | 'gone' | 'over' }
  /** The text was changed here and on another device: the writer chooses. */
  | { readonly kind: 'conflict'; readonly theirs: SubmissionDraft }

/** The outside world of a message being written. Delays are milliseconds. */
export interface MessageWorld {
  begin(): Promise<DraftAnswer>
  /** @param leaving the page is going away: the request outlives it */
  save(
    draft: SubmissionDraft,
    said: { readonly text: string; readonly saveId: string },
    leaving: boolean,
  ): Promise<DraftAnswer>
  read(draftId: string): Promise<DraftAnswer>
  later(act: () => void, ms: number): () => void
  now(): number
  /** Keeps what is unsaved on this device; null when nothing is left. */
  keep(text: string | null): void
}

export interface MessageSnapshot {
  /** Null: nothing has been begun yet. */
  readonly draft: SubmissionDraft | null
  readonly text: string
  readonly keeping: Keeping
  /** When the server last took what was typed here, epoch milliseconds. */
  readonly keptAt: number | null
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
  #keptAt: number | null = null
  #snapshot: MessageSnapshot
  #running: Promise<void> | null = null
  #stopTimer: () => void = () => {}
  #retries = 0

  constructor(draft: SubmissionDraft | null, world: MessageWorld, kept: string | null = null) {
    this.#world = world
    this.#draft = draft
    this.#base = draft?.text ?? ''
    this.#text = kept ?? this.#base
    this.#snapshot = { draft, text: this.#text, keeping: { kind: 'kept' }, keptAt: null }
    if (this.unsaved) this.#tell({ kind: 'keeping' })
  }

  readonly snapshot = (): MessageSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whether something typed is not on the server yet. */
  get unsaved(): boolean {
    return this.#text !== this.#base
  }

  /** Takes what was typed; the first of it begins the draft at once, the rest is sent after a pause. */
  change(text: string): void {
    this.#text = text
    this.#keep()
    const open = this.#mayWrite
    this.#tell(open ? { kind: this.unsaved ? 'keeping' : 'kept' } : this.#snapshot.keeping)
    if (open && this.unsaved) this.#schedule(this.#draft === null ? 0 : typingPause)
  }

  /** Sends what is unsent now. True once the server has everything of it. */
  async flush(): Promise<boolean> {
    this.#stopTimer()
    await this.#save()
    if (this.unsaved && this.#snapshot.keeping.kind === 'keeping') await this.#save()
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
    if (asked === null || this.#snapshot.keeping.kind === 'conflict') return
    const answer = await this.#world.read(asked.id)
    if (this.#draft?.id !== asked.id) return
    if (answer.kind !== 'ok') return answer.kind === 'gone' ? this.#stop(answer) : undefined
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

  /** It was sent: the box is empty, and the next key begins another. */
  forget(): void {
    this.#stopTimer()
    this.#draft = null
    this.#base = ''
    this.#text = ''
    this.#keptAt = null
    this.#keep()
    this.#tell({ kind: 'kept' })
  }

  /** The page is going away: a last save that outlives it. The device keeps what it can't say. */
  leavePage(): void {
    this.#stopTimer()
    if (!this.unsaved || !this.#mayWrite || this.#draft === null) return
    void this.#world.save(this.#draft, { text: this.#text, saveId: crypto.randomUUID() }, true)
  }

  get #mayWrite(): boolean {
    return !['conflict', 'over'].includes(this.#snapshot.keeping.kind)
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
    let saveId = crypto.randomUUID()
    for (let turn = 0; this.unsaved && this.#mayWrite; turn++) {
      if (turn > mostTurns) return this.#stop({ kind: 'failed' })
      this.#tell({ kind: 'keeping' })
      const said = this.#text
      const draft = this.#draft
      const answer =
        draft === null
          ? await this.#world.begin()
          : await this.#world.save(draft, { text: said, saveId }, false)
      if (answer.kind === 'stale' && draft !== null) {
        const newer = await this.#world.read(draft.id)
        if (newer.kind !== 'ok') return this.#stop(newer)
        this.#join(newer.draft)
      } else if (answer.kind !== 'ok') {
        return this.#stop(answer)
      } else if (draft === null) {
        this.#join(answer.draft)
      } else {
        this.#draft = answer.draft
        this.#base = said
        this.#retries = 0
        this.#keptAt = this.#world.now()
        saveId = crypto.randomUUID()
        this.#keep()
        this.#tell({ kind: this.unsaved ? 'keeping' : 'kept' })
      }
    }
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

  #stop({ kind }: Exclude<DraftAnswer, { kind: 'ok' }>): void {
    if (kind === 'failed' || kind === 'stale') {
      this.#tell({ kind: 'notKept' })
      this.#schedule(Math.min(lastRetry, firstRetry * 2 ** this.#retries++))
      return
    }
    if (kind === 'gone') {
      // What is typed stays here; another key begins another message.
      this.#draft = null
      this.#base = ''
      this.#keep()
    }
    this.#tell({ kind })
  }

  #keep(): void {
    this.#world.keep(this.unsaved ? this.#text : null)
  }

  #tell(keeping: Keeping): void {
    this.#snapshot = { draft: this.#draft, text: this.#text, keeping, keptAt: this.#keptAt }
    for (const listener of this.#listeners) listener()
  }
}
