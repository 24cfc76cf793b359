import { formatPhone, parsePhone } from '../../domain/person/phone.ts'
import { verifyCms } from '../../eds/verify.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { HttpRefused, SignatureRefused } from '../refused.ts'
import { currentSettings } from '../setting/current-settings.ts'
import { clientByIin } from './person-store.ts'
import { findChallenge, openSession, spendChallenge } from './session-store.ts'

/**
 * §8, sign-in: the text of the pre-sign-in cookie, signed. Answers the session's token.
 * Throws 409 `challenge_gone`, 422 `sign_in_key_purpose` or the verdict's code, 403 `unknown_client` with the call centre's phone.
 */
export async function signInByKey(
  context: Context,
  challengeToken: string | undefined,
  cms: string,
): Promise<string> {
  const now = context.now()
  const challenge = await findChallenge(context.db, challengeToken, now)
  if (challenge === null) throw new HttpRefused(409, 'challenge_gone')

  const verdict = await verifyCms({
    cms,
    content: challenge.content,
    at: now,
    anchors: context.trust.anchors,
    intermediates: context.trust.intermediates,
    expectIin: null,
    purpose: 'signIn',
  })
  if (verdict.code === 'wrong_purpose') throw new HttpRefused(422, 'sign_in_key_purpose')
  const iin = verdict.signer?.subject.iin ?? null
  if (verdict.result !== 'valid' || iin === null) throw new SignatureRefused(verdict.code)

  const settings = await currentSettings(context)
  const client = await clientByIin(context.db, iin)
  if (client === null || (client.testPerson && !context.trust.testPersons)) {
    const phone = parsePhone(settings['company.callCentre'])
    throw new HttpRefused(403, 'unknown_client', { phone: phone === null ? '' : formatPhone(phone) })
  }
  return await inTransaction(context.db, async (tx) => {
    if (!(await spendChallenge(tx, challenge.id, now))) throw new HttpRefused(409, 'challenge_gone')
    return await openSession(tx, { personId: client.personId }, now, settings['session.clientMaxMinutes'])
  })
}
