import { localDate } from '../../domain/calendar/instant.ts'
import { fullName } from '../../domain/person/name.ts'
import { fold } from '../../domain/search/fold.ts'
import { type Jump, QueueAsked } from '../../wire/queue.ts'
import type { Asker, Context } from '../context.ts'
import { listDays } from '../mailbox/list-columns.ts'
import { findChoices } from './choice-store.ts'
import { findQueueIds, queueFilter } from './queue-store.ts'
import { rowsOf } from './show-queue.ts'

const appealsShown = 6
const peopleShown = 4

/** What somebody may jump to by what they type: appeals of their list, finished ones too, and colleagues. */
export async function jump(context: Context, asker: Asker, q: string): Promise<Jump> {
  const words = fold(q)
    .split(' ')
    .filter((word) => word !== '')
  if (words.length === 0) return { appeals: [], people: [] }
  const filter = queueFilter(asker, QueueAsked.parse({ q, status: 'any' }), await listDays(context))
  const { ids } = await findQueueIds(context.db, filter, { skip: 0, most: appealsShown })
  const { executors } = await findChoices(context.db, asker, localDate(context.now()))
  const people = executors.map(({ id, name, away }) => ({ id, name: fullName(name), away }))
  return {
    appeals: (await rowsOf(context, filter, ids)).map(({ id, subject, client, registration, status }) => ({
      id,
      subject,
      client,
      registration,
      status,
    })),
    people: people
      .filter(({ name }) => words.every((word) => ` ${fold(name)}`.includes(` ${word}`)))
      .slice(0, peopleShown),
  }
}
