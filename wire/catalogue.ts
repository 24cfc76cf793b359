import { z } from 'zod'
import { contractKinds } from '../domain/contract/contract.ts'
import { LocalisedText } from './person.ts'

const condition = z.record(z.string(), z.string())
const fieldBase = {
  code: z.string(),
  label: LocalisedText,
  required: z.boolean(),
  requiredIf: condition.optional(),
  visibleIf: condition.optional(),
}
const options = z.array(z.object({ value: z.string(), label: LocalisedText }))
const numberBounds = z.object({ min: z.number().optional(), max: z.number().optional() }).optional()

const scalarFields = [
  z.object({
    ...fieldBase,
    type: z.enum(['text', 'textarea']),
    validation: z
      .object({
        minLength: z.number().optional(),
        maxLength: z.number().optional(),
        pattern: z.string().optional(),
      })
      .optional(),
  }),
  z.object({ ...fieldBase, type: z.enum(['money', 'integer']), validation: numberBounds }),
  z.object({
    ...fieldBase,
    type: z.literal('date'),
    validation: z
      .object({
        min: z.string().optional(),
        max: z.string().optional(),
        workingDay: z.boolean().optional(),
        notBefore: z.string().optional(),
      })
      .optional(),
    default: z.string().optional(),
  }),
  z.object({ ...fieldBase, type: z.enum(['select', 'radio']), options, default: z.string().optional() }),
  z.object({ ...fieldBase, type: z.enum(['iin', 'iban', 'phone', 'address', 'contractRef', 'appealRef']) }),
] as const

/** §5: every kind of field, as domain/catalogue/field.ts has it. */
export const FieldSchema = z.discriminatedUnion('type', [
  ...scalarFields,
  z.object({ ...fieldBase, type: z.literal('multiselect'), options }),
  z.object({
    ...fieldBase,
    type: z.literal('group'),
    items: z.array(z.discriminatedUnion('type', scalarFields)),
    validation: z.object({ minItems: z.number().optional(), maxItems: z.number().optional() }).optional(),
  }),
])

const term = z.object({ value: z.number(), unit: z.enum(['workingDays', 'calendarDays']) })

/** §4–§5: one version of an appeal type, as domain/catalogue/appeal-type.ts has it. */
export const AppealTypeSchema = z.object({
  code: z.string(),
  categoryCode: z.string(),
  position: z.number().optional(),
  name: LocalisedText,
  appliesTo: z.array(z.enum(contractKinds)),
  form: z.enum(['template', 'free']),
  fields: z.array(FieldSchema),
  documents: z.array(
    z.object({
      document: z.string(),
      required: z.boolean(),
      min: z.number(),
      max: z.number(),
      requiredIf: condition.optional(),
    }),
  ),
  term,
  termByContractKind: z.partialRecord(z.enum(contractKinds), term).optional(),
  bodyTemplate: z.object({ kk: z.string(), ru: z.string() }),
})

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
