import { actorOf } from '../../domain/appeal/actor.ts'
import type { EventType } from '../../domain/appeal/event.ts'
import { eventKinds } from '../../domain/appeal/history.ts'
import { fullName } from '../../domain/person/name.ts'
import type { Refusal, RefusalCode } from '../../domain/refusal.ts'
import type { LastAct } from '../../words/last-act.ts'
import type { Db } from '../context.ts'
import { isByStaff } from './actor-columns.ts'

const naming: readonly EventType[] = ['takenIntoWork', 'executorChanged']
const ofStatus = (Object.keys(eventKinds) as EventType[]).filter(
  (type) => eventKinds[type].act !== null && type !== 'sent' && type !== 'registered',
)

// Which events a refusal of an old page is about.
const about: Readonly<Partial<Record<RefusalCode, readonly EventType[]>>> = {
  not_the_executor: naming,
  another_unit: ['routed'],
  changed_meanwhile: [...naming, 'routed'],
  action_not_in_status: ofStatus,
}

/** The same refusals, by appeal, with who was first: `by`, `act` and `at`, where their history says so. For staff. */
export async function withWhoWasFirst(
  db: Db,
  refusals: ReadonlyMap<string, Refusal>,
): Promise<Map<string, Refusal>> {
  const told = new Map(refusals)
  for (const [code, types = []] of Object.entries(about) as [RefusalCode, readonly EventType[]][]) {
    const ids = [...refusals].filter(([, refusal]) => refusal.code === code).map(([id]) => id)
    if (ids.length === 0) continue
    const rows = await db
      .selectFrom('event')
      .leftJoin('staff', (join) => join.on(isByStaff))
      .distinctOn('appeal_id')
      .select(['appeal_id', 'type', 'data', 'actor', 'occurred_at'])
      .select(['staff.surname', 'staff.given_name', 'staff.patronymic'])
      .where('appeal_id', 'in', ids)
      .where('type', 'in', types)
      .orderBy('appeal_id')
      .orderBy('seq', 'desc')
      .execute()
    for (const row of rows) {
      const { surname, given_name, patronymic } = row
      const by =
        surname === null || given_name === null
          ? ''
          : fullName({ family: surname, given: given_name, patronymic })
      const params = { by, act: lastActOf(row), at: row.occurred_at.toISOString() }
      told.set(row.appeal_id, { code, params: { ...refusals.get(row.appeal_id)?.params, ...params } })
    }
  }
  return told
}

/** The refusal of one appeal with who was first. */
export async function tellWhoWasFirst(db: Db, appealId: string, refusal: Refusal): Promise<Refusal> {
  return (await withWhoWasFirst(db, new Map([[appealId, refusal]]))).get(appealId) ?? refusal
}

function lastActOf({ type, actor, data }: { type: string; actor: string; data: unknown }): LastAct {
  const { executorId, unitId } = data as { executorId?: string | null; unitId?: string | null }
  const self = executorId != null && actor === actorOf(executorId)
  switch (type) {
    case 'takenIntoWork':
      return self ? 'taken' : 'named'
    case 'executorChanged':
      return executorId === null ? 'givenBack' : self ? 'takenOver' : 'renamed'
    case 'routed':
      return unitId === null ? 'toDesk' : 'routed'
    case 'interimReplied':
      return 'interimReplied'
    case 'executed':
    case 'forwarded':
    case 'reopened':
    case 'withdrawn':
      return type
    default:
      return 'returned'
  }
}
