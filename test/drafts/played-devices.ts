import { overlay } from '../../web/cabinet/draft/draft-change.ts'
import {
  DraftSaving,
  type Save,
  type SaveAnswer,
  type Unsaved,
} from '../../web/cabinet/draft/draft-saving.ts'
import { type DraftValues, draftValuesIn, isSame, valuesOf } from '../../web/cabinet/draft/draft-values.ts'
import type { Draft, DraftChange } from '../../wire/appeal.ts'
import { sampleDraft } from './sample-draft.ts'

/** For tests: several devices on one draft, where every message between them and the server is moved by hand. */

interface Written {
  readonly by: string
  readonly name: string
  readonly from: unknown
  readonly to: unknown
}

/**
 * The server's rule of saves, as server/appeal/save-draft.ts keeps it: by version, known ids, and the own save
 * before.
 */
export class PlayedServer {
  draft: Draft = sampleDraft()
  #taken: string[] = []
  readonly history: Written[] = []

  patch(by: string, { id, change, after }: Save, version: number): SaveAnswer {
    if (this.#taken.includes(id)) return { kind: 'saved', draft: this.draft }
    const ownOnly = after !== undefined && this.draft.version === version + 1 && this.#taken[0] === after
    if (this.draft.version !== version && !ownOnly) return { kind: 'stale' }
    const before = valuesOf(this.draft)
    const { type, ...next } = overlay(this.draft, change)
    // Another type keeps no answer of the one before.
    const typeCode = change.typeCode
    const answers =
      typeCode === undefined || typeCode === this.draft.type?.code ? next.answers : { ...change.answers }
    const known = typeCode ? { ...(this.draft.type ?? sampleDraft().type), code: typeCode } : type
    this.draft = { ...next, answers, type: known as Draft['type'], version: this.draft.version + 1 }
    this.#taken = [id, ...this.#taken]
    const now = valuesOf(this.draft)
    for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
      if (!isSame(before[name], now[name])) this.history.push({ by, name, from: before[name], to: now[name] })
    }
    return { kind: 'saved', draft: this.draft }
  }
}

interface Message {
  /** Reaches the server; what comes of it is told by `answer`. */
  deliver(): void
  answer: (() => void) | null
  lose: () => void
}

/** A device: its storage outlives the page, its page has messages on their way and timers that wait. */
export class PlayedDevice {
  readonly name: string
  readonly #server: PlayedServer
  #storage: Unsaved | null = null
  #ids = 0
  #page = 0
  messages: Message[] = []
  #timers: (() => void)[] = []
  saving: DraftSaving
  /** Everything that its client saw when they typed or chose, by name: what flashed by unread does not count. */
  readonly seen = new Map<string, unknown[]>()
  /** What its client chose to drop in the window that asks. */
  readonly dropped: { readonly name: string; readonly value: unknown }[] = []

  constructor(name: string, server: PlayedServer) {
    this.name = name
    this.#server = server
    this.saving = this.#open()
  }

  /** The page is gone and comes again: what was on its way may still arrive, and tells nobody. */
  reload(): void {
    for (const message of this.messages) message.lose = () => undefined
    this.#timers = []
    this.saving = this.#open()
  }

  async ring(): Promise<void> {
    for (const act of this.#timers.splice(0)) act()
    await rest()
  }

  #open(): DraftSaving {
    const page = ++this.#page
    const saving = new DraftSaving(
      this.#server.draft,
      {
        patch: (save, version) =>
          this.#send(page, () => this.#server.patch(this.name, save, version), { kind: 'failed' }),
        read: () => this.#send<Draft | null>(page, () => this.#server.draft, null),
        later: (act) => {
          this.#timers.push(act)
          return () => {
            this.#timers = this.#timers.filter((other) => other !== act)
          }
        },
        newId: () => `${this.name}${++this.#ids}`,
        keep: (unsaved) => {
          // A page that is gone writes nothing any more. As JSON: that is how it is kept.
          if (page === this.#page)
            this.#storage = unsaved === null ? null : JSON.parse(JSON.stringify(unsaved))
        },
      },
      this.#storage,
    )
    if (saving.unsaved) void saving.flush()
    return saving
  }

  /** The client types, with the page as they see it. */
  type(change: DraftChange): void {
    const { draft } = this.saving.snapshot()
    this.#see({ ...valuesOf(draft), contractId: draft.contractId, typeCode: draft.typeCode })
    this.saving.change(change)
  }

  #see(values: DraftValues): void {
    for (const [name, value] of Object.entries(values))
      this.seen.set(name, [...(this.seen.get(name) ?? []), value])
  }

  #send<Answer>(page: number, reach: () => Answer, lost: Answer): Promise<Answer> {
    return new Promise((resolve) => {
      const tell = (answer: Answer) => page === this.#page && resolve(answer)
      const message: Message = {
        deliver: () => {
          const answer = reach()
          message.answer = () => tell(answer)
        },
        answer: null,
        lose: () => tell(lost),
      }
      this.messages.push(message)
    })
  }

  /** The window asks: keeps, by turns, what `mine` says of each name. */
  choose(mine: (name: string) => boolean): void {
    const { state, draft } = this.saving.snapshot()
    if (state.kind !== 'conflict') return
    const choices = Object.fromEntries(
      state.fields.map((name) => [name, mine(name) ? 'mine' : 'theirs'] as const),
    )
    const [here, there] = [
      { ...valuesOf(draft), contractId: draft.contractId, typeCode: draft.typeCode },
      valuesOf(state.theirs),
    ]
    this.#see(here)
    this.#see(there)
    for (const [name, choice] of Object.entries(choices)) {
      const of = (values: DraftValues) =>
        name === 'type'
          ? Object.entries(values).filter(([one]) => /^(answers\.|typeCode|contractId)/.test(one))
          : [[name, values[name]] as const]
      for (const [one, value] of of(choice === 'mine' ? there : here)) this.dropped.push({ name: one, value })
    }
    this.saving.settle(choices)
  }
}

/** Lets everything that was begun come to rest. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve()
}

/** What a change types, as pairs. */
export const typedIn = (change: DraftChange): [string, unknown][] => Object.entries(draftValuesIn(change))
