import type { Handlers } from '../http/handler.ts'
import { NotFound } from '../refused.ts'

const notYet = async (): Promise<never> => {
  throw new NotFound()
}

export const phoneRoutes = {
  'POST /api/drafts/:id/phone-signing': notYet,
  'POST /api/phone-sign-in': notYet,
  'GET /api/phone-signings/:id': notYet,
  'GET /api/phone-signings/:id/stream': notYet,
  'DELETE /api/phone-signings/:id': notYet,
  'POST /api/phone-session': notYet,
  'GET /api/mgov/:secret': notYet,
  'GET /api/mgov/:secret/document': notYet,
  'PUT /api/mgov/:secret/document': notYet,
  'POST /api/demo/phone': notYet,
} satisfies Partial<Handlers>
