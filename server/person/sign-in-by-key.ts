import type { SignInKind } from '../../domain/signature/signed-content.ts'
import type { Context } from '../context.ts'
import { HttpRefused } from '../refused.ts'
import { checkSignInSignature } from './check-sign-in-signature.ts'
import { type Door, letIn } from './let-in.ts'
import { findChallenge, spendChallenge } from './session-store.ts'
import { SignInRefused, unknownHolder } from './sign-in-refused.ts'
import { holdSecrets } from './staff-store.ts'

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

  const { holder, iin } = await checkSignInSignature(context, { kind, cms, content: challenge.content })
  return await letIn(context, door, holder, async (tx) => {
    if (!(await spendChallenge(tx, challenge.id, now))) throw new HttpRefused(409, 'challenge_gone')
    // The authority may have taken seconds to answer. The number of a client never changes.
    if (!('staffId' in holder)) return
    const held = await holdSecrets(tx, holder.staffId)
    if (!held?.active || held.iin !== iin) throw new SignInRefused(403, 'unknown_staff', unknownHolder(iin))
  })
}
