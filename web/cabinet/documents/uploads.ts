import type { DocumentSlot } from '../../../domain/attachment/document-slot.ts'
import { checkNameAndSize, checkTotals, type FileLimits } from '../../../domain/attachment/file-rules.ts'
import { type Refusal, refuse } from '../../../domain/refusal.ts'
import { type Later, RetryWait } from './retry-wait.ts'
import { type Patience, UploadRefusal, type Way } from './send-upload.ts'

/** A file on its way into a slot, or one that did not get there; it stays until sent, retried or dropped. */
export interface Upload {
  readonly key: string
  readonly document: string
  readonly file: File
  readonly state:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'reading' }
    | Way
    /** `again`: the same file may get through on another try. */
    | { readonly kind: 'refused'; readonly refusal: Refusal; readonly again: boolean }
}

/** A file of which some bytes arrived before: from a page closed since, or another device. */
export interface Unfinished {
  readonly id: string
  readonly document: string
  readonly name: string
  readonly size: number
  readonly offset: number
}

/** What a screen reader is told of the way, in few words. */
export interface Said {
  readonly what: 'begun' | 'half' | 'paused' | 'resumed' | 'added'
  readonly name: string
}

/** The outside world of uploads. */
export interface UploadWorld {
  /** Throws UploadRefusal. `replaces` goes only when the new file is kept. */
  send(document: string, file: File, replaces: string | undefined, patience: Patience): Promise<void>
  /** The server forgets a file on its way; that it can't be told now is no fault. */
  forget(id: string): Promise<void>
  unfinished(): Promise<readonly Unfinished[]>
  /** The draft is read again, so that it has the new file. */
  arrived(): Promise<void>
  readonly later: Later
}

/** What is attached already: its slot and size in bytes. */
export type Attached = readonly { readonly document: string; readonly size: number }[]

/** Files of a part or two are there before anybody could hear that they have begun. */
const worthSaying = 1024 * 1024

/**
 * §7: the files on their way, one after another, so that a thin connection is not shared out. Lives as long as
 * the draft is open: leaving the window does not stop them. Made for `useSyncExternalStore`.
 */
export class Uploads {
  readonly #world: UploadWorld
  readonly #wait: RetryWait
  readonly #listeners = new Set<() => void>()
  #all: readonly Upload[] = []
  #unfinished: readonly Unfinished[] = []
  #said: Said | null = null
  readonly #replaced = new Map<string, string>()
  /** The server's ids of files that this page is sending. */
  readonly #begun = new Map<string, string>()
  #sending: { key: string; abort: AbortController } | null = null
  #count = 0

  constructor(world: UploadWorld) {
    this.#world = world
    this.#wait = new RetryWait(world.later)
  }

  readonly snapshot = (): readonly Upload[] => this.#all
  readonly unfinished = (): readonly Unfinished[] => this.#unfinished
  readonly said = (): Said | null => this.#said

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whether anything is still on its way. */
  get busy(): boolean {
    return this.#all.some(({ state }) => state.kind !== 'refused')
  }

  /** Asks the server which files were not finished; that it can't be asked now is no fault. */
  async look(): Promise<void> {
    const found = await this.#world.unfinished().catch(() => this.#unfinished)
    const own = new Set(this.#begun.values())
    this.#unfinished = found.filter(({ id }) => !own.has(id))
    this.#tell()
  }

  /** Takes chosen files; what can be refused by name, size and number is refused here, before a byte is sent. */
  add(slot: DocumentSlot, files: readonly File[], attached: Attached, limits: FileLimits): void {
    for (const file of files) {
      const coming = this.#all.filter(({ state }) => state.kind !== 'refused')
      const together = [...attached, ...coming.map(({ document, file: { size } }) => ({ document, size }))]
      const taken = together.filter(({ document }) => document === slot.document).length
      const refusal =
        checkNameAndSize(file.name, file.size, limits) ??
        checkTotals(together, file.size, limits) ??
        (taken >= slot.max ? refuse('file_slot_full', { n: slot.max }) : null)
      this.#put(slot.document, file, refusal)
    }
    void this.#next()
  }

  /** Takes a file in the place of an attached one, which stays until the new one is kept. */
  replace(document: string, fileId: string, file: File, limits: FileLimits): void {
    const key = this.#put(document, file, checkNameAndSize(file.name, file.size, limits))
    this.#replaced.set(key, fileId)
    void this.#next()
  }

  retry(key: string): void {
    this.#set(key, { kind: 'waiting' })
    void this.#next()
  }

  /** The line is back, the client signed in again, or does not want to wait. */
  wake(): void {
    this.#wait.wake()
  }

  /** Stops a file on its way, or clears away one that was refused. */
  drop(key: string): void {
    this.#all = this.#all.filter((upload) => upload.key !== key)
    this.#replaced.delete(key)
    if (this.#sending?.key === key) this.#sending.abort.abort()
    const begun = this.#begun.get(key)
    this.#begun.delete(key)
    if (begun !== undefined) void this.#world.forget(begun)
    this.#tell()
  }

  /** Lets go of a file that was not finished. */
  dropUnfinished(id: string): void {
    this.#unfinished = this.#unfinished.filter((one) => one.id !== id)
    void this.#world.forget(id)
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
      this.#set(key, { kind: 'reading' })
      await this.#world.send(document, file, this.#replaced.get(key), this.#patience(upload, abort.signal))
      this.#replaced.delete(key)
      await this.#world.arrived()
      this.#all = this.#all.filter((one) => one.key !== key)
      this.#say('added', file)
    } catch (error) {
      const { refusal, again } = error instanceof UploadRefusal ? error : noAnswer
      this.#set(key, { kind: 'refused', refusal, again })
    }
    this.#begun.delete(key)
    this.#sending = null
    this.#tell()
    void this.#next()
  }

  #patience({ key, file }: Upload, signal: AbortSignal): Patience {
    let before: Way = { kind: 'sending', sent: 0 }
    const half = (way: Way): boolean => way.sent * 2 >= file.size
    return {
      signal,
      onBegun: (id) => {
        if (signal.aborted) return void this.#world.forget(id)
        this.#begun.set(key, id)
        this.#unfinished = this.#unfinished.filter((one) => one.id !== id)
        if (file.size > worthSaying) this.#say('begun', file)
      },
      onWay: (way) => {
        if (way.kind !== before.kind) this.#say(way.kind === 'paused' ? 'paused' : 'resumed', file)
        else if (file.size > worthSaying && half(way) && !half(before)) this.#say('half', file)
        before = way
        this.#set(key, way)
      },
      pause: (why, failures) => this.#wait.pause(why, failures, signal),
    }
  }

  #say(what: Said['what'], { name }: File): void {
    this.#said = { what, name }
    this.#tell()
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

/** Whole percents of a file of so many bytes. */
export function percentOf(done: number, size: number): number {
  return size === 0 ? 0 : Math.floor((done / size) * 100)
}
