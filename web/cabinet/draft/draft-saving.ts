import type { Draft, DraftChange } from '../../../wire/appeal.ts'
import type { Problem } from '../../../wire/problem.ts'
import { type Choices, chosen, type DraftView, isNothing, mergeChanges, overlay } from './draft-change.ts'
import { clashes, type DraftValues, differences, draftValuesIn, valuesOf } from './draft-values.ts'

/** One save: the same id each time it is sent, so that the server knows it after a lost answer. */
export interface Save {
  readonly id: string
  readonly change: DraftChange
  /** An earlier save that this one contains, and that may have come through. */
  readonly after?: string
}

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

/** What is not on the server yet, and what it was typed over: enough to go on after a reload. */
export interface Unsaved {
  readonly base: { readonly version: number; readonly values: DraftValues }
  readonly sent: Save | null
  readonly pending: DraftChange
}

/** The outside world of saving: the server, the clock and this device. Delays are milliseconds. */
export interface SavingWorld {
  patch(save: Save, version: number): Promise<SaveAnswer>
  /** The draft as the server has it; null when it can't be read now. */
  read(): Promise<Draft | null>
  later(act: () => void, ms: number): () => void
  newId(): string
  /** Keeps what is unsaved on this device; null when there is nothing left. */
  keep(unsaved: Unsaved | null): void
}

/** What happened without a question, told in words: changes of another device joined in, by name. */
export interface SavingNews {
  readonly restored: boolean
  readonly joined: readonly string[]
}

export interface SavingSnapshot {
  readonly draft: DraftView
  readonly state: SavingState
  readonly news: SavingNews
}

const typingPause = 500
const firstRetry = 1000
const lastRetry = 30_000
const rebaseLimit = 3

/**
 * Keeps a draft on the server from the first keystroke: one save at a time, each on top of the version before.
 * What is typed stays in the view, and on this device, until the server has it. Where another device has changed the
 * same field the client chooses; different fields are joined. Made for `useSyncExternalStore`.
 */
export class DraftSaving {
  readonly #world: SavingWorld
  readonly #listeners = new Set<() => void>()
  #draft: Draft
  /** What the unsaved was typed over; older than `#draft` only where a reload came between. */
  #base: Unsaved['base']
  /** On its way, or sent without an answer: it is sent again as it was until there is one. */
  #sent: Save | null
  #pending: DraftChange
  #state: SavingState = { kind: 'saved' }
  #news: SavingNews
  #snapshot: SavingSnapshot
  #stopTimer: () => void = () => {}
  #running: Promise<void> | null = null
  #retries = 0

  /** @param kept what this device still had from before; it is saved by the same rules */
  constructor(draft: Draft, world: SavingWorld, kept: Unsaved | null = null) {
    this.#draft = draft
    this.#world = world
    this.#base = kept?.base ?? baseOf(draft)
    this.#sent = kept?.sent ?? null
    this.#pending = kept?.pending ?? {}
    this.#news = { restored: kept !== null, joined: [] }
    if (kept !== null) this.#state = { kind: 'saving' }
    this.#snapshot = { draft: overlay(draft, this.#unsavedChange), state: this.#state, news: this.#news }
  }

