import type { Handlers } from '../http/handler.ts'
import { giveConsent } from './give-consent.ts'
import { showConsent } from './show-consent.ts'

export const consentRoutes = {
  'GET /api/consent': ({ context, asker }) => showConsent(context, asker),
  'POST /api/consent': ({ context, asker, body }) => giveConsent(context, asker, body),
} satisfies Partial<Handlers>
