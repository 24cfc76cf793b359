import type { z } from 'zod'
import type { Settled, WorkOrder } from '../../../domain/appeal/work.ts'
import { parsePlainDate } from '../../../domain/calendar/plain-date.ts'
import { refuse } from '../../../domain/refusal.ts'
import type { NewAssignment } from '../../../wire/work.ts'
import { Refused } from '../../refused.ts'

/** What crossed HTTP, as an order. Throws Refused for a day that no calendar has. */
export function assignmentOf(body: z.output<typeof NewAssignment>): WorkOrder {
  const { internalDay, settled: shown, ...rest } = body
  const order = { ...rest, settled: settledOf(shown) }
  if (internalDay == null) return { act: 'assign', ...order, internalDay }
  const day = parsePlainDate(internalDay)
  const refusal = refuse('date_invalid')
  if (day === null) throw new Refused(refusal, [{ field: 'internalDay', refusal }])
  return { act: 'assign', ...order, internalDay: day }
}

/** As it crossed HTTP. */
interface ShownSettled {
  readonly coExecutorIds: readonly string[]
  readonly internalDay: string | null
}

/** What a page showed beside the executor, as an order says it. */
export const settledOf = (shown: ShownSettled | undefined): Settled | undefined =>
  shown === undefined ? undefined : { ...shown, internalDay: parsePlainDate(shown.internalDay ?? '') }
