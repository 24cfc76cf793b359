/**
 * One round of asking somebody outside: the scanner, the authority, the mail server. Each piece has a deadline, the
 * round a budget, and an address that was silent once is asked no more in it. So one that hangs costs one piece.
 */
export interface OutsideRound {
  /** Whether nothing more may be begun: the budget is spent, or the process stops. */
  isOver(): boolean
  /** Whether the process stops. A piece that was broken off by it says nothing about who was asked, and stays due. */
  isBrokenOff(): boolean
  /** Whether this address has let a piece of this round wait in vain. */
  wasSilent(address: string): boolean
  heardNothingFrom(address: string): void
  /** Ends a piece: after its patience (milliseconds), or when the process stops. */
  deadline(patienceMs: number): AbortSignal
}

/** How long pieces are begun: by a clock that nobody sets, neither the injected one nor the machine's. */
const budgetMs = 45_000

/** Begins a round. `stopping` is the end of the process. */
export function startRound(stopping?: AbortSignal, lastsMs = budgetMs): OutsideRound {
  const endsAt = performance.now() + lastsMs
  const silent = new Set<string>()
  const isBrokenOff = (): boolean => stopping?.aborted === true
  return {
    isOver: () => isBrokenOff() || performance.now() >= endsAt,
    isBrokenOff,
    wasSilent: (address) => silent.has(address),
    heardNothingFrom: (address) => silent.add(address),
    deadline: (patienceMs) => {
      const patience = AbortSignal.timeout(patienceMs)
      return stopping === undefined ? patience : AbortSignal.any([stopping, patience])
    },
  }
}
