import type { Handlers } from '../http/handler.ts'
import { decideWithdrawal } from './decide-withdrawal.ts'

export const withdrawalRoutes = {
  'POST /api/office/appeals/:id/withdrawal-decision': async ({ context, asker, params, body }) => {
    await decideWithdrawal(context, asker, params.id, body)
    return {}
  },
} satisfies Partial<Handlers>
