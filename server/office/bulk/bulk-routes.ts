import type { Handlers } from '../../http/handler.ts'
import { beginBulk } from './begin-bulk.ts'
import { previewBulk } from './preview-bulk.ts'
import { showBulk } from './show-bulk.ts'
import { undoBulk } from './undo-bulk.ts'

export const bulkRoutes = {
  'POST /api/office/bulks/preview': ({ context, asker, body, language }) =>
    previewBulk(context, asker, body, language),
  'POST /api/office/bulks': ({ context, asker, body, language }) => beginBulk(context, asker, body, language),
  'GET /api/office/bulks/:id': ({ context, asker, params, language }) =>
    showBulk(context, asker, params.id, language),
  'POST /api/office/bulks/:id/undo': ({ context, asker, params, body, language }) =>
    undoBulk(context, asker, params.id, body.reason, language),
} satisfies Partial<Handlers>
