import type { SignInKind } from '../../domain/signature/signed-content.ts'
import type { Context } from '../context.ts'
import type { Door } from '../person/let-in.ts'
import { signInByKey } from '../person/sign-in-by-key.ts'
import { HttpRefused, NotFound } from '../refused.ts'
import { markUsed, readSigned } from './egov-mobile-store.ts'
import { ownEgovMobileSigning } from './own-signing.ts'

/**
 * §8.2, sign-in: the browser that opened the code comes in with the signature that the phone sent. Answers the
 * session's token. Throws NotFound for another browser or a code of the other kind, 409 `challenge_gone`, and what
 * `signInByKey` throws.
 */
export async function signInByEgovMobile(
  context: Context,
  door: Door,
  kind: SignInKind,
  challengeToken: string | undefined,
  id: string,
): Promise<string> {
  const row = await ownEgovMobileSigning(context, { asker: null, challengeToken }, id)
  if (row.purpose.kind !== 'signIn' || row.purpose.whose !== kind) throw new NotFound()
  const cms = row.state === 'signed' ? await readSigned(context.db, context, row.id) : null
  if (cms === null) throw new HttpRefused(409, 'challenge_gone')
  // The text can be spent once, so this signature can't come in twice.
  const opened = { ...door, codeOpenedAt: row.openedAt }
  const token = await signInByKey(context, opened, kind, challengeToken, Buffer.from(cms).toString('base64'))
  await markUsed(context.db, row.id, null)
  return token
}
