import { can, isKnownTo } from '../../../domain/appeal/can.ts'
import { planWork } from '../../../domain/appeal/plan-work.ts'
import { isPlan, isSameWork, type OfficeDay, type WorkOrder } from '../../../domain/appeal/work.ts'
import type { Language } from '../../../domain/language.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { type BulkAsk, BulkOrder, type BulkPreview } from '../../../wire/bulk.ts'
import { withWhoWasFirst } from '../../appeal/last-act-store.ts'
import type { Asker, Context } from '../../context.ts'
import { problemWords } from '../../http/problem-words.ts'
import { settledOf } from '../work/work-order.ts'
import { officeDay, type WorkItem, workItems } from '../work/work-store.ts'
import { orderOf, withSeen } from './bulk-order.ts'
import type { Chosen } from './bulk-store.ts'
import { chosenBy, digestOf } from './chosen.ts'
import { allowedByAll } from './offered.ts'
import { isListedBy, rowShown } from './row-shown.ts'

/**
 * The dry run of many at once: what would happen to each, or why not, by the very rule that will do it; and whom and
 * which units all of them allow. Nothing is written or locked. Throws Refused.
 */
export async function previewBulk(
  context: Context,
  asker: Asker,
  asked: BulkAsk,
  language: Language,
): Promise<BulkPreview> {
  const chosen = await chosenBy(context, asker, asked)
  const found = await workItems(
    context.db,
    chosen.map(({ id }) => id),
  )
  const items = found.filter(({ facts }) => isKnownTo(asker, facts))
  const office = await officeDay(context.db, context.now())
  const whole = BulkOrder.safeParse(asked.order)
  const order = whole.success ? orderOf(whole.data) : null
  const shown = new Map(chosen.map((one) => [one.id, one]))
  const would = (item: WorkItem) => wouldBe(asker, item, order, asked.order.act, shown.get(item.id), office)
  const outcomes = items.map((item) => ({ item, ...would(item) }))
  const no = new Map(outcomes.flatMap(({ item, refusal }) => (refusal === null ? [] : [[item.id, refusal]])))
  const told = await withWhoWasFirst(context.db, no)
  const known = new Set(items.map(({ id }) => id))
  const unknown = chosen.filter(({ id }) => !known.has(id))
  const why = (code: Parameters<typeof problemWords>[0], params?: Refusal['params']) => ({
    code,
    ...problemWords(code, language, params),
  })
  const due = items.flatMap((item) => rowOf(asker, item).dueDate ?? []).sort()
  return {
    total: chosen.length,
    digest: digestOf(chosen),
    done: outcomes.filter(({ outcome }) => outcome === 'done').length,
    nothing: outcomes.filter(({ outcome }) => outcome === 'nothing').length,
    refused: [
      ...outcomes.flatMap(({ item }) => {
        const refusal = told.get(item.id)
        return refusal === undefined
          ? []
          : [{ ...rowOf(asker, item), why: why(refusal.code, refusal.params) }]
      }),
      ...unknown.map(({ id }) => ({ ...hidden, ...rowShown(asker, id, undefined), why: why('not_found') })),
    ],
    rows: items.map((item) => rowOf(asker, item)),
    ...allowedByAll(asker, items, office),
    nearestDue: due[0] ?? null,
  }
}

interface Outcome {
  readonly outcome: 'done' | 'nothing' | 'refused'
  readonly refusal: Refusal | null
}

/** An order that is not whole yet, because nobody was chosen, is asked for the right alone. */
function wouldBe(
  asker: Asker,
  item: WorkItem,
  order: WorkOrder | null,
  act: BulkAsk['order']['act'],
  seen: Chosen | undefined,
  office: OfficeDay,
): Outcome {
  if (order === null) {
    const refusal = can(asker, act, item.facts)
    return { outcome: refusal === null ? 'done' : 'refused', refusal }
  }
  const plan = planWork(
    asker,
    item,
    withSeen(order, { seen: seen?.seen, settled: settledOf(seen?.settled) }),
    office,
  )
  if (!isPlan(plan)) return { outcome: 'refused', refusal: plan.refusal }
  return { outcome: isSameWork(plan, item.work) ? 'nothing' : 'done', refusal: null }
}

const hidden = { executorId: null, settled: { coExecutorIds: [], internalDay: null }, dueDate: null }
const rowOf = (asker: Asker, item: WorkItem) => ({
  ...rowShown(asker, item.id, item),
  ...(isListedBy(asker, item)
    ? { executorId: item.work.executorId, settled: shownOf(item), dueDate: item.dueDate }
    : hidden),
})

const shownOf = ({ work: { coExecutorIds, internalDay } }: WorkItem) => ({
  coExecutorIds: [...coExecutorIds],
  internalDay,
})
