import { formatPhone, parsePhone } from '../../domain/person/phone.ts'
import type { Verdict } from '../../eds/verdict.ts'
import { type Verification, verifyCms } from '../../eds/verify.ts'
import type { Context } from '../context.ts'
import { HttpRefused, SignatureRefused } from '../refused.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { wordOfTheDay } from '../signature/certificate-check-store.ts'
import { verifyWithAuthority } from '../signature/verify-with-authority.ts'
import { clientByIin } from './person-store.ts'

/** Somebody waits at the door: so long the responder is waited for, and so long the lists. */
const patienceMs = 5000

/**
 * Who signed a sign-in text, whatever way the signature came: a client whose certificate is fit to sign in and, where
 * an authority is configured, not revoked (docs/decisions/0014). No transaction may be open: others are waited for.
 * Throws 422 `sign_in_key_purpose` or the verdict's code, 403 `unknown_client` with the call centre's phone,
 * 503 `authority_unreachable`.
 */
export async function checkSignInSignature(
  context: Context,
  signed: { readonly cms: string; readonly content: Uint8Array },
): Promise<{ personId: string }> {
  const verification = {
    ...signed,
    at: context.now(),
    anchors: context.trust.anchors,
    intermediates: context.trust.intermediates,
    expectIin: null,
    purpose: 'signIn',
  } as const
  const verdict = await verifyCms(verification)
  if (verdict.code === 'wrong_purpose') throw new HttpRefused(422, 'sign_in_key_purpose')
  const iin = verdict.signer?.subject.iin ?? null
  if (verdict.result !== 'valid' || iin === null) throw new SignatureRefused(verdict.code)

  const client = await clientByIin(context.db, iin)
  const { 'company.callCentre': callCentre } = await currentSettings(context)
  const parsed = parsePhone(callCentre)
  const phone = parsed === null ? '' : formatPhone(parsed)
  if (client === null || (client.testPerson && !context.trust.testPersons)) {
    throw new HttpRefused(403, 'unknown_client', { phone })
  }
  if (!(await isCurrent(context, verification, verdict))) {
    throw new HttpRefused(503, 'authority_unreachable', { phone })
  }
  return { personId: client.personId }
}

/**
 * Is the certificate good by the authority? Only when the responder is away the lists are enough, and when
 * nobody answers at all, its good word of the last day; a bad answer is never outvoted. Without an authority nobody
 * is asked. Throws SignatureRefused.
 */
async function isCurrent(context: Context, verification: Verification, first: Verdict): Promise<boolean> {
  const { authority } = context.config
  if (authority === null) return true
  const { verdict, answered } = await verifyWithAuthority(context, authority, verification, {
    first,
    patienceMs,
  })
  if (verdict.result === 'invalid') throw new SignatureRefused(verdict.code)
  if (answered) return verdict.result === 'valid'
  const word = await wordOfTheDay(context.db, first, context.now())
  if (word === 'not_known_to_ca') throw new SignatureRefused(word)
  return verdict.result === 'valid' || word === 'good'
}
