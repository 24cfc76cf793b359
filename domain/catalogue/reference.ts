import type { PlainDate } from '../calendar/plain-date.ts'
import type { LetterLanguage } from '../language.ts'

/** A contract of the client's own that an answer may name. */
export interface ContractReference {
  readonly id: string
  readonly number: string
  readonly date: PlainDate
}

/** An appeal that the client has sent: as a list shows it, and as a letter of each language names it. */
export interface AppealReference {
  readonly id: string
  readonly label: string
  /** Within a sentence: «2026 жылғы 12 қаңтардағы № 3864» өтінішімді … */
  readonly inSentence: Readonly<Record<LetterLanguage, string>>
  /** After a colon: «№ 3864, 2026 жылғы 12 қаңтар». */
  readonly alone: Readonly<Record<LetterLanguage, string>>
}

/** What `contractRef` and `appealRef` may answer; anybody else's is not among them. */
export interface References {
  readonly contracts: readonly ContractReference[]
  readonly appeals: readonly AppealReference[]
}
