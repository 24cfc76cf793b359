import type { SignInKind } from '../../domain/signature/signed-content.ts'
import type { EgovMobileSigning } from '../../wire/egov-mobile.ts'
import type { Context } from '../context.ts'
import { findChallenge } from '../person/session-store.ts'
import { insertEgovMobileSigning } from './egov-mobile-store.ts'
import { newEgovMobileSigning } from './show-signing.ts'

/** §8.2, sign-in: a code for the text that the pre-sign-in cookie is bound to. */
export async function beginEgovMobileSignIn(
  context: Context,
  kind: SignInKind,
  challengeToken: string,
  origin: string,
): Promise<EgovMobileSigning> {
  const now = context.now()
  const challenge = await findChallenge(context.db, kind, challengeToken, now)
  if (challenge === null) throw new Error('the text to sign is gone')
  const { row, secret } = await insertEgovMobileSigning(
    context.db,
    { challengeId: challenge.id },
    { origin, device: context.from?.device ?? null },
    now,
  )
  return newEgovMobileSigning(row, secret)
}
