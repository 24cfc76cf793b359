import type { DocumentSlot } from '../../../domain/attachment/document-slot.ts'
import { checkNameAndSize, checkTotals } from '../../../domain/attachment/file-rules.ts'
import { type Refusal, refuse } from '../../../domain/refusal.ts'

/** A file on its way into a slot, or one that did not get there; it stays until sent, retried or dropped. */
export interface Upload {
  readonly key: string
  readonly document: string
  readonly file: File
  readonly state:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'sending'; readonly percent: number }
    /** `again`: the same file may get through on another try. */
    | { readonly kind: 'refused'; readonly refusal: Refusal; readonly again: boolean }
}

/** How a file is sent; `replaces` goes only when the new file is kept. */
export interface Sending {
  readonly replaces: string | undefined
  readonly signal: AbortSignal
  onProgress(percent: number): void
}

/** The outside world of uploads. `send` throws an UploadRefusal. */
export interface UploadWorld {
  send(document: string, file: File, sending: Sending): Promise<void>
  /** The draft is read again, so that the new file stands in it. */
  arrived(): Promise<void>
}

export class UploadRefusal extends Error {
  readonly refusal: Refusal
  readonly again: boolean

  constructor(refusal: Refusal, again: boolean) {
    super(refusal.code)
    this.refusal = refusal
    this.again = again
  }
}

/** What is attached already: its slot and size in bytes. */
export type Attached = readonly { readonly document: string; readonly size: number }[]

/**
 * §7: the files on their way, one after another, so that a thin connection is not shared out. Lives as long as
 * the draft is open: leaving the window does not stop them. Made for `useSyncExternalStore`.
 */
export class Uploads {
  readonly #world: UploadWorld
  readonly #listeners = new Set<() => void>()
  #all: readonly Upload[] = []
  #replaced = new Map<string, string>()
  #sending: { key: string; abort: AbortController } | null = null
  #count = 0

  constructor(world: UploadWorld) {
    this.#world = world
  }

  readonly snapshot = (): readonly Upload[] => this.#all

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whether anything is still on its way. */
  get busy(): boolean {
    return this.#all.some(({ state }) => state.kind !== 'refused')
  }

  /** Takes chosen files; what can be refused by name, size and number is refused here, before a byte is sent. */
  add(slot: DocumentSlot, files: readonly File[], attached: Attached): void {
    for (const file of files) {
      const coming = this.#all.filter(({ state }) => state.kind !== 'refused')
      const together = [...attached, ...coming.map(({ document, file: { size } }) => ({ document, size }))]
      const taken = together.filter(({ document }) => document === slot.document).length
      const refusal =
        checkNameAndSize(file.name, file.size) ??
        checkTotals(together, file.size) ??
        (taken >= slot.max ? refuse('file_slot_full', { n: slot.max }) : null)
      this.#put(slot.document, file, refusal)
    }
    void this.#next()
  }

  /** Takes a file in the place of an attached one, which stays until the new one is kept. */
  replace(document: string, fileId: string, file: File): void {
    const key = this.#put(document, file, checkNameAndSize(file.name, file.size))
    this.#replaced.set(key, fileId)
    void this.#next()
  }

  retry(key: string): void {
    this.#set(key, { kind: 'waiting' })
    void this.#next()
  }

  /** Stops a file on its way, or clears away one that was refused. */
  drop(key: string): void {
    this.#all = this.#all.filter((upload) => upload.key !== key)
    this.#replaced.delete(key)
    if (this.#sending?.key === key) this.#sending.abort.abort()
    this.#tell()
  }

  #put(document: string, file: File, refusal: Refusal | null): string {
    const key = `${++this.#count}`
    const state: Upload['state'] =
      refusal === null ? { kind: 'waiting' } : { kind: 'refused', refusal, again: false }
    this.#all = [...this.#all, { key, document, file, state }]
    this.#tell()
    return key
  }

  async #next(): Promise<void> {
    const upload = this.#all.find(({ state }) => state.kind === 'waiting')
    if (this.#sending !== null || upload === undefined) return
    const { key, document, file } = upload
    const abort = new AbortController()
    this.#sending = { key, abort }
    try {
      this.#set(key, { kind: 'sending', percent: 0 })
      await this.#world.send(document, file, {
        replaces: this.#replaced.get(key),
        signal: abort.signal,
        onProgress: (percent) => this.#set(key, { kind: 'sending', percent }),
      })
      this.#replaced.delete(key)
      await this.#world.arrived()
      this.#all = this.#all.filter((one) => one.key !== key)
    } catch (error) {
      const { refusal, again } = error instanceof UploadRefusal ? error : noAnswer
      this.#set(key, { kind: 'refused', refusal, again })
    }
    this.#sending = null
    this.#tell()
    void this.#next()
  }

  #set(key: string, state: Upload['state']): void {
    this.#all = this.#all.map((one) => (one.key === key ? { ...one, state } : one))
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

const noAnswer = new UploadRefusal(refuse('file_upload'), true)
