import { z } from 'zod'
import type { AppealType } from '../../../domain/catalogue/appeal-type.ts'
import { contractKinds } from '../../../domain/contract/contract.ts'
import { LocalisedText } from '../../../wire/person.ts'
import type { Same } from '../../../wire/same.ts'

const words = z.string().trim().min(1)
const localised = z.strictObject({ kk: words, ru: words, en: words })
const condition = z.record(z.string(), z.string()).refine((names) => Object.keys(names).length > 0, {
  error: 'a condition must name something',
})
const code = z.string().regex(/^[A-Za-z]\w*$/, 'a code is letters of English, digits and _')
/** What a file says to people bears their mark: nothing is decided by it, and nothing of it is published. */
type ForPeople = z.core.$brand<'forPeople'>
const anything = z.unknown().brand<'forPeople'>().optional()
const line = z.string().brand<'forPeople'>().optional()
const forPeople = { evidence: anything, note: line }

const base = {
  code,
  label: localised,
  required: z.boolean(),
  requiredIf: condition.exactOptional(),
  visibleIf: condition.exactOptional(),
  ...forPeople,
}
const count = z.int().min(0)
const options = z.array(z.strictObject({ value: z.string().min(1), label: localised })).min(1)
const textRules = z
  .strictObject({
    minLength: count.exactOptional(),
    maxLength: z.int().min(1).max(20_000).exactOptional(),
    pattern: z.string().exactOptional(),
  })
  .exactOptional()
/** What these kinds mean already; a file may say it. */
const meantAlready = {
  validation: z
    .strictObject({ checksum: z.string(), length: count, pattern: z.string() })
    .partial()
    .brand<'forPeople'>()
    .optional(),
}

const scalarFields = [
  z.strictObject({ ...base, type: z.literal('text'), validation: textRules }),
  z.strictObject({ ...base, type: z.literal('textarea'), validation: textRules }),
  z.strictObject({
    ...base,
    type: z.literal('money'),
    validation: z
      .strictObject({
        min: count.exactOptional(),
        max: count.exactOptional(),
        scale: z.literal(2).brand<'forPeople'>().optional(),
      })
      .exactOptional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal('integer'),
    validation: z
      .strictObject({ min: z.int().exactOptional(), max: z.int().exactOptional() })
      .exactOptional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal('date'),
    validation: z
      .strictObject({
        min: z.string().exactOptional(),
        max: z.string().exactOptional(),
        workingDay: z.boolean().exactOptional(),
        notBefore: z.string().exactOptional(),
      })
      .exactOptional(),
    default: z.string().exactOptional(),
  }),
  z.strictObject({ ...base, type: z.literal('select'), options, default: z.string().exactOptional() }),
  z.strictObject({ ...base, type: z.literal('radio'), options, default: z.string().exactOptional() }),
  z.strictObject({ ...base, ...meantAlready, type: z.literal('iin') }),
  z.strictObject({ ...base, ...meantAlready, type: z.literal('iban') }),
  z.strictObject({ ...base, ...meantAlready, type: z.literal('phone') }),
  z.strictObject({ ...base, ...meantAlready, type: z.literal('address') }),
  z.strictObject({ ...base, ...meantAlready, type: z.literal('contractRef') }),
  z.strictObject({ ...base, ...meantAlready, type: z.literal('appealRef') }),
] as const

const field = z.discriminatedUnion('type', [
  ...scalarFields,
  z.strictObject({ ...base, type: z.literal('multiselect'), options }),
  z.strictObject({
    ...base,
    type: z.literal('group'),
    items: z.array(z.discriminatedUnion('type', scalarFields)).min(1),
    validation: z
      .strictObject({
        minItems: count.exactOptional(),
        maxItems: z.int().min(1).max(50).exactOptional(),
      })
      .exactOptional(),
  }),
])

const kind = z.enum(contractKinds)
const term = z.strictObject({
  value: z.int().min(1),
  unit: z.enum(['workingDays', 'calendarDays']),
  basis: line,
  ...forPeople,
})
const fee = z.strictObject({
  amountKzt: z.int().min(0),
  vatIncluded: z.boolean().brand<'forPeople'>().optional(),
  ...forPeople,
})

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
      requiredIf: condition.exactOptional(),
      ...forPeople,
    }),
  ),
  fee,
  feeByContractKind: z.partialRecord(kind, fee).optional(),
  term,
  termByContractKind: z.partialRecord(kind, term).exactOptional(),
  bodyTemplate: z.strictObject({ kk: words, ru: words }),
  result: anything,
  ...forPeople,
})
export type FileType = z.infer<typeof FileType>
export type FileField = FileType['fields'][number]

/** A part of a file without what it keeps for people, to the last level. */
type Deciding<T> = T extends readonly (infer One)[]
  ? readonly Deciding<One>[]
  : T extends object
    ? { [Key in keyof T as NonNullable<T[Key]> extends ForPeople ? never : Key]: Deciding<T[Key]> }
    : T
true satisfies Same<
  Omit<AppealType, 'categoryCode' | 'position'>,
  Deciding<Omit<FileType, 'fee' | 'feeByContractKind'>>
>

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

/** A file whose types are published: what of data/catalogue.json decides; evidence marks and fees are for others. */
export const CatalogueFile = z.object({
  documentTypes: z.array(z.object({ code: z.string(), name: LocalisedText })),
  categories: z.array(
    z.object({
      code: z.string(),
      order: z.int(),
      name: LocalisedText,
      types: z.array(z.looseObject({ code: z.string() })),
    }),
  ),
})
export type CatalogueFile = z.infer<typeof CatalogueFile>
