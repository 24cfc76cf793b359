import { actorOf } from '../../domain/appeal/actor.ts'
import { type AppealFacts, replacedIn } from '../../domain/appeal/can.ts'
import type { EventData, EventType } from '../../domain/appeal/event.ts'
import type { Act } from '../../domain/appeal/rights.ts'
import { appendEvent } from '../appeal/event-store.ts'
import type { Asker, Db } from '../context.ts'

/** What every event of the office says of who did it, by the store that keeps its place in the chain. */
export async function recordOfficeEvent<Type extends EventType>(
  trx: Db,
  asker: Asker,
  event: {
    readonly appealId: string
    readonly type: Type
    readonly key: string
    readonly data: EventData[Type]
    readonly at: number
  },
): Promise<void> {
  const { at, ...said } = event
  await appendEvent(trx, {
    ...said,
    occurredAt: at,
    recordedAt: at,
    actor: actorOf(asker.id),
    source: 'office',
  })
}

/** Whom the asker replaces by this act, as events say it. */
export function insteadOf(asker: Asker, act: Act, facts: AppealFacts): { insteadOf?: string } {
  const replaced = replacedIn(asker, act, facts)
  return replaced === undefined ? {} : { insteadOf: replaced }
}
