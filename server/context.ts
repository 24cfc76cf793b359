import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../db/tables.ts'
import type { Duty } from '../domain/appeal/can.ts'
import type { Actor } from '../domain/appeal/status.ts'
import type { Language } from '../domain/language.ts'
import type { Config } from './config.ts'
import type { FileStorage } from './file-storage.ts'

/** The one object a verb receives. Nothing in `server/` reads the environment or the clock but through it. */
export interface Context {
  /** Write through `inTransaction(context.db, …)`: in an idempotent act this is already a transaction. */
  readonly db: Kysely<Tables>
  readonly config: Config
  /** The injected clock, epoch milliseconds. */
  now(): number
  /** Moves the clock of every process; refused unless `demo`. */
  moveClock(instant: number): Promise<void>
  /** A demo or test database: demo people and one-press sign-in exist only there. */
  readonly demo: boolean
  readonly files: FileStorage
  /** Pinned roots and intermediates of the configured environment. */
  readonly trust: Trust
  readonly log: (entry: {
    level: 'info' | 'warn' | 'error'
    message: string
    [detail: string]: unknown
  }) => void
  /** Where an act was asked from; a command and the worker have none. */
  readonly from?: AskedFrom
}

/** The request that an act was asked by. */
export interface AskedFrom {
  /** A UUID of our own; every line of the log that the request leaves has it. */
  readonly requestId: string
  /** The client's address, as far as the proxies in front are believed. */
  readonly address: string
  /** `keptDevice` of domain/security/device.ts. */
  readonly device: string
  /** Whose share of this process's threads it takes: the account's, or the address's where nobody is signed in. */
  readonly owner: string
  /** Whether nobody waits for the answer any more, to something that only reads. */
  isGone(): boolean
}

/** Certificates that signatures are checked against: one environment's, never two mixed. */
export interface Trust {
  /** Pinned, DER. An anchor need not be self-signed. */
  readonly anchors: readonly Uint8Array[]
  /** For building chains only, DER. */
  readonly intermediates: readonly Uint8Array[]
  /** May persons with impossible IINs come in? Only where the anchors are of a demo or a test. */
  readonly testPersons: boolean
}

/** A store's first argument: the pool or the verb's transaction. */
export type Db = Kysely<Tables> | Transaction<Tables>

/** Who is signed in. `id` is the person's for a client, the staff row's for staff. */
export interface Asker {
  readonly kind: 'client' | 'staff'
  readonly id: string
  readonly sessionId: string
  readonly roles: readonly Actor[]
  readonly language: Language
  /** Where they work today; a client's is empty. */
  readonly duty: Duty
}
