/** How long somebody has the draft of a letter to themselves after their last keystroke that was kept. */
const leaseMs = 2 * 60_000

/**
 * Who writes it now. `token` grows each time that somebody else begins to write: a save with an older one comes from a
 * page that was overtaken. `until` is epoch milliseconds.
 */
export interface Lease {
  readonly token: number
  readonly writerId: string | null
  readonly until: number | null
}

/** Whether somebody else is writing at this moment; who has gone quiet is not. */
export const isWrittenByOther = ({ writerId, until }: Lease, id: string, now: number): boolean =>
  writerId !== null && writerId !== id && until !== null && until > now

/** The lease after somebody asked for it; null: somebody else is writing, and taking over was not asked. */
export function leased(lease: Lease, id: string, now: number, takeOver: boolean): Lease | null {
  if (isWrittenByOther(lease, id, now) && !takeOver) return null
  const token = lease.writerId === id ? lease.token : lease.token + 1
  return { token, writerId: id, until: now + leaseMs }
}

/** Whether a save with this token is of the one who writes; what others took over meanwhile is theirs. */
export const isLeasedBy = (lease: Lease, id: string, token: number): boolean =>
  lease.writerId === id && lease.token === token
