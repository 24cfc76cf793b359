import type { SigningMethod } from '../../domain/signature/method.ts'
import type { NewSignature } from '../../wire/appeal.ts'
import type { Context } from '../context.ts'
import {
  type EgovMobilePurpose,
  lockEgovMobileSigning,
  readSigned,
} from '../egov-mobile/egov-mobile-store.ts'
import { HttpRefused } from '../refused.ts'

/** A signature that «Жіберу» was pressed for. */
export interface GivenSignature {
  readonly method: SigningMethod
  /** base64 */
  readonly cms: string
  /** Epoch milliseconds: when a phone signed; else the moment of the press. */
  readonly signedAt: number
  /** The code that a phone signed by; null where none did. */
  readonly egovMobileSigningId: string | null
}

/** Whose phone it may have come from: on the draft of an appeal, or on one of what is sent after it. */
type SignedDraft = { readonly appealId: string } | { readonly submissionId: string }

/**
 * The signature that came with the press, or the one that a phone left on this draft, which the caller uses up. The
 * draft is locked. Throws 409 `egov_mobile_signature_gone`.
 */
export async function givenSignature(
  context: Context,
  draft: SignedDraft,
  given: NewSignature,
  now: number,
): Promise<GivenSignature> {
  if (given.method !== 'egovQr')
    return { method: given.method, cms: given.cms, signedAt: now, egovMobileSigningId: null }
  const row = await lockEgovMobileSigning(context.db, given.egovMobileSigningId, now)
  const own = row?.state === 'signed' && isFor(row.purpose, draft)
  const cms = own ? await readSigned(context.db, context, row.id) : null
  if (row === null || row.signedAt === null || cms === null)
    throw new HttpRefused(409, 'egov_mobile_signature_gone')
  const { id: egovMobileSigningId, signedAt } = row
  return { method: 'egovQr', cms: Buffer.from(cms).toString('base64'), signedAt, egovMobileSigningId }
}

const isFor = (purpose: EgovMobilePurpose, draft: SignedDraft): boolean =>
  'appealId' in draft
    ? purpose.kind === 'letter' && purpose.appealId === draft.appealId
    : purpose.kind === 'submission' && purpose.submissionId === draft.submissionId
