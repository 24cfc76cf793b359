import type { Handlers } from '../http/handler.ts'
import { listIncoming } from './list-incoming.ts'
import { listOutgoing } from './list-outgoing.ts'

export const mailboxRoutes = {
  'GET /api/incoming': ({ context, asker, query }) => listIncoming(context, asker, query),
  'GET /api/outgoing': ({ context, asker, query }) => listOutgoing(context, asker, query),
} satisfies Partial<Handlers>
