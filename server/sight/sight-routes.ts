import type { Handlers } from '../http/handler.ts'
import { exportSight } from './export-sight.ts'
import { showRatingTexts } from './show-rating-texts.ts'
import { showSight } from './show-sight.ts'

export const sightRoutes = {
  'GET /api/office/figures': ({ context, asker, query }) => showSight(context, asker, query),
  'GET /api/office/figures/export': ({ context, asker, query, language }) =>
    exportSight(context, asker, query, language),
  'GET /api/office/ratings': ({ context, asker, query }) => showRatingTexts(context, asker, query),
} satisfies Partial<Handlers>
