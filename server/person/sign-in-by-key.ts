import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused } from '../refused.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { checkSignInSignature } from './check-sign-in-signature.ts'
import { findChallenge, openSession, spendChallenge } from './session-store.ts'

/**
 * §8, sign-in: the text of the pre-sign-in cookie, signed. Answers the session's token.
 * Throws 409 `challenge_gone` and what `checkSignInSignature` throws.
 */
export async function signInByKey(
  context: Context,
  challengeToken: string | undefined,
  cms: string,
): Promise<string> {
  const now = context.now()
  const challenge = await findChallenge(context.db, challengeToken, now)
  if (challenge === null) throw new HttpRefused(409, 'challenge_gone')

  const { personId } = await checkSignInSignature(context, { cms, content: challenge.content })
  const settings = await currentSettings(context)
  return await inTransaction(context.db, async (tx) => {
    if (!(await spendChallenge(tx, challenge.id, now))) throw new HttpRefused(409, 'challenge_gone')
    return await openSession(tx, { personId }, now, settings['session.clientMaxMinutes'])
  })
}
