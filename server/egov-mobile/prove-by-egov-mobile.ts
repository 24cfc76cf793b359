import type { Asker, Context } from '../context.ts'
import { type Last, proofByKey, proveAgain } from '../person/prove-again.ts'
import { HttpRefused, NotFound } from '../refused.ts'
import { markUsed, readSigned } from './egov-mobile-store.ts'
import { ownEgovMobileSigning } from './own-signing.ts'

/**
 * §8.2, proved again: by the signature that the phone sent for a code of this session. Answers the session's new token.
 * Throws NotFound for another code, 409 `challenge_gone`, and what `proveAgain` throws.
 */
export const proveByEgovMobile = (context: Context, asker: Asker, id: string): Promise<string> =>
  proveAgain(context, asker, 'egovMobile', () => proofByCode(context, asker, id))

async function proofByCode(context: Context, asker: Asker, id: string): Promise<Last> {
  const row = await ownEgovMobileSigning(context, { asker, challengeToken: undefined }, id)
  if (row.purpose.kind !== 'signIn' || row.purpose.sessionId === null) throw new NotFound()
  const cms = row.state === 'signed' ? await readSigned(context.db, context, row.id) : null
  if (cms === null) throw new HttpRefused(409, 'challenge_gone')
  const text = row.purpose.challengeId
  const last = await proofByKey(context, asker, text, Buffer.from(cms).toString('base64'))
  return async (trx) => {
    await last(trx)
    await markUsed(trx, row.id, null)
  }
}
