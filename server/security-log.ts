import type { Context } from './context.ts'

/** What is told to the security log: who may do what has changed, who took a list away. */
export type SecurityAct =
  | 'staffAdded'
  | 'roleGranted'
  | 'roleWithdrawn'
  | 'unitJoined'
  | 'unitLeft'
  | 'unitAdded'
  | 'unitChanged'
  | 'unitClosed'
  | 'staffEnabled'
  | 'staffDisabled'
  | 'staffLeft'
  | 'passwordReset'
  | 'codeReset'
  | 'keyChanged'
  | 'sessionsEnded'
  | 'absenceRecorded'
  | 'absenceCancelled'
  | 'listExported'
  | 'listExportEnded'

/** One line of the security log; `by` is null for a command. Ids and codes only. */
export function logSecurity(
  { log }: Context,
  act: SecurityAct,
  by: string | null,
  about: Readonly<Record<string, string | number | boolean | null>>,
): void {
  log({ level: 'info', message: 'security', act, by, ...about })
}
