import { randomUUID } from 'node:crypto'
import { type Unit, whyNotBelow, whyNotCalled } from '../../domain/unit/unit.ts'
import type { Context } from '../context.ts'
import { Refused } from '../refused.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { lockOfficeBy, type Manager, refuseIf } from './manage.ts'
import { allUnits, insertUnit } from './unit-store.ts'

/** Opens a unit; answers its id. Its people and its head come after it. Throws Refused. */
export async function addUnit(
  context: Context,
  manager: Manager,
  { code, name, parentId }: Pick<Unit, 'code' | 'name' | 'parentId'>,
): Promise<string> {
  const id = randomUUID()
  await inLoggedTransaction(context, async (trx, tell) => {
    await lockOfficeBy(context, trx, manager)
    const units = await allUnits(trx)
    const refusal = whyNotCalled(units, { code, name })
    if (refusal !== null) {
      throw new Refused(refusal, [{ field: refusal.code === 'unit_name' ? 'name' : 'code', refusal }])
    }
    refuseIf(whyNotBelow(units, null, parentId))
    await insertUnit(trx, { id, code, name, parentId, headId: null }, context.now())
    await tell('unitAdded', manager?.id ?? null, { unit: id, parent: parentId })
  })
  return id
}
