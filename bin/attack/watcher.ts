import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Answered, Ask, Asking, Caller, Request } from './ask.ts'

/** How long answers took, and those that were no answer. */
export interface Seen {
  readonly ms: number[]
  readonly wrong: string[]
}

/** What the process that watches is told. */
export type Order =
  | { readonly port: number; readonly clients: readonly Caller[] }
  | { readonly begin: true }
  | { readonly end: number }
  | {
      readonly ask: {
        readonly id: number
        readonly who: Caller
        readonly what: Request
        readonly asking?: Asking
      }
    }
/** And what it tells. */
export type Told = { readonly id: number } & (
  | { readonly answer: Answered }
  | { readonly seen: { readonly inbox: Seen; readonly live: Seen } }
)

/** Ordinary people at the site, in a process that has nothing else to do. */
export interface Watcher {
  /** One of them asks. */
  readonly ask: Ask
  begin(): void
  /** How inbox and life answered since `begin`. */
  end(): Promise<{ readonly inbox: Seen; readonly live: Seen }>
  stop(): Promise<void>
}

/** @param entry the program (bin/attack/watch.ts), built */
export function startWatcher(entry: string, port: number, clients: readonly Caller[]): Watcher {
  const child: ChildProcess = fork(entry, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = once(child, 'exit')
  const waiting = new Map<number, (told: Told) => void>()
  let last = 0
  child.on('message', (told: Told) => {
    waiting.get(told.id)?.(told)
    waiting.delete(told.id)
  })
  const order = (one: Order): void => void child.send(one)
  const answerTo = (make: (id: number) => Order): Promise<Told> =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, resolve)
      void ended.then(() => reject(new Error('the process that watches has ended')))
      order(make(last))
    })
  order({ port, clients })
  return {
    ask: async (who, what, asking) => {
      const told = await answerTo((id) => ({
        ask: { id, who, what, ...(asking === undefined ? {} : { asking }) },
      }))
      if (!('answer' in told)) throw new Error('another answer than asked for')
      return told.answer
    },
    begin: () => order({ begin: true }),
    end: async () => {
      const told = await answerTo((id) => ({ end: id }))
      if (!('seen' in told)) throw new Error('another answer than asked for')
      return told.seen
    },
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
