import { sql } from 'kysely'
import { linkLastsMs, mayAskAddress } from '../../domain/notice/confirmation-letter.ts'
import type { Db } from '../context.ts'
import { lockAddress } from './notice-setting-store.ts'

/** Whose an address was. */
export type FormerOwner = { readonly person_id: string } | { readonly staff_id: string }

/**
 * Whether one more mail may go to an address that was theirs: as often as letters that ask an address, one a minute
 * and five a day by each account and to each address. A mail that was refused ends that mail alone: one refusal long
 * ago must not hide an account that is taken over now. Others that would tell this address wait until the
 * transaction ends; hold something of the owner's.
 */
export async function mayTellFormer(
  trx: Db,
  owner: FormerOwner,
  address: string,
  now: number,
): Promise<boolean> {
  await lockAddress(trx, address)
  const toAddress = sql<boolean>`lower(address) = ${address.toLowerCase()}`
  const byOwner =
    'staff_id' in owner
      ? sql<boolean>`staff_id = ${owner.staff_id}::uuid`
      : sql<boolean>`person_id = ${owner.person_id}::uuid`
  const lately = async (which: typeof toAddress) => {
    const { n, last } = await trx
      .selectFrom('mail')
      .select((row) => [row.fn.countAll<number>().as('n'), row.fn.max('created_at').as('last')])
      .where('address', 'is not', null)
      .where('created_at', '>', new Date(now - linkLastsMs))
      .where(which)
      .executeTakeFirstOrThrow()
    return { count: n, lastAt: last?.getTime() ?? null }
  }
  return mayAskAddress(await lately(byOwner), await lately(toAddress), now)
}
