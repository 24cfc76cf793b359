import { randomUUID } from 'node:crypto'
import type { Context, Db } from '../context.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { openSession, type SessionHolder } from './session-store.ts'
import type { SignInWay } from './sign-in-refused.ts'

/** By what way somebody comes in, and whether their browser is known to be theirs. */
export interface Door {
  readonly way: SignInWay
  readonly knows: (holder: { readonly kind: 'client' | 'staff'; readonly id: string }) => boolean
}

/**
 * Opens a session for somebody who has shown who they are; `last` is asked in the same transaction and throws where
 * they may not come in after all. Answers the session's token.
 */
export async function letIn(
  context: Context,
  door: Door,
  holder: SessionHolder,
  last: (trx: Db) => Promise<void> = async () => {},
): Promise<string> {
  const settings = await currentSettings(context)
  const [kind, id, minutes] =
    'staffId' in holder
      ? (['staff', holder.staffId, settings['session.staffMaxMinutes']] as const)
      : (['client', holder.personId, settings['session.clientMaxMinutes']] as const)
  return await inLoggedTransaction(context, async (trx, tell) => {
    await last(trx)
    const session = randomUUID()
    const token = await openSession(trx, holder, context.now(), minutes, context.from, session)
    await tell('signedIn', id, { whose: kind, way: door.way, session })
    return token
  })
}
