import type { Condition } from '../condition.ts'
import type { Localised } from '../language.ts'

interface FieldOf<Kind extends string> {
  readonly code: string
  readonly type: Kind
  readonly label: Localised
  readonly required: boolean
  readonly requiredIf?: Condition
  readonly visibleIf?: Condition
}
export interface Option {
  readonly value: string
  readonly label: Localised
}

/** One line, or several; lengths in characters, `pattern` over the whole answer. */
export interface TextField extends FieldOf<'text' | 'textarea'> {
  readonly validation?: {
    readonly minLength?: number
    readonly maxLength?: number
    readonly pattern?: string
  }
}
/** Tenge with at most two decimals, typed «1 234,50»; bounds are tenge. */
export interface MoneyField extends FieldOf<'money'> {
  readonly validation?: { readonly min?: number; readonly max?: number }
}
export interface IntegerField extends FieldOf<'integer'> {
  readonly validation?: { readonly min?: number; readonly max?: number }
}
/** YYYY-MM-DD. A bound is a date, `today` or `today+90d`; `notBefore` names the field of an earlier date. */
export interface DateField extends FieldOf<'date'> {
  readonly validation?: {
    readonly min?: string
    readonly max?: string
    readonly workingDay?: boolean
    readonly notBefore?: string
  }
  readonly default?: string
}
/** One of the options; `default` is where a fresh draft starts. */
export interface ChoiceField extends FieldOf<'select' | 'radio'> {
  readonly options: readonly Option[]
  readonly default?: string
}
/** Several of the options. */
export interface MultiselectField extends FieldOf<'multiselect'> {
  readonly options: readonly Option[]
}
/** Numbers whose rules are their own; an address is one free line of 10–300 characters (domain.md 4.4). */
export type KnownField = FieldOf<'iin' | 'iban' | 'phone' | 'address'>
/** One of the client's own contracts, or of the appeals he sent: the answer is its id. */
export type ReferenceField = FieldOf<'contractRef' | 'appealRef'>

/** A field whose answer is one text. */
export type ScalarField =
  | TextField
  | MoneyField
  | IntegerField
  | DateField
  | ChoiceField
  | KnownField
  | ReferenceField

/** A repeating group: each row answers every item. */
export interface GroupField extends FieldOf<'group'> {
  readonly items: readonly ScalarField[]
  readonly validation?: { readonly minItems?: number; readonly maxItems?: number }
}

/** §5: a field of a template. */
export type Field = ScalarField | MultiselectField | GroupField
export type FieldKind = Field['type']

/** A row of a group: answers by the codes of its items. */
export type GroupRow = Readonly<Record<string, string>>

/** As typed: a list for `multiselect`, rows for `group`, a text for everything else. Drafts keep what is half written. */
export type Answer = string | readonly string[] | readonly GroupRow[]

/** Answers by field code. */
export type Answers = Readonly<Record<string, Answer>>
