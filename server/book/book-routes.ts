import type { Handlers } from '../http/handler.ts'
import { decideCorrection } from './decide-correction.ts'
import { openBook } from './open-book.ts'
import { orderEdition } from './order-edition.ts'
import { proposeCorrection } from './propose-correction.ts'
import { showBook } from './show-book.ts'
import { openEdition, showEditions } from './show-editions.ts'

export const bookRoutes = {
  'GET /api/office/books/:book': ({ context, asker, params, query }) =>
    showBook(context, asker, params.book, query),
  'GET /api/office/books/:book/file': ({ context, asker, params, query, language }) =>
    openBook(context, asker, params.book, query, language),
  'GET /api/office/books/:book/editions': ({ context, asker, params, query }) =>
    showEditions(context, asker, params.book, query.year),
  'POST /api/office/books/:book/editions': async ({ context, asker, params, body }) => {
    await orderEdition(context, asker, { book: params.book, ...body })
    return await showEditions(context, asker, params.book, body.year)
  },
  'GET /api/office/books/:book/editions/:id': ({ context, asker, params }) =>
    openEdition(context, asker, params, 'document'),
  'GET /api/office/books/:book/editions/:id/seal': ({ context, asker, params }) =>
    openEdition(context, asker, params, 'seal'),
  'POST /api/office/appeals/:id/register-corrections': ({ context, asker, params, body }) =>
    proposeCorrection(context, asker, params.id, body),
  'POST /api/office/appeals/:id/register-corrections/:correctionId/decision': ({
    context,
    asker,
    params,
    body,
  }) => decideCorrection(context, asker, params, body),
} satisfies Partial<Handlers>