  readonly snapshot = (): SavingSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes what was typed; it is sent after a pause in typing. */
  change(change: DraftChange): void {
    this.#pending = mergeChanges(this.#pending, change)
    this.#keep()
    this.#tell(this.#closed ? this.#state : { kind: 'saving' })
    if (!this.#closed) this.#schedule(typingPause)
  }

  /**
   * Sends what is unsent now, also after a failure. True once the server has everything; false leaves it on the
   * screen.
   */
  async flush(): Promise<boolean> {
    this.#stopTimer()
    do await this.#save()
    while (this.#state.kind === 'saving')
    return this.#state.kind === 'saved'
  }

  /** The page is going away for good: a last save that outlives it, in one with what is still on its way. */
  leavePage(): void {
    this.#stopTimer()
    if (this.#closed || isNothing(this.#pending)) return
    if (this.#running === null) {
      void this.#save()
      return
    }
    const before = this.#sent
    const last = { id: this.#world.newId(), change: this.#unsavedChange }
    const save = before === null ? last : { ...last, after: before.id }
    this.#world.keep({ base: this.#base, sent: save, pending: {} })
    void this.#world.patch(save, this.#base.version)
  }

  /** Whether something typed is not on the server yet. */
  get unsaved(): boolean {
    return this.#sent !== null || !isNothing(this.#pending)
  }

  /** Reads the server's draft again: what came or went elsewhere is seen, and may clash with what is typed. */
  async refresh(): Promise<void> {
    await this.#running
    const draft = await this.#world.read()
    // A save that began meanwhile brings a newer draft itself, and one without an answer asks first.
    if (draft === null || this.#running !== null || this.#sent !== null || this.#closed) return
    if (draft.version < this.#draft.version) return
    this.#take(draft, this.#base.values)
    if (!this.#closed) this.#tell(this.#state)
  }

  /** The choice after a conflict, by name: `mine` writes this page's words over theirs, `theirs` drops them. */
  settle(choices: Choices): void {
    if (this.#state.kind !== 'conflict') return
    const { theirs } = this.#state
    this.#pending = chosen(this.#pending, this.#snapshot.draft, choices)
    this.#draft = theirs
    this.#base = baseOf(theirs)
    this.#keep()
    this.#tell({ kind: isNothing(this.#pending) ? 'saved' : 'saving' })
    if (!isNothing(this.#pending)) void this.flush()
  }

  /** Nothing may be sent: the client has to choose first, or there is no draft any more. */
  get #closed(): boolean {
    return this.#state.kind === 'conflict' || this.#state.kind === 'gone'
  }

  get #unsavedChange(): DraftChange {
    return mergeChanges(this.#sent?.change ?? {}, this.#pending)
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
    for (let rebases = 0; this.unsaved && !this.#closed; ) {
      if (this.#sent === null) {
        this.#sent = { id: this.#world.newId(), change: this.#pending }
        this.#pending = {}
        this.#keep()
      }
      this.#tell({ kind: 'saving' })
      const save = this.#sent
      const answer = await this.#world.patch(save, this.#base.version)
      if (answer.kind === 'saved') this.#taken(save, answer.draft)
      else if (answer.kind !== 'stale') return this.#stop(answer)
      else if (rebases++ >= rebaseLimit || !(await this.#rebase())) return this.#stop({ kind: 'failed' })
    }
  }

  /** The server has this save; what else it has since is looked at before anything is written on top. */
  #taken(save: Save, draft: Draft): void {
    this.#sent = null
    this.#retries = 0
    const alone = draft.version === this.#base.version + 1
    if (alone) {
      this.#draft = draft
      this.#base = baseOf(draft)
    } else {
      const values = { ...this.#base.values, ...draftValuesIn(save.change) }
      this.#base = { version: this.#base.version + 1, values }
      this.#take(draft, values)
    }
    this.#keep()
    if (!this.#closed) this.#tell({ kind: isNothing(this.#pending) ? 'saved' : 'saving' })
  }

  /** Refused as stale: the save was not taken, and never will be. False when the server's draft can't be read. */
  async #rebase(): Promise<boolean> {
    const theirs = await this.#world.read()
    if (theirs === null) return false
    this.#pending = this.#unsavedChange
    this.#sent = null
    this.#take(theirs, this.#base.values)
    this.#keep()
    return true
  }

  /** Goes on from a newer draft where nobody loses a word by it; asks the client where somebody would. */
  #take(theirs: Draft, before: DraftValues): void {
    const fields = clashes(before, valuesOf(theirs), this.#pending)
    if (fields.length > 0) {
      this.#tell({ kind: 'conflict', theirs, fields })
      return
    }
    const joined = differences(before, valuesOf(theirs)).filter(
      (name) => !(name in draftValuesIn(this.#pending)),
    )
    this.#draft = theirs
    this.#base = baseOf(theirs)
    if (joined.length > 0) this.#news = { ...this.#news, joined }
  }

  #stop(answer: Exclude<SaveAnswer, { kind: 'saved' | 'stale' }>): void {
    if (answer.kind === 'refused' && this.#sent !== null) {
      // It was not taken: put right, it goes as another save.
      this.#pending = this.#unsavedChange
      this.#sent = null
      this.#keep()
    }
    this.#tell(answer.kind === 'failed' ? { kind: 'notSaved' } : answer)
    if (answer.kind === 'failed') this.#schedule(Math.min(lastRetry, firstRetry * 2 ** this.#retries++))
  }

  #keep(): void {
    this.#world.keep(this.unsaved ? { base: this.#base, sent: this.#sent, pending: this.#pending } : null)
  }

  #tell(state: SavingState): void {
    this.#state = state
    this.#snapshot = { draft: overlay(this.#draft, this.#unsavedChange), state, news: this.#news }
    for (const listener of this.#listeners) listener()
  }
}

const baseOf = (draft: Draft): Unsaved['base'] => ({ version: draft.version, values: valuesOf(draft) })
