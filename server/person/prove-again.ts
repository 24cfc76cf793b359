import type { SignInWay } from '../../domain/security/sign-in-way.ts'
import type { Asker, Context, Db } from '../context.ts'
import type { TriedBy } from '../http/attempts.ts'
import { HttpRefused, NotFound } from '../refused.ts'
import { inLoggedTransaction, logSecurity } from '../security-log.ts'
import { checkSignInSignature } from './check-sign-in-signature.ts'
import { findProofText, proveSession } from './proof-store.ts'
import { spendChallenge } from './session-store.ts'
import { SignInRefused, toldOfRefusal } from './sign-in-refused.ts'
import { checkPasswordAndCode } from './sign-in-staff.ts'
import { holdSecrets, memberOfStaff } from './staff-store.ts'

/** What is left to do once it is shown, in the transaction that writes it down; throws where it is void after all. */
export type Last = (trx: Db) => Promise<void>

/**
 * ASVS 7.5.1: who is signed in shows once more who they are, by a way that they sign in by: `check` says whether they
 * did. Answers the session's new token; the one before opens nothing. Throws 403 `another_person` for somebody else's
 * key, 409 `challenge_gone` for a text that was used, is over or is another session's, 422 `sign_in_failed`, and what a
 * signature is refused for.
 */
export async function proveAgain(
  context: Context,
  asker: Asker,
  way: SignInWay,
  check: () => Promise<Last>,
): Promise<string> {
  try {
    const last = await check()
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
    const told = toldOfRefusal(error)
    if (told !== null) await logSecurity(context, 'proofRefused', asker.id, { way, ...told })
    throw error
  }
}

const over = () => new HttpRefused(401, 'session_expired')

/** A text of this session, signed by a key of theirs. */
export async function proofByKey(context: Context, asker: Asker, textId: string, cms: string): Promise<Last> {
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

/** Of staff alone; wrong ones are counted as at the door. */
export async function proofByPassword(
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
