import type { Draft, DraftChange } from '../../../wire/appeal.ts'
import type { Problem } from '../../../wire/problem.ts'
import { clashes, type DraftView, isNothing, mergeChanges, overlay } from './draft-change.ts'

/** What came of one try to save. `failed`: no answer, or a fault of the server; trying again may help. */
export type SaveAnswer =
  | { readonly kind: 'saved'; readonly draft: Draft }
  | { readonly kind: 'stale' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'gone' }

export type SavingState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'notSaved' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'signedOut' }
  /** Sent or deleted meanwhile, in another window. */
  | { readonly kind: 'gone' }
  /** Changed elsewhere in the same fields: the client chooses. */
  | { readonly kind: 'conflict'; readonly theirs: Draft; readonly fields: readonly string[] }

/** The outside world of saving: the server and the clock. Delays are milliseconds. */
export interface SavingWorld {
  patch(change: DraftChange, version: number): Promise<SaveAnswer>
  /** The draft as the server has it; null when it can't be read now. */
  read(): Promise<Draft | null>
  later(act: () => void, ms: number): () => void
}

export interface SavingSnapshot {
  readonly draft: DraftView
  readonly state: SavingState
}

const typingPause = 500
const firstRetry = 1000
const lastRetry = 30_000
const rebaseLimit = 3

/**
 * Keeps a draft on the server from the first keystroke: one save at a time, each on top of the version before.
 * What is typed stays in the view whatever the server says. Made for `useSyncExternalStore`.
 */
export class DraftSaving {
  readonly #world: SavingWorld
  readonly #listeners = new Set<() => void>()
  #draft: Draft
  #inFlight: DraftChange = {}
  /** Sent on top of the known version, with no answer: the server may have them or not. */
  #unsure: DraftChange[] = []
  #pending: DraftChange = {}
  #state: SavingState = { kind: 'saved' }
  #snapshot: SavingSnapshot
  #stopTimer: () => void = () => {}
  #running: Promise<void> | null = null
  #retries = 0

  constructor(draft: Draft, world: SavingWorld) {
    this.#draft = draft
    this.#world = world
    this.#snapshot = { draft: overlay(draft, {}), state: this.#state }
  }

  readonly snapshot = (): SavingSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes what was typed; it is sent after a pause in typing. */
  change(change: DraftChange): void {
    this.#pending = mergeChanges(this.#pending, change)
    this.#tell(this.#closed ? this.#state : { kind: 'saving' })
    if (!this.#closed) this.#schedule(typingPause)
  }

  /** Sends what is unsent now, also after a failure. True once the server has everything; false leaves it on the screen. */
  async flush(): Promise<boolean> {
    this.#stopTimer()
    do await this.#save()
    while (this.#state.kind === 'saving')
    return this.#state.kind === 'saved'
  }

  /** The page is going away: a last save that outlives it, without waiting for the one on its way. */
  leavePage(): void {
    this.#stopTimer()
    if (this.#closed || isNothing(this.#pending)) return
    if (this.#running === null) void this.#save()
    else {
      this.#unsure.push(this.#pending)
      void this.#world.patch(this.#pending, this.#draft.version + 1)
    }
  }

  /** Whether something typed is not on the server yet. */
  get unsaved(): boolean {
    return !isNothing(this.#pending) || !isNothing(this.#inFlight)
  }

  /** Reads the server's draft again, under what is typed: after a file came or went. */
  async refresh(): Promise<void> {
    await this.#running
    const draft = await this.#world.read()
    // A save that began meanwhile brings a newer draft itself.
    if (draft === null || this.#running !== null || draft.version < this.#draft.version) return
    this.#draft = draft
    this.#tell(this.#state)
  }

  /** The choice after a conflict: `mine` writes this page's words over theirs, `theirs` drops them. */
  settle(choice: 'mine' | 'theirs'): void {
    if (this.#state.kind !== 'conflict') return
    this.#draft = this.#state.theirs
    this.#unsure = []
    if (choice === 'theirs') this.#pending = {}
    this.#tell({ kind: choice === 'mine' ? 'saving' : 'saved' })
    if (choice === 'mine') void this.flush()
  }

  /** Nothing may be sent: the client has to choose first, or there is no draft any more. */
  get #closed(): boolean {
    return this.#state.kind === 'conflict' || this.#state.kind === 'gone'
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
    for (let rebases = 0; !isNothing(this.#pending) && !this.#closed; ) {
      this.#inFlight = this.#pending
      this.#pending = {}
      this.#tell({ kind: 'saving' })
      const answer = await this.#world.patch(this.#inFlight, this.#draft.version)
      const sent = this.#inFlight
      this.#inFlight = {}
      if (answer.kind === 'saved') {
        this.#draft = answer.draft
        this.#unsure = []
        this.#retries = 0
        this.#tell({ kind: isNothing(this.#pending) ? 'saved' : 'saving' })
        continue
      }
      if (answer.kind === 'failed') this.#unsure.push(sent)
      this.#pending = mergeChanges(sent, this.#pending)
      const again = await this.#afterTrouble(answer, rebases++)
      if (!again) return
    }
  }

  /** Whether to try again at once. */
  async #afterTrouble(answer: Exclude<SaveAnswer, { kind: 'saved' }>, rebases: number): Promise<boolean> {
    if (answer.kind !== 'stale') return this.#stop(answer)
    const theirs = await this.#world.read()
    if (theirs === null) return this.#stop({ kind: 'failed' })
    const fields = clashes(this.#draft, theirs, this.#pending, this.#unsure)
    if (fields.length > 0 || rebases >= rebaseLimit) {
      this.#tell({ kind: 'conflict', theirs, fields })
      return false
    }
    this.#draft = theirs
    this.#unsure = []
    return true
  }

  #stop(answer: Exclude<SaveAnswer, { kind: 'saved' | 'stale' }>): false {
    if (answer.kind !== 'failed') {
      this.#tell(answer)
      return false
    }
    this.#tell({ kind: 'notSaved' })
    this.#schedule(Math.min(lastRetry, firstRetry * 2 ** this.#retries++))
    return false
  }

  #tell(state: SavingState): void {
    this.#state = state
    const draft = overlay(this.#draft, mergeChanges(this.#inFlight, this.#pending))
    this.#snapshot = { draft, state }
    for (const listener of this.#listeners) listener()
  }
}
