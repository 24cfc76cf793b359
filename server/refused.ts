import type { Refusal } from '../domain/refusal.ts'
import type { Purpose } from '../domain/signature/signed-content.ts'
import type { VerdictCode } from '../eds/verdict.ts'
import type { HttpCode } from '../words/http-codes.ts'

/** A no that belongs to one field of what was sent. */
export interface FieldRefusal {
  readonly field: string
  readonly refusal: Refusal
}

/**
 * A rule said no: a verb throws it, `http/problems.ts` answers in the caller's words, with the status of
 * `http/refusal-status.ts`.
 */
export class Refused extends Error {
  readonly refusal: Refusal
  readonly fields: readonly FieldRefusal[]

  constructor(refusal: Refusal, fields: readonly FieldRefusal[] = []) {
    super(refusal.code)
    this.name = 'Refused'
    this.refusal = refusal
    this.fields = fields
  }
}

/** Not there, or another's: for the asker the same (404). */
export class NotFound extends Error {
  constructor() {
    super('not_found')
    this.name = 'NotFound'
  }
}

/** The door said no: no rule of domain/, but the session, the form or the repetition of a request. */
export class HttpRefused extends Error {
  readonly status: number
  readonly code: HttpCode
  readonly params: Readonly<Record<string, string | number>>
  readonly fields: readonly FieldRefusal[]

  constructor(
    status: number,
    code: HttpCode,
    params: Readonly<Record<string, string | number>> = {},
    fields: readonly FieldRefusal[] = [],
  ) {
    super(code)
    this.name = 'HttpRefused'
    this.status = status
    this.code = code
    this.params = params
    this.fields = fields
  }
}

/** A signature was checked and something was found wrong; the words are in words/<language>/signature.ts (422). */
export class SignatureRefused extends Error {
  readonly code: VerdictCode
  /** What the signature was for: some words differ by it. */
  readonly purpose: Exclude<Purpose, 'staffSignIn'>

  constructor(code: VerdictCode, purpose: Exclude<Purpose, 'staffSignIn'> = 'letter') {
    super(code)
    this.name = 'SignatureRefused'
    this.code = code
    this.purpose = purpose
  }
}

/** The code of a no, of whatever layer; null: no rule did, something broke. */
export function codeOf(error: unknown): string | null {
  if (error instanceof Refused) return error.refusal.code
  if (error instanceof NotFound) return 'not_found'
  return error instanceof HttpRefused || error instanceof SignatureRefused ? error.code : null
}
