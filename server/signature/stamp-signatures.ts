import { recheckAfterMs } from '../../domain/signature/revocation-outcome.ts'
import { toHex } from '../../eds/bytes.ts'
import { parseCertificate } from '../../eds/certificate.ts'
import { parseCms, type SignerInfo } from '../../eds/cms.ts'
import { oids } from '../../eds/oids.ts'
import { checkTimestamp, timestampRequest, timestampToken } from '../../eds/timestamp.ts'
import { readFile } from '../attachment/file-store.ts'
import type { AuthorityAddresses } from '../config.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { type OutsideRound, startRound } from '../outside-round.ts'
import { askAuthority } from './ask-authority.ts'
import { received } from './authority-http.ts'
import { keepAnswers } from './revocation-store.ts'
import {
  keepStamp,
  postponeStamp,
  type Stamp,
  type Unstamped,
  unstampedSignatures,
} from './timestamp-store.ts'

/** As many tokens as one round asks for. */
const atOnce = 50
const longestToken = 64 * 1024
/** How far the token's clock may be from ours. */
const clocksApartMs = 10 * 60_000

/**
 * Asks for a timestamp over every signature that came without one (docs/decisions/0014, docs/signature-facts.md
 * 1.9). A service that is away or answers nonsense is asked again later, and nothing waits for it. Answers how many
 * tokens came.
 */
export async function stampSignatures(context: Context, round = startRound()): Promise<number> {
  const { authority } = context.config
  if (authority === null || authority.tsp === null) return 0
  let stamped = 0
  for (const signature of await unstampedSignatures(context.db, context.now(), atOnce)) {
    if (round.isOver() || round.wasSilent(authority.tsp)) break
    try {
      const stamp = await stampFor(context, { ...authority, tsp: authority.tsp }, signature, round)
      await inTransaction(context.db, async (trx) => {
        await keepStamp(trx, signature.id, stamp)
        await keepAnswers(trx, signature.id, stamp.evidence, context.now())
      })
      stamped += 1
    } catch (error) {
      // Broken off by our own end, it stays due.
      if (round.isBrokenOff()) break
      context.log({
        level: 'warn',
        message: 'no timestamp for a signature',
        signature: signature.id,
        reason: error instanceof Error ? error.message : String(error),
      })
      const dueAt = context.now() + recheckAfterMs(signature.tries)
      await postponeStamp(context.db, signature.id, dueAt)
    }
  }
  return stamped
}

/** A token over the value of the signature, checked as a stranger's. Throws whatever is wrong with it. */
async function stampFor(
  context: Context,
  authority: AuthorityAddresses & { readonly tsp: string },
  { cmsFileId }: Unstamped,
  round: OutsideRound,
): Promise<Stamp> {
  const [signer] = parseCms((await readFile(context, cmsFileId)).bytes).signers
  if (signer === undefined) throw new Error('a kept signature has no signer')
  const nonce = newNonce()
  const body = await timestampRequest(signer.signature, digestFor(signer), nonce)
  const headers = { 'content-type': 'application/timestamp-query' }
  const token = timestampToken(
    await received(authority.tsp, longestToken, { method: 'POST', body, headers }, round),
  )
  const trust = {
    anchors: context.trust.anchors.map(parseCertificate),
    intermediates: context.trust.intermediates.map(parseCertificate),
    now: context.now(),
  }
  const first = await checkTimestamp(token, signer.signature, trust)
  const evidence = await askAuthority(authority, first.chain, context.now(), { round })
  const { state, info, chain } = await checkTimestamp(token, signer.signature, { ...trust, evidence })
  if (state !== 'ok' || info === null) throw new Error(`the token is ${state}`)
  if (info.nonce !== toHex(nonce)) throw new Error('the token answers another question')
  if (Math.abs(info.time - context.now()) > clocksApartMs) throw new Error('the token tells another time')
  return { token, chain: chain.map(({ der }) => der), time: info.time, evidence }
}

/** The digest of the signature's own family: an RSA authority stamps SHA-256, a GOST one Streebog. */
const digestFor = ({ digestAlgorithm }: SignerInfo) =>
  digestAlgorithm === oids.streebog512 ? oids.streebog512 : oids.sha256

/** 16 bytes that an INTEGER writes as they are. */
function newNonce(): Uint8Array {
  const nonce = crypto.getRandomValues(new Uint8Array(16))
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40
  return nonce
}
