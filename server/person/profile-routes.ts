import type { Handlers } from '../http/handler.ts'
import { logSecurity } from '../security-log.ts'
import { changeOwnContacts } from './change-contacts.ts'
import { showOwnData } from './show-own-data.ts'
import { showProfile } from './show-profile.ts'
import { endOwnSessions } from './show-sessions.ts'

export const profileRoutes = {
  'GET /api/profile': ({ context, asker }) => showProfile(context, asker),
  'PATCH /api/profile': ({ context, asker, body }) => changeOwnContacts(context, asker, body),
  'GET /api/profile/data': async ({ context, asker }) => {
    const file = await showOwnData(context, asker)
    await logSecurity(context, 'ownDataTaken', asker.id, {})
    return file
  },
  'DELETE /api/profile/sessions': async ({ context, asker }) => {
    await endOwnSessions(context, asker)
    return {}
  },
} satisfies Partial<Handlers>
