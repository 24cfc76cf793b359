import type { Handlers } from '../http/handler.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { showOwnEvents, showSecurityLog } from './show-security-log.ts'
import { endOwnOthers, endOwnSession, showSessions } from './show-sessions.ts'

export const accountRoutes = {
  'GET /api/account/sessions': async ({ context, asker }) => ({
    sessions: await showSessions(context, asker),
  }),
  'DELETE /api/account/sessions/:id': async ({ context, asker, params }) => {
    await endOwnSession(context, asker, params.id)
    return { sessions: await showSessions(context, asker) }
  },
  'DELETE /api/account/sessions': async ({ context, asker }) => {
    await endOwnOthers(context, asker)
    return { sessions: await showSessions(context, asker) }
  },
  'GET /api/account/events': ({ context, asker, query }) => showOwnEvents(context, asker, query),
  'GET /api/office/security-log': ({ context, asker, query }) => showSecurityLog(context, asker, query),
  'POST /api/office/account/password': async ({ context, asker, body }) => {
    await changeOwnPassword(context, asker, body)
    return {}
  },
} satisfies Partial<Handlers>
