import type { Condition } from '../condition.ts'
import type { Localised } from '../language.ts'
import type { AddressField } from './kinds/address.ts'
import type { AppealRefField } from './kinds/appeal-ref.ts'
import type { ContractRefField } from './kinds/contract-ref.ts'
import type { DateField } from './kinds/date.ts'
import type { GroupField } from './kinds/group.ts'
import type { IbanField } from './kinds/iban.ts'
import type { IinField } from './kinds/iin.ts'
import type { IntegerField } from './kinds/integer.ts'
import type { MoneyField } from './kinds/money.ts'
import type { MultiselectField } from './kinds/multiselect.ts'
import type { PhoneField } from './kinds/phone.ts'
import type { RadioField } from './kinds/radio.ts'
import type { SelectField } from './kinds/select.ts'
import type { TextField } from './kinds/text.ts'
import type { TextareaField } from './kinds/textarea.ts'

/** What a field has whatever its kind; a kind's file adds what is its own. */
export interface FieldOf<Kind extends string> {
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

/** A field whose answer is one text, so that a row of a group may ask it. */
export type ScalarField =
  | TextField
  | TextareaField
  | MoneyField
  | IntegerField
  | DateField
  | SelectField
  | RadioField
  | IinField
  | IbanField
  | PhoneField
  | AddressField
  | ContractRefField
  | AppealRefField

/** §5: a field of a template. Adding a kind begins here; the compiler names the rest. */
export type Field = ScalarField | MultiselectField | GroupField
export type FieldKind = Field['type']

/** A row of a group: answers by the codes of its items. */
export type GroupRow = Readonly<Record<string, string>>

/**
 * As typed: a list for `multiselect`, rows for `group`, a text for everything else. Drafts keep what is half
 * written.
 */
export type Answer = string | readonly string[] | readonly GroupRow[]

/** Answers by field code. */
export type Answers = Readonly<Record<string, Answer>>
