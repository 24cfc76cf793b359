import type { PlainDate } from '../calendar/plain-date.ts'
import type { Contract } from '../contract/contract.ts'
import { mayWriteUnder } from '../contract/may-write-under.ts'
import type { AppealType } from './appeal-type.ts'
import type { Category } from './category.ts'

/** A category with the types offered in it. */
export interface OfferedCategory {
  readonly category: Category
  readonly types: readonly AppealType[]
}

/** §4: the categories and types available to this client under this contract, in the catalogue's order. */
export function offer(
  categories: readonly Category[],
  types: readonly AppealType[],
  contract: Contract,
  today: PlainDate,
): OfferedCategory[] {
  return [...categories]
    .sort((a, b) => a.position - b.position)
    .map((category) => ({
      category,
      types: types.filter(
        (type) =>
          type.categoryCode === category.code &&
          type.appliesTo.includes(contract.kind) &&
          mayWriteUnder(contract, type.code, today) === null,
      ),
    }))
    .filter((offered) => offered.types.length > 0)
}
