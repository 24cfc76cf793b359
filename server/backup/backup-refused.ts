import type { backup as words } from '../../words/en/backup.ts'

export type BackupProblem = keyof (typeof words)['refused']

/** A backup can't be made, is not whole or does not fit; words/<language>/backup.ts says it. */
export class BackupRefused extends Error {
  constructor(
    readonly problem: BackupProblem,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(`${problem} ${Object.values(params).join(', ')}`)
  }
}
