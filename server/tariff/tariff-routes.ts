import type { Handlers } from '../http/handler.ts'
import { openTariffDocument } from './open-tariff-document.ts'
import { showTariffs } from './show-tariffs.ts'

export const tariffRoutes = {
  'GET /api/tariffs': ({ context }) => showTariffs(context),
  'GET /api/tariffs/document': async ({ context, query }) => ({
    ...(await openTariffDocument(context, query.language)),
    inline: !query.download,
  }),
} satisfies Partial<Handlers>
