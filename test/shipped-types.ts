import catalogue from '../data/catalogue.json' with { type: 'json' }
import type { AppealType } from '../domain/catalogue/appeal-type.ts'
import { AppealTypeSchema } from '../wire/catalogue.ts'

/** The types of the shipped catalogue, read by the schema that publishing reads them by. */
export const shippedTypes: readonly AppealType[] = catalogue.categories.flatMap(({ code, types }) =>
  types.map((type) => AppealTypeSchema.parse({ ...type, categoryCode: code })),
)

/** One of them; throws when the catalogue has none of this code. */
export function shippedType(code: string): AppealType {
  const found = shippedTypes.find((type) => type.code === code)
  if (found === undefined) throw new Error(`the catalogue has no type ${code}`)
  return found
}
