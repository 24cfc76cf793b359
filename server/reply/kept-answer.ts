import type { StoredEvent } from '../appeal/event-chain.ts'
import type { LetterUnder, NumberedLine, SentLetter } from './answer-store.ts'
import type { KeptReply, KeptStep } from './reply-store.ts'

/** Something kept of a letter that does not fit the rest: at which step of its way, and what. */
export interface AnswerFault {
  readonly step: 'history' | 'number' | 'way' | 'letter' | 'file' | 'signature' | 'seal' | 'sending'
  readonly what: string
}

/** Everything kept of a letter under a number. */
export interface KeptAnswer {
  readonly line: NumberedLine
  readonly reply: KeptReply
  readonly chain: readonly StoredEvent[]
  /** Those of this letter alone. */
  readonly events: readonly StoredEvent[]
  readonly steps: readonly KeptStep[]
  readonly letters: readonly LetterUnder[]
  readonly sent: SentLetter | null
}
