import { z } from 'zod'
import type { AppealType } from '../domain/catalogue/appeal-type.ts'
import type { Field } from '../domain/catalogue/field.ts'
import { contractKinds } from '../domain/contract/contract.ts'
import { LocalisedText } from './person.ts'
import type { Same } from './same.ts'

const condition = z.record(z.string(), z.string())
const fieldBase = {
  code: z.string(),
  label: LocalisedText,
  required: z.boolean(),
  requiredIf: condition.exactOptional(),
  visibleIf: condition.exactOptional(),
}
const options = z.array(z.object({ value: z.string(), label: LocalisedText })).readonly()
const textRules = z
  .object({
    minLength: z.number().exactOptional(),
    maxLength: z.number().exactOptional(),
    pattern: z.string().exactOptional(),
  })
  .exactOptional()
const bounds = z.object({ min: z.number().exactOptional(), max: z.number().exactOptional() }).exactOptional()

const scalarFields = [
  z.object({ ...fieldBase, type: z.literal('text'), validation: textRules }),
  z.object({ ...fieldBase, type: z.literal('textarea'), validation: textRules }),
  z.object({ ...fieldBase, type: z.literal('money'), validation: bounds }),
  z.object({ ...fieldBase, type: z.literal('integer'), validation: bounds }),
  z.object({
    ...fieldBase,
    type: z.literal('date'),
    validation: z
      .object({
        min: z.string().exactOptional(),
        max: z.string().exactOptional(),
        workingDay: z.boolean().exactOptional(),
        notBefore: z.string().exactOptional(),
      })
      .exactOptional(),
    default: z.string().exactOptional(),
  }),
  z.object({ ...fieldBase, type: z.literal('select'), options, default: z.string().exactOptional() }),
  z.object({ ...fieldBase, type: z.literal('radio'), options, default: z.string().exactOptional() }),
  z.object({ ...fieldBase, type: z.literal('iin') }),
  z.object({ ...fieldBase, type: z.literal('iban') }),
  z.object({ ...fieldBase, type: z.literal('phone') }),
  z.object({ ...fieldBase, type: z.literal('address') }),
  z.object({ ...fieldBase, type: z.literal('contractRef') }),
  z.object({ ...fieldBase, type: z.literal('appealRef') }),
] as const

/** §5: every kind of field, as domain/catalogue/field.ts has it. */
const FieldSchema = z.discriminatedUnion('type', [
  ...scalarFields,
  z.object({ ...fieldBase, type: z.literal('multiselect'), options }),
  z.object({
    ...fieldBase,
    type: z.literal('group'),
    items: z.array(z.discriminatedUnion('type', scalarFields)).readonly(),
    validation: z
      .object({ minItems: z.number().exactOptional(), maxItems: z.number().exactOptional() })
      .exactOptional(),
  }),
])
true satisfies Same<Field, z.output<typeof FieldSchema>>

const term = z.object({ value: z.number(), unit: z.enum(['workingDays', 'calendarDays']) })

/** §4–§5: one version of an appeal type, as domain/catalogue/appeal-type.ts has it. */
export const AppealTypeSchema = z.object({
  code: z.string(),
  categoryCode: z.string(),
  position: z.number().exactOptional(),
  name: LocalisedText,
  appliesTo: z.array(z.enum(contractKinds)).readonly(),
  form: z.enum(['template', 'free']),
  fields: z.array(FieldSchema).readonly(),
  documents: z
    .array(
      z.object({
        document: z.string(),
        required: z.boolean(),
        min: z.number(),
        max: z.number(),
        requiredIf: condition.exactOptional(),
      }),
    )
    .readonly(),
  term,
  termByContractKind: z.partialRecord(z.enum(contractKinds), term).exactOptional(),
  bodyTemplate: z.object({ kk: z.string(), ru: z.string() }),
})
true satisfies Same<AppealType, z.output<typeof AppealTypeSchema>>
true satisfies Same<AppealType, z.input<typeof AppealTypeSchema>>

/** §6: a fee on a day, VAT included, in tiyn. */
export const Fee = z.object({ feeTiyn: z.number(), vatPercent: z.number(), vatTiyn: z.number() })

/** §4: what this client may write under this contract today. */
export const Offer = z.object({
  categories: z.array(
    z.object({
      code: z.string(),
      name: LocalisedText,
      /** `term`: of those that apply, the one that would end first if it were registered today. */
      types: z.array(z.object({ type: AppealTypeSchema, fee: Fee, term })),
    }),
  ),
  /** Why nothing is offered at all: `legal_entity_contract`, or null. */
  refusal: z.object({ code: z.string() }).nullable(),
  /** Names of the documents that the types ask for, by code. */
  documents: z.record(z.string(), LocalisedText),
})
export type Offer = z.infer<typeof Offer>
export type Fee = z.infer<typeof Fee>
