import { z } from 'zod'
import { rolesFor } from '../domain/appeal/rights.ts'
import { sightRoles } from '../domain/sight/figure.ts'
import { AppealId } from './appeal.ts'
import { Desk } from './desk.ts'
import {
  ExportQuery,
  Jump,
  Neighbours,
  NeighboursQuery,
  NewView,
  Queue,
  QueueChoices,
  QueuePreference,
  QueueQuery,
  Views,
} from './queue.ts'
import { Sight, SightExportQuery, SightQuery } from './sight.ts'

const lists = rolesFor('list')
const exporting = rolesFor('export')

/** The lists of the office, and the figures that count them. */
export const listRoutes = {
  'GET /api/office/desk': { who: lists, response: Desk },
  'GET /api/office/queue': { who: lists, query: QueueQuery, response: Queue },
  'GET /api/office/queue/choices': { who: lists, response: QueueChoices },
  'GET /api/office/queue/export': { who: exporting, query: ExportQuery, file: true, heavy: 'export' },
  'GET /api/office/queue/preference': { who: lists, response: QueuePreference },
  'PUT /api/office/queue/preference': { who: lists, body: QueuePreference, response: QueuePreference },
  'GET /api/office/queue/views': { who: lists, response: Views },
  'POST /api/office/queue/views': { who: lists, body: NewView, response: Views, idempotent: true },
  'DELETE /api/office/queue/views/:id': { who: lists, params: AppealId, response: Views },
  'GET /api/office/jump': { who: lists, query: z.object({ q: z.string().trim().max(200) }), response: Jump },
  'GET /api/office/queue/neighbours': { who: lists, query: NeighboursQuery, response: Neighbours },
  'GET /api/office/figures': { who: sightRoles, query: SightQuery, response: Sight },
  'GET /api/office/figures/export': { who: sightRoles, query: SightExportQuery, file: true, heavy: 'export' },
} as const
