import { randomUUID } from 'node:crypto'
import { can } from '../../domain/appeal/can.ts'
import { termStatuses } from '../../domain/appeal/status.ts'
import type { WorkOrder } from '../../domain/appeal/work.ts'
import { factsOfAll } from '../../server/appeal/facts-store.ts'
import { askUnit } from '../../server/case/ask-unit.ts'
import { leaveNote } from '../../server/case/leave-note.ts'
import { linkAppeals } from '../../server/case/link-appeals.ts'
import type { Asker, Context } from '../../server/context.ts'
import { beginBulk } from '../../server/office/bulk/begin-bulk.ts'
import { runBulks } from '../../server/office/bulk/run-bulks.ts'
import { pressWork } from '../../server/office/work/press-work.ts'
import { staffAsker } from '../../server/person/staff-asker-store.ts'
import { NotFound, Refused } from '../../server/refused.ts'
import { BulkOrder } from '../../wire/bulk.ts'
import type { Random } from '../fuzz/random.ts'

const reason = 'Жұмысты қайта бөлу керек'

interface Office {
  readonly units: readonly string[]
  readonly people: readonly { readonly id: string }[]
}

/**
 * Somebody does something with the work of appeals, by the product's own functions: mostly one whom the rules let do
 * it. Answers whether it was done; a refusal is an answer too.
 */
export async function actAtRandom(context: Context, random: Random, office: Office): Promise<boolean> {
  const { db, now } = context
  const asker = await staffAsker(db, random.pick(office.people).id, now())
  const open = await db
    .selectFrom('appeal')
    .select('id')
    .where('status', 'in', termStatuses)
    .orderBy('id')
    .execute()
  if (asker === null || open.length === 0) return false
  const order = orderOf(random, office)
  const facts = await factsOfAll(
    db,
    open.map(({ id }) => id),
  )
  const able = [...facts].filter(([, one]) => can(asker, order.act, one) === null).map(([id]) => id)
  const ids = able.length > 0 ? able : [...facts.keys()]
  try {
    await tryOne(context, asker, random, { ids, all: [...facts.keys()], order, office })
    return true
  } catch (error) {
    if (error instanceof Refused || error instanceof NotFound) return false
    throw error
  }
}

type Order = Exclude<WorkOrder, { act: 'undo' }>

function orderOf(random: Random, { units, people }: Office): Order {
  return random.pick<Order>([
    { act: 'takeIntoWork' },
    { act: 'assign', executorId: random.pick(people).id, coExecutorIds: [random.pick(people).id], reason },
    { act: 'giveBack', reason },
    { act: 'takeOver', reason },
    { act: 'route', unitId: random.pick([...units, null]), reason },
  ])
}

async function tryOne(
  context: Context,
  asker: Asker,
  random: Random,
  of: { ids: readonly string[]; all: readonly string[]; order: Order; office: Office },
): Promise<void> {
  const { ids, all, order, office } = of
  const id = random.pick(ids)
  const kind = random.below(10)
  if (kind === 0) return await leaveNote(context, asker, id, { text: `Жазба ${randomUUID()}` })
  if (kind === 1) {
    const question = {
      unitId: random.pick(office.units),
      text: 'Не дейсіз?',
      answerBy: '2026-06-11',
      fileIds: [],
    }
    return await askUnit(context, asker, id, question)
  }
  if (kind === 2) {
    return await linkAppeals(context, asker, id, { kind: 'related', other: { appealId: random.pick(all) } })
  }
  if (kind === 3 && order.act !== 'takeOver') {
    const appeals = [...new Set([id, random.pick(ids), random.pick(all)])].map((one) => ({ id: one }))
    const said = BulkOrder.parse(order)
    await beginBulk(context, asker, { appeals, query: '', order: said }, 'kk')
    await runBulks(context)
    return
  }
  await pressWork(context, asker, id, order)
}
