import type { z } from 'zod'
import { parseDevice } from '../../domain/security/device.ts'
import type { OwnSession } from '../../wire/account.ts'
import type { Asker, Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { logSecurity } from '../security-log.ts'
import { endOneSession, endOtherSessions, openSessionsOf } from './session-store.ts'

/** Where the asker's account is open: this place first, then the ones last used. */
export async function showSessions(context: Context, asker: Asker): Promise<z.input<typeof OwnSession>[]> {
  const sessions = (await openSessionsOf(context, asker)).map(({ id, openedAt, lastSeenAt, ...from }) => ({
    id,
    openedAt: new Date(openedAt).toISOString(),
    lastSeenAt: new Date(lastSeenAt).toISOString(),
    current: id === asker.sessionId,
    device: parseDevice(from.device),
    address: from.address,
  }))
  return [...sessions.filter(({ current }) => current), ...sessions.filter(({ current }) => !current)]
}

/** Ends one session of the asker, this one too. Throws NotFound for another's, and for one that has ended. */
export async function endOwnSession(context: Context, asker: Asker, id: string): Promise<void> {
  if (!(await endOneSession(context.db, asker, id, context.now()))) throw new NotFound()
  await logSecurity(context, 'sessionEnded', asker.id, { session: id, this: id === asker.sessionId })
}

/** Ends every session of the asker but this one. */
export async function endOwnOthers(context: Context, asker: Asker): Promise<void> {
  const ended = await endOtherSessions(context.db, asker, context.now())
  await logSecurity(context, 'ownSessionsEnded', asker.id, { sessions: ended, this: false })
}
