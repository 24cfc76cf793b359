import type { SignInKind } from '../../domain/signature/signed-content.ts'
import type { Context } from '../context.ts'
import { HttpRefused } from '../refused.ts'
import { checkSignInSignature } from './check-sign-in-signature.ts'
import { type Door, letIn } from './let-in.ts'
import { findChallenge, spendChallenge } from './session-store.ts'
import { holdActive } from './staff-store.ts'

/**
 * §8, sign-in: the text of the pre-sign-in cookie, signed by somebody of this kind. Answers the session's token.
 * Throws 409 `challenge_gone` and what `checkSignInSignature` throws.
 */
export async function signInByKey(
  context: Context,
  door: Door,
  kind: SignInKind,
  challengeToken: string | undefined,
  cms: string,
): Promise<string> {
  const now = context.now()
  const challenge = await findChallenge(context.db, kind, challengeToken, now)
  if (challenge === null) throw new HttpRefused(409, 'challenge_gone')

  const holder = await checkSignInSignature(context, { kind, cms, content: challenge.content })
  return await letIn(context, door, holder, async (tx) => {
    if (!(await spendChallenge(tx, challenge.id, now))) throw new HttpRefused(409, 'challenge_gone')
    // The authority may have taken seconds to answer.
    if ('staffId' in holder && !(await holdActive(tx, holder.staffId))) {
      throw new HttpRefused(403, 'unknown_staff')
    }
  })
}
