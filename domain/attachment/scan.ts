import { type Refusal, refuse } from '../refusal.ts'

/** What is known of viruses in a file; `notConfigured`: nobody looks, and staff are told so. */
export const scanStates = ['notConfigured', 'pending', 'clean', 'infected'] as const
export type ScanState = (typeof scanStates)[number]

/** What keeps a letter with this file from being signed: its check is not done, or has found something. */
export type ScanHold = 'waiting' | 'infected'

/** How long signing waits for the scanner: a scanner that is away must not keep anybody from a term (decision 0007). */
const scanPatienceMs = 10 * 60_000

/** Does this file hold up signing? `createdAt` and `now` in epoch milliseconds. */
export function scanHold(scan: ScanState, createdAt: number, now: number): ScanHold | null {
  if (scan === 'infected') return 'infected'
  return scan === 'pending' && now - createdAt < scanPatienceMs ? 'waiting' : null
}

/** What to tell of a file that holds up signing. */
export function holdRefusal(hold: ScanHold): Refusal {
  return refuse(hold === 'infected' ? 'file_infected' : 'file_checking')
}

/** Minutes until the scanner is asked again, after this many tries in vain: soon at first, then each hour. */
export function scanRetryMinutes(tries: number): number {
  return [1, 2, 5, 15, 30][Math.max(0, tries - 1)] ?? 60
}
