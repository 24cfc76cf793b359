/** Why the embedded database would not start; the message tells the person at the terminal what to do. */
export type EmbeddedRefusalCode =
  | 'already_running'
  | 'no_account'
  | 'no_database'
  | 'no_binaries'
  | 'binaries_do_not_run'
  | 'data_unreachable'
  | 'data_of_another_account'
  | 'data_of_another_version'
  | 'data_damaged'
  | 'server_did_not_start'

/** Thrown by the starter for everything the user can mend. */
export class EmbeddedRefusal extends Error {
  readonly code: EmbeddedRefusalCode
  constructor(code: EmbeddedRefusalCode, message: string) {
    super(message)
    this.code = code
  }
}
