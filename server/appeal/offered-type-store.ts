import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Contract } from '../../domain/contract/contract.ts'
import { mayWriteUnder } from '../../domain/contract/may-write-under.ts'
import { type PublishedType, typeOn } from '../catalogue/catalogue-store.ts'
import type { Db } from '../context.ts'

/** The version of a type in force today, if it is offered under this contract; null: it is not. */
export async function offeredType(
  db: Db,
  code: string,
  contract: Contract,
  today: PlainDate,
): Promise<PublishedType | null> {
  const type = await typeOn(db, code, today)
  if (type === null || !type.type.appliesTo.includes(contract.kind)) return null
  return mayWriteUnder(contract, code, today) === null ? type : null
}
