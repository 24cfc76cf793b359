import type { Refusal } from '../domain/refusal.ts'

/** A no that belongs to one field of what was sent. */
export interface FieldRefusal {
  readonly field: string
  readonly refusal: Refusal
}

/** A rule said no: a verb throws it, `http/problems.ts` answers 409 (or 422 with fields) in the caller's words. */
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
