import type { CertificateFacts } from '../certificate.ts'
import { parseCms } from '../cms.ts'
import { isOwnForm } from '../cms-form.ts'
import type { RevocationEvidence } from '../revocation.ts'
import { readOrNull } from '../signer-check.ts'
import { verifyCms } from '../verify.ts'

/**
 * What a company's seal is worth: `untrusted` when its authority is not pinned here, `unchecked` when all is right but
 * nobody can tell whether its certificate was revoked; `other_content` when it seals other bytes than these.
 */
export interface SealFinding {
  readonly state: 'none' | 'valid' | 'invalid' | 'other_content' | 'untrusted' | 'unchecked'
  readonly by: CertificateFacts | null
  /** Epoch milliseconds: when the company says that it sealed. */
  readonly at: number | null
}

/** What comes with a package to check its signatures by. Certificates DER. */
export interface Enclosed {
  readonly anchors: readonly Uint8Array[]
  readonly chain: readonly Uint8Array[]
  readonly answers: RevocationEvidence
  /** Epoch milliseconds: when this is decided. */
  readonly now: number
}

/** The seal over these bytes: of a company's key, right at the moment it claims. */
export async function sealOver(
  content: Uint8Array,
  cms: Uint8Array | undefined,
  { anchors, chain, answers, now }: Enclosed,
): Promise<SealFinding> {
  if (cms === undefined) return { state: 'none', by: null, at: null }
  const at = readOrNull(() => parseCms(cms).signers[0]?.signed?.signingTime ?? null)
  const verdict = await verifyCms({
    cms,
    content,
    at: at ?? 0,
    // It claims to have been there then: a clock behind it is behind.
    now: Math.max(now, at ?? 0),
    anchors,
    intermediates: chain,
    expectIin: null,
    company: true,
    purpose: 'letter',
    evidence: answers,
  })
  const by = verdict.signer
  const ours = at !== null && by !== null && by.subject.bin !== null && isOwnForm(cms)
  const onlyContent =
    verdict.codes.includes('digest_mismatch') && !verdict.codes.includes('signature_invalid')
  const broken = verdict.codes.some((code) => code === 'signature_invalid' || code === 'bad_format')
  const state = (): SealFinding['state'] => {
    if (!ours || broken) return 'invalid'
    if (onlyContent) return 'other_content'
    if (verdict.code === 'chain_unknown') return 'untrusted'
    if (verdict.result === 'unknown') return 'unchecked'
    return verdict.result === 'valid' ? 'valid' : 'invalid'
  }
  return { state: state(), by, at }
}
