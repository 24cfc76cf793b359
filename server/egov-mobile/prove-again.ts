import type { SignInWay } from '../../domain/security/sign-in-way.ts'
import type { Proof } from '../../wire/proof.ts'
import type { Asker, Context, Db } from '../context.ts'
import type { TriedBy } from '../http/attempts.ts'
import { checkSignInSignature } from '../person/check-sign-in-signature.ts'
import { findProofText, proveSession } from '../person/proof-store.ts'
import { spendChallenge } from '../person/session-store.ts'
import { SignInRefused } from '../person/sign-in-refused.ts'
import { checkPasswordAndCode } from '../person/sign-in-staff.ts'
import { holdSecrets, memberOfStaff } from '../person/staff-store.ts'
import { HttpRefused, NotFound, Refused, SignatureRefused } from '../refused.ts'
import { inLoggedTransaction, logSecurity } from '../security-log.ts'
import { markUsed, readSigned } from './egov-mobile-store.ts'
import { ownEgovMobileSigning } from './own-signing.ts'

/** What is left to do once it is shown, in the transaction that writes it down; throws where it is void after all. */
type Last = (trx: Db) => Promise<void>

/**
 * ASVS 7.5.1: who is signed in shows once more who they are, by a way that they sign in by. Answers the session's new
 * token; the one before opens nothing. Throws 403 `another_person` for somebody else's key, 409 `challenge_gone` for a
 * text that was used, is over or is another session's, 422 `sign_in_failed`, and what a signature is refused for.
 */
export async function proveAgain(context: Context, asker: Asker, proof: Proof, by: TriedBy): Promise<string> {
  const way = wayOf(proof)
  try {
    const last = await check(context, asker, proof, by)
    return await inLoggedTransaction(context, async (trx, tell) => {
      // The authority may have taken seconds. Where what they sign in by was changed meanwhile, their session is over.
      if (asker.kind === 'staff' && !(await holdSecrets(trx, asker.id))?.active) throw over()
      await last(trx)
      const token = await proveSession(trx, asker.sessionId, context.now())
      if (token === null) throw over()
      await tell('provedAgain', asker.id, { way, session: asker.sessionId })
      return token
    })
  } catch (error) {
    await tellRefused(context, asker, way, error)
    throw error
  }
}

const over = () => new HttpRefused(401, 'session_expired')

function wayOf(proof: Proof): SignInWay {
  if ('cms' in proof) return 'key'
  return 'password' in proof ? 'password' : 'egovMobile'
}

async function check(context: Context, asker: Asker, proof: Proof, by: TriedBy): Promise<Last> {
  if ('cms' in proof) return await checkKey(context, asker, proof.textId, proof.cms)
  if ('password' in proof) return await checkPassword(context, asker, proof, by)
  const row = await ownEgovMobileSigning(
    context,
    { asker, challengeToken: undefined },
    proof.egovMobileSigningId,
  )
  if (row.purpose.kind !== 'signIn' || row.purpose.sessionId === null) throw new NotFound()
  const cms = row.state === 'signed' ? await readSigned(context.db, context, row.id) : null
  if (cms === null) throw new HttpRefused(409, 'challenge_gone')
  const last = await checkKey(context, asker, row.purpose.challengeId, Buffer.from(cms).toString('base64'))
  return async (trx) => {
    await last(trx)
    await markUsed(trx, row.id, null)
  }
}

async function checkKey(context: Context, asker: Asker, textId: string, cms: string): Promise<Last> {
  const now = context.now()
  const text = await findProofText(context.db, asker.sessionId, textId, now)
  if (text === null) throw new HttpRefused(409, 'challenge_gone')
  if ((await holderOf(context, asker, text.content, cms)) !== asker.id) {
    throw new HttpRefused(403, 'another_person')
  }
  return async (trx) => {
    if (!(await spendChallenge(trx, text.id, now))) throw new HttpRefused(409, 'challenge_gone')
  }
}

/** Whose key it is; null for nobody's here. */
async function holderOf(context: Context, { kind }: Asker, content: Uint8Array, cms: string) {
  try {
    const { holder } = await checkSignInSignature(context, { kind, cms, content })
    return 'staffId' in holder ? holder.staffId : holder.personId
  } catch (error) {
    if (error instanceof SignInRefused && error.status === 403) return null
    throw error
  }
}

async function checkPassword(
  context: Context,
  asker: Asker,
  { password, code }: { readonly password: string; readonly code: string },
  by: TriedBy,
): Promise<Last> {
  if (asker.kind !== 'staff') throw new NotFound()
  const { login } = await memberOfStaff(context.db, asker.id)
  await checkPasswordAndCode(context, { login, password, code }, by)
  return async () => {}
}

async function tellRefused(context: Context, asker: Asker, way: SignInWay, error: unknown): Promise<void> {
  const code =
    error instanceof HttpRefused || error instanceof SignatureRefused
      ? error.code
      : error instanceof Refused
        ? error.refusal.code
        : null
  if (code === null) return
  const told = error instanceof SignInRefused ? error.told : {}
  await logSecurity(context, 'proofRefused', asker.id, { ...told, way, why: code })
}
