import type { RevocationEvidence } from '../../eds/revocation.ts'
import { hexOf, sha256 } from '../attachment/file-store.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { askAuthority } from '../signature/ask-authority.ts'
import { inThread } from '../threads/in-thread.ts'
import type { CompanySeal } from './company-seal.ts'
import { findMadeSeal, keepMadeSeal, type MadeSeal } from './seal-store.ts'

/** A seal for which the authority did not answer is kept so long before it is asked again. */
const unansweredMs = 15 * 60_000
/** Somebody waits for the download: an authority that does not answer is not waited for. */
const patienceMs = 3_000

/**
 * The company's seal over something of an appeal: the one that was made before, else a new one with the authority's
 * answers on the seal's certificate. `basis` is what the content is made from, `contentWith` what is sealed once the
 * answers are known. Null when the certificate turns out revoked: then nothing may be sealed.
 */
export async function madeSeal(
  context: Context,
  seal: CompanySeal,
  appealId: string,
  basis: Uint8Array,
  contentWith: (answers: RevocationEvidence) => Uint8Array,
): Promise<MadeSeal | null> {
  const key = { appealId, sealed: hexOf(sha256(basis)), sealId: seal.id }
  const known = await findMadeSeal(context.db, key)
  const { authority } = context.config
  const retryAt = context.now() - unansweredMs
  const open = authority !== null && known?.answers.ocsp.length === 0 && known.madeAt <= retryAt
  if (known !== null && !open) return known
  const answers =
    authority === null
      ? { ocsp: [], crls: [] }
      : await askAuthority(authority, seal.chain, context.now(), { patienceMs })
  const at = context.now()
  const content = contentWith(answers)
  const made = { cms: await seal.sign(content, at), answers }
  const enclosed = {
    anchors: context.trust.anchors,
    chain: [...context.trust.intermediates, ...seal.chain.map(({ der }) => der)],
    answers,
    now: at,
  }
  const { state } = await inThread(context, 'seal', { content, cms: made.cms, enclosed })
  if (state === 'invalid') {
    context.log({ level: 'error', message: 'the company key may not seal any more', seal: seal.id })
    return null
  }
  const first = await inTransaction(context.db, (trx) =>
    keepMadeSeal(trx, key, made, { at, since: at - unansweredMs + 1 }),
  )
  return first ? made : await findMadeSeal(context.db, key)
}
