import type { Handlers } from '../http/handler.ts'
import { showChoices } from './show-choices.ts'
import { showDesk } from './show-desk.ts'
import { showNeighbours } from './show-neighbours.ts'
import { showQueue } from './show-queue.ts'

export const queueRoutes = {
  'GET /api/office/desk': ({ context, asker }) => showDesk(context, asker),
  'GET /api/office/queue': ({ context, asker, query }) => showQueue(context, asker, query),
  'GET /api/office/queue/choices': ({ context, asker }) => showChoices(context, asker),
  'GET /api/office/queue/neighbours': ({ context, asker, query }) => showNeighbours(context, asker, query),
} satisfies Partial<Handlers>
