import { formatPhone, parsePhone } from '../../domain/person/phone.ts'
import type { Context } from '../context.ts'
import { HttpRefused, SignatureRefused } from '../refused.ts'
import { currentSettings } from '../setting/setting-store.ts'
import { wordOfTheDay } from '../signature/certificate-check-store.ts'
import { verifyWithAuthority } from '../signature/verify-with-authority.ts'
import { clientByIin } from './person-store.ts'
import type { SessionHolder } from './session-store.ts'
import { SignInRefused, unknownHolder } from './sign-in-refused.ts'
import { type SignedText, type VerifiedSignIn, verifySignIn } from './sign-in-signature.ts'
import { staffByIin } from './staff-store.ts'

/** Somebody waits at the door: so long the responder is waited for, and so long the lists. */
const patienceMs = 5000

const unknown = { client: 'unknown_client', staff: 'unknown_staff' } as const

/** Whose session it is, and by whose number they were found. */
interface SignedBy {
  readonly holder: SessionHolder
  readonly iin: string
}

/**
 * Who signed a sign-in text, whatever way the signature came: somebody whose certificate is fit to sign in and, where
 * an authority is configured, not revoked (docs/decisions/0014). No transaction may be open: others are waited for.
 * Throws what `verifySignIn` throws, 403 `unknown_client` with the call centre's phone or `unknown_staff`,
 * 503 `authority_unreachable`.
 */
export async function checkSignInSignature(context: Context, signed: SignedText): Promise<SignedBy> {
  const { kind } = signed
  const verified = await verifySignIn(context, signed)
  const holder = await (kind === 'client' ? clientOf : staffOf)(context, verified.iin)
  const { 'company.callCentre': callCentre } = await currentSettings(context)
  const parsed = parsePhone(callCentre)
  const phone = parsed === null ? '' : formatPhone(parsed)
  if (holder === null) {
    const params = kind === 'client' ? { phone } : {}
    throw new SignInRefused(403, unknown[kind], unknownHolder(verified.iin), params)
  }
  if (!(await isCurrent(context, verified))) throw new HttpRefused(503, 'authority_unreachable', { phone })
  return { holder, iin: verified.iin }
}

async function clientOf({ db, trust }: Context, iin: string): Promise<SessionHolder | null> {
  const client = await clientByIin(db, iin)
  if (client === null || (client.testPerson && !trust.testPersons)) return null
  return { personId: client.personId }
}

/** Who may not come in any more is nobody here: which of the two it is concerns nobody at the door. */
async function staffOf({ db }: Context, iin: string): Promise<SessionHolder | null> {
  const staff = await staffByIin(db, iin)
  return staff?.active ? { staffId: staff.id } : null
}

/**
 * Is the certificate good by the authority? Only when the responder is away the lists are enough, and when
 * nobody answers at all, its good word of the last day; a bad answer is never outvoted. Without an authority nobody
 * is asked. Throws SignatureRefused.
 */
async function isCurrent(
  context: Context,
  { verification, verdict: first }: VerifiedSignIn,
): Promise<boolean> {
  const { authority } = context.config
  if (authority === null) return true
  const { verdict, answered } = await verifyWithAuthority(context, authority, verification, {
    first,
    patienceMs,
  })
  if (verdict.result === 'invalid') throw new SignatureRefused(verdict.code, 'signIn')
  if (answered) return verdict.result === 'valid'
  const word = await wordOfTheDay(context.db, first, context.now())
  if (word === 'not_known_to_ca') throw new SignatureRefused(word, 'signIn')
  return verdict.result === 'valid' || word === 'good'
}
