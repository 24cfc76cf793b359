import { rolesFor } from '../domain/appeal/rights.ts'
import { AppealId } from './appeal.ts'
import { Bulk, BulkAsk, BulkPreview, NewBulk, NewUndo } from './bulk.ts'
import { OfficeAppeal } from './office.ts'
import type { Route } from './route.ts'
import {
  Assignees,
  AssigneesQuery,
  NewAssignment,
  NewGivingBack,
  NewReopening,
  NewRouting,
  NewTakingOver,
  WorkDone,
} from './work.ts'

const workers = ['registrar', 'executor', 'head'] as const

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
  'POST /api/office/appeals/:id/reopening': {
    who: rolesFor('reopen'),
    params: AppealId,
    body: NewReopening,
    response: OfficeAppeal,
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
  /** What would happen; nothing does. */
  'POST /api/office/bulks/preview': { who: workers, body: BulkAsk, response: BulkPreview },
  'POST /api/office/bulks': { who: workers, body: NewBulk, response: Bulk, idempotent: true },
  /** Of the one who asked for it. */
  'GET /api/office/bulks/:id': { who: workers, params: AppealId, response: Bulk },
  'POST /api/office/bulks/:id/undo': {
    who: workers,
    params: AppealId,
    body: NewUndo,
    response: Bulk,
    idempotent: true,
  },
} as const satisfies Record<`${'GET' | 'POST'} /${string}`, Route>
