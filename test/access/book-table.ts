import type { Asking } from '../test-browser.ts'
import type { Row } from './table.ts'

const asked = (body: unknown) => (): Asking => ({ body })

/** Who is let in to the register books and their corrections. */
export const bookTable: Record<string, Row> = {
  'GET /api/office/books/:book': { allowed: 'readers', path: () => '/api/office/books/incoming' },
  'GET /api/office/books/:book/file': {
    allowed: 'readers',
    path: () => '/api/office/books/outgoing/file?format=csv',
  },
  'GET /api/office/books/:book/editions': {
    allowed: 'wholeBookReaders',
    path: () => '/api/office/books/incoming/editions',
  },
  'POST /api/office/books/:book/editions': {
    allowed: 'correctors',
    path: () => '/api/office/books/incoming/editions',
    asking: asked({ year: 2026, month: 1 }),
  },
  'GET /api/office/books/:book/editions/:id': {
    allowed: 'wholeBookReaders',
    path: ({ ids }) => `/api/office/books/incoming/editions/${ids.appeal}`,
  },
  'GET /api/office/books/:book/editions/:id/seal': {
    allowed: 'wholeBookReaders',
    path: ({ ids }) => `/api/office/books/incoming/editions/${ids.appeal}/seal`,
  },
  'POST /api/office/appeals/:id/register-corrections': {
    allowed: 'correctors',
    path: ({ ids }) => `/api/office/appeals/${ids.appeal}/register-corrections`,
    asking: asked({ field: 'subject', value: 'Басқа мазмұн', reason: 'Қате', basis: 'Бұйрық № 1' }),
  },
  'POST /api/office/appeals/:id/register-corrections/:correctionId/decision': {
    allowed: 'assigners',
    path: ({ ids }) =>
      `/api/office/appeals/${ids.appeal}/register-corrections/${crypto.randomUUID()}/decision`,
    asking: asked({ decision: 'approve' }),
  },
}
