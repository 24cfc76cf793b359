import { parseCertificate } from '../../eds/certificate.ts'
import type { RevocationEvidence } from '../../eds/revocation.ts'
import type { Verdict } from '../../eds/verdict.ts'
import type { Verification } from '../../eds/verify.ts'
import type { AuthorityAddresses } from '../config.ts'
import type { Context } from '../context.ts'
import { inThread } from '../threads/in-thread.ts'
import { askAuthority, type Patience } from './ask-authority.ts'
import { rememberCheck } from './certificate-check-store.ts'

/** A verdict with the answers it rests on. */
export interface AskedVerdict {
  readonly verdict: Verdict
  readonly evidence: RevocationEvidence
  /** Did the responder answer about the signer’s certificate, and not lists alone? */
  readonly answered: boolean
}

/**
 * Asks the authority about a signature's certificate and checks the signature with its answers; what they say is
 * remembered for sign-in. `first` is the verdict without them: it knows the chain to ask about.
 */
export async function verifyWithAuthority(
  context: Context,
  authority: AuthorityAddresses,
  verification: Verification,
  { first, ...patience }: { readonly first: Verdict } & Patience,
): Promise<AskedVerdict> {
  const ask = (chain: readonly Uint8Array[]) =>
    askAuthority(authority, chain.map(parseCertificate), context.now(), patience)
  const ofSigner = await ask(first.chain)
  // A token that came along counts only while its own authority is not revoked.
  const ofStamp = await ask(first.time?.chain ?? [])
  const evidence = {
    ocsp: [...ofSigner.ocsp, ...ofStamp.ocsp],
    crls: [...ofSigner.crls, ...ofStamp.crls],
  }
  const verdict = await inThread(context, 'verdict', { ...verification, evidence })
  await rememberCheck(context.db, verdict, context.now())
  return { verdict, evidence, answered: ofSigner.ocsp.length > 0 }
}
