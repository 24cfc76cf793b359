import { AppealId } from './appeal.ts'
import { OfficeAppeal } from './office.ts'
import type { Route } from './route.ts'
import {
  Assignees,
  AssigneesQuery,
  NewAssignment,
  NewGivingBack,
  NewRouting,
  NewTakingOver,
  WorkDone,
} from './work.ts'

/** Handing work around; who may do it with which appeal says domain/appeal/rights.ts. */
export const workRoutes = {
  'POST /api/office/appeals/:id/take-into-work': {
    who: ['executor', 'head'],
    params: AppealId,
    response: OfficeAppeal,
    idempotent: true,
  },
  'POST /api/office/appeals/:id/assignment': {
    who: ['registrar', 'head'],
    params: AppealId,
    body: NewAssignment,
    response: WorkDone,
    idempotent: true,
  },
  'POST /api/office/appeals/:id/giving-back': {
    who: ['executor', 'head'],
    params: AppealId,
    body: NewGivingBack,
    response: WorkDone,
    idempotent: true,
  },
  'POST /api/office/appeals/:id/taking-over': {
    who: ['head'],
    params: AppealId,
    body: NewTakingOver,
    response: WorkDone,
    idempotent: true,
  },
  'POST /api/office/appeals/:id/routing': {
    who: ['registrar', 'head'],
    params: AppealId,
    body: NewRouting,
    response: WorkDone,
    idempotent: true,
  },
  'GET /api/office/assignees': { who: ['registrar', 'head'], query: AssigneesQuery, response: Assignees },
} as const satisfies Record<`${'GET' | 'POST'} /${string}`, Route>
