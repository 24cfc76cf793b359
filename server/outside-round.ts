/**
 * One round of asking somebody outside: the scanner, the authority, the mail server. Each piece has a deadline, the
 * round a budget, and an address that was silent once is asked no more in it. So one that hangs costs one piece.
 */
export interface OutsideRound {
  /** Whether nothing more may be begun: the budget is spent, or the process stops. */
  isOver(): boolean
  /** Whether this address has let a piece of this round wait in vain. */
  wasSilent(address: string): boolean
  heardNothingFrom(address: string): void
  /** Ends a piece: after its patience (milliseconds), with the round, or when the process stops. */
  deadline(patienceMs: number): AbortSignal
}

/** How long a round may take, by the clock of the machine: nobody outside keeps to ours. */
const budgetMs = 45_000

/** Begins a round. `stopping` is the end of the process. */
export function startRound(stopping?: AbortSignal, lastsMs = budgetMs): OutsideRound {
  const endsAt = Date.now() + lastsMs
  const silent = new Set<string>()
  return {
    isOver: () => stopping?.aborted === true || Date.now() >= endsAt,
    wasSilent: (address) => silent.has(address),
    heardNothingFrom: (address) => silent.add(address),
    deadline: (patienceMs) => {
      const left = AbortSignal.timeout(Math.max(0, Math.min(patienceMs, endsAt - Date.now())))
      return stopping === undefined ? left : AbortSignal.any([stopping, left])
    },
  }
}
