import { staffKeyRefusal } from '../../domain/person/staff-key.ts'
import { contentFits, type SignInKind, signInPurposes } from '../../domain/signature/signed-content.ts'
import { isCompanyKey } from '../../eds/purpose.ts'
import type { Verdict } from '../../eds/verdict.ts'
import type { Verification } from '../../eds/verify.ts'
import type { Context } from '../context.ts'
import { HttpRefused, Refused, SignatureRefused } from '../refused.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { inThread } from '../threads/in-thread.ts'

/** A text to sign in with, and what came back for it. */
export interface SignedText {
  readonly kind: SignInKind
  /** The server's own bytes. */
  readonly content: Uint8Array
  readonly cms: Uint8Array | string
}

/** A signature that is right as far as it can be told without asking anybody. */
export interface VerifiedSignIn {
  readonly verification: Verification
  readonly verdict: Verdict
  readonly iin: string
}

/**
 * The signature over a sign-in text, whatever way it came: by a key fit to sign in with, of a person; a client's is no
 * company's, one of staff no other company's. Who it is and whether they may come in is not asked here. Throws 422
 * `sign_in_key_purpose`, `key_of_another_company` or the verdict's code, 409 `challenge_gone`.
 */
export async function verifySignIn(context: Context, signed: SignedText): Promise<VerifiedSignIn> {
  const { kind, content, cms } = signed
  if (!contentFits(signInPurposes[kind], content)) throw new HttpRefused(409, 'challenge_gone')
  const verification: Verification = {
    cms,
    content,
    at: context.now(),
    now: context.now(),
    anchors: context.trust.anchors,
    intermediates: context.trust.intermediates,
    expectIin: null,
    purpose: 'signIn',
    company: kind === 'staff',
  }
  const verdict = await inThread(context, 'verdict', verification)
  if (verdict.code === 'wrong_purpose') throw new HttpRefused(422, 'sign_in_key_purpose')
  const { signer } = verdict
  const iin = signer?.subject.iin ?? null
  if (verdict.result !== 'valid' || signer === null || iin === null)
    throw new SignatureRefused(verdict.code, 'signIn')
  if (kind === 'staff') {
    const { 'company.requisites': own } = await currentSettings(context)
    const key = { ofCompany: isCompanyKey(signer), bin: signer.subject.bin }
    const refusal = staffKeyRefusal(key, own.bin)
    if (refusal !== null) throw new Refused(refusal)
  }
  return { verification, verdict, iin }
}
