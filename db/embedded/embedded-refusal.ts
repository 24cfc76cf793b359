/** Why the embedded database would not start; words/<language>/setup-refusals.ts says it and what to do. */
export type EmbeddedRefusalCode =
  | 'already_running'
  | 'no_account'
  | 'nameless_account'
  | 'no_database'
  | 'no_binaries'
  | 'binaries_do_not_run'
  | 'data_unreachable'
  | 'data_of_another_account'
  | 'data_of_another_version'
  | 'data_missing'
  | 'credentials_damaged'
  | 'credentials_lost'
  | 'credentials_wrong'
  | 'not_initialised'
  | 'server_did_not_start'

/** Thrown by the starter for everything the user can mend. The message is for logs; `params` fill the words. */
export class EmbeddedRefusal extends Error {
  readonly code: EmbeddedRefusalCode
  readonly params: Readonly<Record<string, string | number>>
  constructor(code: EmbeddedRefusalCode, params: Readonly<Record<string, string | number>> = {}) {
    super([code, ...Object.entries(params).map(([name, value]) => `${name} ${value}`)].join(', '))
    this.code = code
    this.params = params
  }
}
