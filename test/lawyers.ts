import { randomUUID } from 'node:crypto'
import { recordRole } from '../server/person/role-store.ts'
import { recordMember } from '../server/unit/unit-store.ts'
import type { World } from './world.ts'

/**
 * A second unit, the lawyers, to which Асқар alone belongs; Сәуле is an executor and nothing more. Answers the unit's
 * id.
 */
export async function makeLawyers({ context, people }: World): Promise<string> {
  const { db } = context
  const now = context.now()
  const unitId = randomUUID()
  const name = JSON.stringify({ kk: 'Заң бөлімі', ru: 'Юридический отдел', en: 'Lawyers' })
  await db
    .insertInto('unit')
    .values({ id: unitId, code: 'law', name, created_at: new Date(now) })
    .execute()
  const office = await db
    .selectFrom('unit')
    .select('id')
    .where('code', '=', 'office')
    .executeTakeFirstOrThrow()
  const staffId = people.otherExecutor.id
  await recordMember(db, { staffId, unitId: office.id, change: 'left' }, null, now)
  await recordMember(db, { staffId, unitId, change: 'joined' }, null, now)
  const role = { staffId: people.executor.id, role: 'registrar', change: 'withdrawn' } as const
  await recordRole(db, role, null, now)
  return unitId
}
