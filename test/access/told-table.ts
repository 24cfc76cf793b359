import { choicesOf } from '../../domain/signal/choice.ts'
import type { Row } from './table.ts'

/** What clients and staff are told, each their own: a part of the table. */
export const toldTable: Record<string, Row> = {
  'GET /api/account/sessions': { allowed: 'signedIn' },
  'DELETE /api/account/sessions': { allowed: 'signedIn' },
  'DELETE /api/account/sessions/:id': {
    allowed: 'signedIn',
    path: () => `/api/account/sessions/${crypto.randomUUID()}`,
  },
  'GET /api/account/events': { allowed: 'signedIn' },
  'GET /api/office/security-log': { allowed: 'securityReaders' },
  'POST /api/account/proof-text': { allowed: 'signedIn' },
  'POST /api/account/proof-code': { allowed: 'signedIn' },
  'POST /api/account/proof': {
    allowed: 'signedIn',
    asking: () => ({ body: { textId: crypto.randomUUID(), cms: 'AAAA' } }),
  },
  'POST /api/office/account/password': {
    allowed: 'staff',
    asking: () => ({ body: { current: 'not it', password: 'nor this one' } }),
  },
  'GET /api/notices': { allowed: 'clients' },
  'GET /api/notices/news': { allowed: 'clients' },
  'GET /api/notices/stream': { allowed: 'clients' },
  'POST /api/notices/reading': { allowed: 'clients', asking: () => ({ body: { upTo: 0 } }) },
  'POST /api/notices/:id/reading': {
    allowed: 'owner',
    path: ({ ids }) => `/api/notices/${ids.notice}/reading`,
  },
  'GET /api/notice-settings': { allowed: 'clients' },
  'PATCH /api/notice-settings': { allowed: 'clients', asking: () => ({ body: {} }) },
  'POST /api/notice-settings/link': { allowed: 'clients' },
  'GET /api/office/signals': { allowed: 'staff' },
  'GET /api/office/signals/news': { allowed: 'staff' },
  'POST /api/office/signals/reading': { allowed: 'staff', asking: () => ({ body: { upTo: 0 } }) },
  'POST /api/office/signals/:id/reading': {
    allowed: 'staff',
    path: () => `/api/office/signals/${crypto.randomUUID()}/reading`,
  },
  'GET /api/office/signals/settings': { allowed: 'staff' },
  'PUT /api/office/signals/settings': {
    allowed: 'staff',
    asking: () => ({ body: { choices: choicesOf({}), email: '' } }),
  },
}
