import type { z } from 'zod'
import type { Role } from '../domain/person/role.ts'
import type { AccountAct } from '../domain/security/prove-again.ts'

/** Who may call a route. `anyone` needs no session; the rest are roles of domain/person/role.ts. */
export type Who = 'anyone' | Role

/** Work that costs much, a kind each: a few of one account and one address run at a time (docs/decisions/0047). */
export const heavyKinds = ['letter', 'verification', 'package', 'archive', 'export', 'preview'] as const
export type HeavyKind = (typeof heavyKinds)[number]

/**
 * What crosses HTTP at one URL. `file` answers carry bytes, `multipart` requests one file, `part` requests a piece of
 * one; none has a schema here.
 */
export interface Route {
  readonly who: readonly Who[]
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly response?: z.ZodType
  readonly file?: true
  readonly multipart?: true
  /** The body is a part of a file, `Upload-Offset` says which (tus). */
  readonly part?: true
  readonly heavy?: HeavyKind
  /** The act needs an `Idempotency-Key`: the same key gets the first answer again. */
  readonly idempotent?: true
  /** The write needs `If-Match: "<version>"`; a stale one answers 412. */
  readonly ifMatch?: true
  /**
   * Open to a client who has not agreed to the text on personal data yet; every other route of clients answers 403
   * `consent_needed`.
   */
  readonly beforeConsent?: true
  /**
   * Open to one of the staff who came in by a password that was made for them; every other route of staff answers 403
   * `password_must_change` until they have chosen their own.
   */
  readonly beforeOwnPassword?: true
  /** The answer stays open and brings events (text/event-stream); listening does not hold the session open. */
  readonly events?: true
  /**
   * For the app eGov Mobile: no cookie, no Origin; what the address and `Authorization` carry takes their place. A
   * no is `{message}`.
   */
  readonly egovMobile?: true
  /** What it does to an account; some acts ask for the key or password once more (403 `prove_again`). */
  readonly account?: AccountAct
  /** A door: what comes here in a wrong shape is counted, apart from tries. */
  readonly signIn?: true
  /** Registered only on a demo or test database. */
  readonly demo?: true
}
