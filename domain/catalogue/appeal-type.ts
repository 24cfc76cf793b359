import type { DocumentRequirement } from '../attachment/document-slot.ts'
import type { ContractKind } from '../contract/contract.ts'
import type { LetterLanguage, Localised } from '../language.ts'
import type { Field } from './field.ts'

/** Days to answer, and of which kind (docs/domain.md 3.5). */
export interface Term {
  readonly value: number
  readonly unit: 'workingDays' | 'calendarDays'
}

/**
 * §4: «Өтініш түрі», one version of it. A published version never changes: an appeal keeps the one it was
 * written by. The fee is not here but in the tariff, which changes by its own versions.
 */
export interface AppealType {
  readonly code: string
  readonly categoryCode: string
  /** Its place in the category. */
  readonly position?: number
  readonly name: Localised
  readonly appliesTo: readonly ContractKind[]
  readonly form: 'template' | 'free'
  readonly fields: readonly Field[]
  readonly documents: readonly DocumentRequirement[]
  readonly term: Term
  /** Some kinds of contract have a term of their own beside it; the earliest wins (docs/domain.md 2.1). */
  readonly termByContractKind?: Readonly<Partial<Record<ContractKind, Term>>>
  readonly bodyTemplate: Readonly<Record<LetterLanguage, string>>
}
