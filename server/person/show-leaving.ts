import type { z } from 'zod'
import { localDate } from '../../domain/calendar/instant.ts'
import { fullName } from '../../domain/person/name.ts'
import { canMove } from '../../domain/reply/reply.ts'
import type { Leaving as Answer } from '../../wire/people.ts'
import type { Context } from '../context.ts'
import type { Leaving } from './leave.ts'
import { workersOn } from './worker-store.ts'

/** What somebody who leaves has in hand, as the page shows it, with everybody who may be named. */
export async function leavingAnswer(
  context: Context,
  staffId: string,
  { active, things, sessions, questionsAsked, handOver }: Leaving,
): Promise<z.input<typeof Answer>> {
  const { workers } = await workersOn(context.db, localDate(context.now()))
  return {
    active,
    things: things.map(({ called, from, to, heirId, outcome, ...thing }) => ({
      key: `${thing.kind}:${thing.id}`,
      kind: thing.kind,
      called,
      from: from ?? null,
      to: to ?? null,
      heirId,
      outcome: typeof outcome === 'string' ? outcome : outcome.code === 'heir_needed' ? 'needed' : 'unable',
      discardable: thing.kind === 'reply' && canMove('discard', thing.letter.state) === null,
    })),
    sessions,
    questionsAsked,
    handOver,
    heirs: workers
      .filter((one) => one.active && one.id !== staffId)
      .map(({ id, name }) => ({ id, name: fullName(name) })),
  }
}
