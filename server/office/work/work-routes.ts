import type { Handlers } from '../../http/handler.ts'
import { showOfficeAppeal } from '../show-office-appeal.ts'
import { pressWork } from './press-work.ts'
import { reopen } from './reopen.ts'
import { showAssignees } from './show-assignees.ts'
import { assignmentOf } from './work-order.ts'

export const workRoutes = {
  'POST /api/office/appeals/:id/take-into-work': async ({ context, asker, params }) => {
    await pressWork(context, asker, params.id, { act: 'takeIntoWork' })
    return await showOfficeAppeal(context, asker, params.id)
  },
  'POST /api/office/appeals/:id/assignment': ({ context, asker, params, body }) =>
    pressWork(context, asker, params.id, assignmentOf(body)),
  'POST /api/office/appeals/:id/giving-back': ({ context, asker, params, body }) =>
    pressWork(context, asker, params.id, { act: 'giveBack', ...body }),
  'POST /api/office/appeals/:id/reopening': async ({ context, asker, params, body }) => {
    await reopen(context, asker, params.id, body)
    return await showOfficeAppeal(context, asker, params.id)
  },
  'POST /api/office/appeals/:id/taking-over': ({ context, asker, params, body }) =>
    pressWork(context, asker, params.id, { act: 'takeOver', ...body }),
  'POST /api/office/appeals/:id/routing': ({ context, asker, params, body }) =>
    pressWork(context, asker, params.id, { act: 'route', ...body }),
  'GET /api/office/assignees': ({ context, asker, query, language }) =>
    showAssignees(context, asker, query.unit, language),
} satisfies Partial<Handlers>
