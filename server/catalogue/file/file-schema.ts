import { z } from 'zod'
import { contractKinds } from '../../../domain/contract/contract.ts'

const words = z.string().trim().min(1)
const localised = z.strictObject({ kk: words, ru: words, en: words })
const condition = z.record(z.string(), z.string()).refine((names) => Object.keys(names).length > 0, {
  error: 'a condition must name something',
})
const code = z.string().regex(/^[A-Za-z]\w*$/, 'a code is letters of English, digits and _')
/** Evidence and notes are for people. */
const forPeople = { evidence: z.unknown().optional(), note: z.string().optional() }

const base = {
  code,
  label: localised,
  required: z.boolean(),
  requiredIf: condition.optional(),
  visibleIf: condition.optional(),
  ...forPeople,
}
const count = z.int().min(0)
const options = z.array(z.strictObject({ value: z.string().min(1), label: localised })).min(1)

const scalarFields = [
  z.strictObject({
    ...base,
    type: z.enum(['text', 'textarea']),
    validation: z
      .strictObject({ minLength: count, maxLength: z.int().min(1).max(20_000), pattern: z.string() })
      .partial()
      .optional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal('money'),
    validation: z
      .strictObject({ min: count, max: count, scale: z.literal(2) })
      .partial()
      .optional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal('integer'),
    validation: z.strictObject({ min: z.int(), max: z.int() }).partial().optional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal('date'),
    validation: z
      .strictObject({ min: z.string(), max: z.string(), workingDay: z.boolean(), notBefore: z.string() })
      .partial()
      .optional(),
    default: z.string().optional(),
  }),
  z.strictObject({ ...base, type: z.enum(['select', 'radio']), options, default: z.string().optional() }),
  z.strictObject({
    ...base,
    type: z.enum(['iin', 'iban', 'phone', 'address', 'contractRef', 'appealRef']),
    // What the kind means already; a file may say it for people.
    validation: z
      .strictObject({ checksum: z.string(), length: count, pattern: z.string() })
      .partial()
      .optional(),
  }),
] as const

const field = z.discriminatedUnion('type', [
  ...scalarFields,
  z.strictObject({ ...base, type: z.literal('multiselect'), options }),
  z.strictObject({
    ...base,
    type: z.literal('group'),
    items: z.array(z.discriminatedUnion('type', scalarFields)).min(1),
    validation: z
      .strictObject({ minItems: count, maxItems: z.int().min(1).max(50) })
      .partial()
      .optional(),
  }),
])

const kind = z.enum(contractKinds)
const term = z.strictObject({
  value: z.int().min(1),
  unit: z.enum(['workingDays', 'calendarDays']),
  basis: z.string().optional(),
  ...forPeople,
})
const fee = z.strictObject({ amountKzt: z.int().min(0), vatIncluded: z.boolean().optional(), ...forPeople })

/** A type as a file has it: what decides, and beside it what people keep there. */
export const FileType = z.strictObject({
  code: z.string().regex(/^[a-z]\w*(\.[A-Za-z]\w*)*$/, 'a code is words of English with dots between'),
  name: localised,
  appliesTo: z.array(kind).min(1),
  form: z.enum(['template', 'free']),
  fields: z.array(field).min(1),
  documents: z.array(
    z.strictObject({
      document: z.string(),
      required: z.boolean(),
      min: count,
      max: z.int().min(1).max(20),
      requiredIf: condition.optional(),
      ...forPeople,
    }),
  ),
  fee,
  feeByContractKind: z.partialRecord(kind, fee).optional(),
  term,
  termByContractKind: z.partialRecord(kind, term).optional(),
  bodyTemplate: z.strictObject({ kk: words, ru: words }),
  result: z.unknown().optional(),
  ...forPeople,
})
export type FileType = z.infer<typeof FileType>
export type FileField = FileType['fields'][number]

/** The file around its types. Sources, rates, the header and the like are for people and other commands. */
export const FileFrame = z.looseObject({
  documentTypes: z.array(z.strictObject({ code, name: localised, ...forPeople })),
  categories: z
    .array(
      z.strictObject({
        code,
        order: z.int().min(0),
        name: localised,
        types: z.array(z.unknown()),
        ...forPeople,
      }),
    )
    .min(1),
})
export type FileFrame = z.infer<typeof FileFrame>
