import type { z } from 'zod'
import type { Neighbours, NeighboursQuery } from '../../wire/queue.ts'
import type { Asker, Context } from '../context.ts'
import { listDays } from '../mailbox/list-columns.ts'
import { NotFound } from '../refused.ts'
import { filterOf } from './desk-filter.ts'
import { findNeighbours } from './queue-store.ts'

/** What comes before and after an appeal in a list, also when it has left the list meanwhile. Throws NotFound. */
export async function showNeighbours(
  context: Context,
  asker: Asker,
  { of, ...asked }: z.output<typeof NeighboursQuery>,
): Promise<z.input<typeof Neighbours>> {
  const filter = await filterOf(context.db, asker, asked, await listDays(context))
  const found = await findNeighbours(context.db, filter, of)
  if (found === null) throw new NotFound()
  return found
}
