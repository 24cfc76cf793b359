import type { Handlers } from '../http/handler.ts'
import { exportQueue } from './export-queue.ts'
import { jump } from './jump.ts'
import { dropView, saveView } from './save-view.ts'
import { showChoices } from './show-choices.ts'
import { showDesk } from './show-desk.ts'
import { showNeighbours } from './show-neighbours.ts'
import { showQueue } from './show-queue.ts'
import { showViews } from './show-views.ts'
import { preferenceOf, savePreference } from './view-store.ts'

export const queueRoutes = {
  'GET /api/office/desk': ({ context, asker }) => showDesk(context, asker),
  'GET /api/office/queue': ({ context, asker, query }) => showQueue(context, asker, query),
  'GET /api/office/queue/choices': ({ context, asker }) => showChoices(context, asker),
  'GET /api/office/queue/export': ({ context, asker, query, language }) =>
    exportQueue(context, asker, query, language),
  'GET /api/office/queue/preference': ({ context, asker }) => preferenceOf(context.db, asker.id),
  'PUT /api/office/queue/preference': async ({ context, asker, body }) => {
    await savePreference(context.db, asker.id, body, context.now())
    return body
  },
  'GET /api/office/queue/views': ({ context, asker }) => showViews(context, asker),
  'POST /api/office/queue/views': async ({ context, asker, body }) => {
    await saveView(context, asker, body)
    return await showViews(context, asker)
  },
  'DELETE /api/office/queue/views/:id': async ({ context, asker, params }) => {
    await dropView(context, asker, params.id)
    return await showViews(context, asker)
  },
  'GET /api/office/jump': ({ context, asker, query }) => jump(context, asker, query.q),
  'GET /api/office/queue/neighbours': ({ context, asker, query }) => showNeighbours(context, asker, query),
} satisfies Partial<Handlers>
