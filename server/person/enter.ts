import type { Context } from '../context.ts'
import { challengeCookie, sessionCookie } from '../http/cookies.ts'
import type { Exchange } from '../http/handler.ts'
import { endSession, findSession } from './session-store.ts'
import { showSession } from './show-session.ts'

/** Puts the new session into its cookie and ends the one that was open in this browser. */
export async function enter(context: Context, exchange: Exchange, token: string) {
  await endSession(context.db, exchange.sessionTokens(), context.now())
  exchange.setCookie(sessionCookie, token, null)
  exchange.clearCookie(challengeCookie)
  const found = await findSession(context, token)
  const asker = found.kind === 'open' ? found.asker : null
  if (asker !== null) exchange.rememberDevice(asker)
  return await showSession(context, asker)
}
