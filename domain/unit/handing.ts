import type { Handing } from './routing.ts'

/** Somebody of a unit who is here today, and what they have. */
export interface HandingChoice {
  readonly id: string
  /** Appeals that are theirs and not finished. */
  readonly open: number
  /** When a rule gave them one last, epoch milliseconds, and how many at that moment; null: never. */
  readonly last: { readonly at: number; readonly times: number } | null
}

/**
 * docs/office.md 4: to whom of a unit a rule gives an appeal: who has least open, or who was given one longest ago.
 * Null: nobody is here, or the rule leaves it free. The turn is in the history alone, so no process keeps it.
 */
export function handTo(handing: Handing, choices: readonly HandingChoice[]): string | null {
  if (handing === 'free') return null
  const byTurn = (a: HandingChoice, b: HandingChoice) =>
    (a.last?.at ?? 0) - (b.last?.at ?? 0) || (a.last?.times ?? 0) - (b.last?.times ?? 0)
  const inOrder = [...choices].sort((a, b) =>
    handing === 'byLoad' ? a.open - b.open || byTurn(a, b) : byTurn(a, b),
  )
  return inOrder[0]?.id ?? null
}
