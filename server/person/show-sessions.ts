import type { z } from 'zod'
import { parseDevice } from '../../domain/security/device.ts'
import type { OwnSession } from '../../wire/account.ts'
import type { Asker, Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { needProof } from './proof-store.ts'
import {
  endOneSession,
  endOtherSessions,
  endSession,
  endSessionsOf,
  openSessionsOf,
} from './session-store.ts'

/** Where the asker's account is open: this place first, then the ones last used. */
export async function showSessions(context: Context, asker: Asker): Promise<z.input<typeof OwnSession>[]> {
  const sessions = (await openSessionsOf(context, asker)).map(({ id, openedAt, lastSeenAt, ...from }) => ({
    id,
    openedAt: new Date(openedAt).toISOString(),
    lastSeenAt: new Date(lastSeenAt).toISOString(),
    current: id === asker.sessionId,
    device: parseDevice(from.device),
    address: from.address,
    way: from.way,
    codeOpenedAt: from.codeOpenedAt === null ? null : new Date(from.codeOpenedAt).toISOString(),
  }))
  return [...sessions.filter(({ current }) => current), ...sessions.filter(({ current }) => !current)]
}

/**
 * Ends one session of the asker, this one too. Throws NotFound for another's, and for one that has ended; 403
 * `prove_again` for any but this one.
 */
export async function endOwnSession(context: Context, asker: Asker, id: string): Promise<void> {
  await inLoggedTransaction(context, async (trx, tell) => {
    if (!(await endOneSession(trx, asker, id, context.now()))) throw new NotFound()
    if (id !== asker.sessionId) await needProof(trx, asker.sessionId, 'endOtherSession', context.now())
    await tell('sessionEnded', asker.id, { session: id, this: id === asker.sessionId })
  })
}

/** Ends every session of the asker but this one. */
export async function endOwnOthers(context: Context, asker: Asker): Promise<void> {
  await inLoggedTransaction(context, async (trx, tell) => {
    const sessions = await endOtherSessions(trx, asker, context.now())
    if (sessions > 0) await tell('ownSessionsEnded', asker.id, { sessions, this: false })
  })
}

/** Ends every session of the asker, this one too. */
export async function endOwnSessions(context: Context, asker: Asker): Promise<void> {
  await inLoggedTransaction(context, async (trx, tell) => {
    await endSessionsOf(trx, asker, context.now())
    await tell('ownSessionsEnded', asker.id, { this: true })
  })
}

/** Signing out: the sessions of a browser's tokens end. */
export async function signOut(
  context: Context,
  asker: Asker | null,
  tokens: readonly string[],
): Promise<void> {
  await inLoggedTransaction(context, async (trx, tell) => {
    await endSession(trx, tokens, context.now())
    if (asker !== null) await tell('signedOut', asker.id, { session: asker.sessionId })
  })
}
