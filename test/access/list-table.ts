import type { Asking } from '../test-browser.ts'
import type { Row } from './table.ts'

const body = (value: unknown) => (): Asking => ({ body: value })

/** The lists of the office, and the figures that count them: a part of the table. */
export const listTable: Record<string, Row> = {
  'GET /api/office/desk': { allowed: 'lists' },
  'GET /api/office/queue': { allowed: 'lists' },
  'GET /api/office/queue/choices': { allowed: 'lists' },
  'GET /api/office/queue/export': { allowed: 'lists', path: () => '/api/office/queue/export?format=csv' },
  'GET /api/office/figures': { allowed: 'sighted' },
  'GET /api/office/figures/export': {
    allowed: 'sighted',
    path: () => '/api/office/figures/export?format=csv',
  },
  'GET /api/office/ratings': { allowed: 'heads' },
  'GET /api/office/queue/preference': { allowed: 'lists' },
  'PUT /api/office/queue/preference': { allowed: 'lists', asking: body({ columns: null, dense: false }) },
  'GET /api/office/queue/views': { allowed: 'lists' },
  'POST /api/office/queue/views': {
    allowed: 'lists',
    asking: body({ name: 'Ипотека', query: 'contractKind=MORTGAGE' }),
  },
  'DELETE /api/office/queue/views/:id': {
    allowed: 'lists',
    path: () => `/api/office/queue/views/${crypto.randomUUID()}`,
  },
  'GET /api/office/jump': { allowed: 'lists', path: () => '/api/office/jump?q=3864' },
  'GET /api/office/queue/neighbours': {
    allowed: 'lists',
    path: ({ ids }) => `/api/office/queue/neighbours?of=${ids.appeal}`,
  },
}
