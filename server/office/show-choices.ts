import type { z } from 'zod'
import { localDate } from '../../domain/calendar/instant.ts'
import { fullName } from '../../domain/person/name.ts'
import type { QueueChoices } from '../../wire/queue.ts'
import type { Asker, Context } from '../context.ts'
import { findChoices } from './choice-store.ts'

/** What the filters of the queue offer. */
export async function showChoices(context: Context, asker: Asker): Promise<z.input<typeof QueueChoices>> {
  const { units, executors, categories, types } = await findChoices(
    context.db,
    asker,
    localDate(context.now()),
  )
  return {
    units: [...units],
    executors: executors.map(({ id, name, away }) => ({ id, name: fullName(name), away })),
    categories: [...categories],
    types: [...types],
  }
}
