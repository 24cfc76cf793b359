import type { Language } from '../../../domain/language.ts'
import type { Bulk } from '../../../wire/bulk.ts'
import type { Asker, Context } from '../../context.ts'
import { problemWords } from '../../http/problem-words.ts'
import { workItems } from '../work/work-store.ts'
import { countsOf, hasTold, ownBulk, refusedRows } from './outcome-store.ts'
import { rowShown } from './row-shown.ts'

/** How far many at once are, and what became of each: to the one who asked. Throws NotFound. */
export async function showBulk(
  { db }: Context,
  asker: Asker,
  bulkId: string,
  language: Language,
): Promise<Bulk> {
  const { bulk, undoneBy } = await ownBulk(db, asker.id, bulkId)
  const { waiting, done, nothing, refused } = await countsOf(db, bulkId)
  const rows = refused === 0 ? [] : await refusedRows(db, bulkId)
  const found = await workItems(
    db,
    rows.map(({ id }) => id),
  )
  const items = new Map(found.map((item) => [item.id, item]))
  return {
    id: bulk.id,
    act: bulk.act,
    query: bulk.query,
    total: waiting + done + nothing + refused,
    waiting,
    done,
    nothing,
    refused: rows.map(({ id, refusal: { code, params } }) => ({
      ...rowShown(asker, id, items.get(id)),
      // Written by run-bulks.ts alone, from refusals that have words.
      why: { code, ...problemWords(code as Parameters<typeof problemWords>[0], language, params) },
    })),
    createdAt: bulk.createdAt.toISOString(),
    finishedAt: bulk.finishedAt?.toISOString() ?? null,
    undoable: bulk.finishedAt !== null && bulk.undoes === null && undoneBy === null && done > 0,
    clientsTold: await hasTold(db, bulkId),
    undoes: bulk.undoes,
    undoneBy,
  }
}
