import { showOffer } from '../catalogue/show-offer.ts'
import type { Handlers } from '../http/handler.ts'
import { listContracts } from './list-contracts.ts'

export const contractRoutes = {
  'GET /api/contracts': async ({ context, asker }) => ({ contracts: await listContracts(context, asker) }),
  'GET /api/contracts/:id/offer': ({ context, asker, params }) => showOffer(context, asker, params.id),
} satisfies Partial<Handlers>
