import { usualChoices } from '../../domain/signal/choice.ts'
import type { Row } from './table.ts'

/** Signals of the staff, each their own: a part of the table. */
export const signalTable: Record<string, Row> = {
  'GET /api/office/signals': { allowed: 'told' },
  'GET /api/office/signals/news': { allowed: 'told' },
  'POST /api/office/signals/reading': { allowed: 'told', asking: () => ({ body: { upTo: 0 } }) },
  'POST /api/office/signals/:id/reading': {
    allowed: 'told',
    path: () => `/api/office/signals/${crypto.randomUUID()}/reading`,
  },
  'GET /api/office/signals/settings': { allowed: 'told' },
  'PUT /api/office/signals/settings': {
    allowed: 'told',
    asking: () => ({ body: { choices: usualChoices, email: '' } }),
  },
}
