import { hash } from '@node-rs/argon2'
import { Secret, TOTP } from 'otpauth'
import { firstPasswordDays, isFirstPasswordOver } from '../../domain/person/first-password.ts'
import type { WrongPart } from '../../domain/security/told-code.ts'
import type { Context } from '../context.ts'
import type { TriedBy } from '../http/attempts.ts'
import { codes, noCodes } from '../http/sign-in-limits.ts'
import { giveBackTries, isNoTry, takeTries, type Wanted } from '../http/try-store.ts'
import { sealedUnder } from '../master-key/sealed-under.ts'
import type { Told } from '../security-log.ts'
import { unseal } from '../vault.ts'
import { checkPassword } from './check-password.ts'
import { type Door, letIn } from './let-in.ts'
import { SignInRefused } from './sign-in-refused.ts'
import { holdSecrets, type StaffSecrets, spendTotpStep, staffByLogin } from './staff-store.ts'

const stepMs = 30_000
// Checked in place of an unknown login's password, so that time does not tell which logins exist.
let nobodysHash: Promise<string> | undefined
const nobody = (): Promise<string> => {
  nobodysHash ??= hash('nobody has this password')
  return nobodysHash
}

/**
 * Staff sign in by login, password and a one-time code (RFC 6238), each code good once. Answers the session's token.
 * Whatever is wrong, the answer is the same 422 `sign_in_failed`, after the same work; only the security log is told
 * what it was. Codes tried by somebody who has the password are counted apart. Who has password and code of an account
 * whose first password is over is told that: 403 `first_password_over`. `by` as `Exchange.attempt` tells it.
 */
export async function signInStaff(
  context: Context,
  door: Door,
  told: StaffSignIn,
  by: TriedBy,
): Promise<string> {
  const staff = await checkPasswordAndCode(context, told, by)
  if (isFirstPasswordOver(staff.firstPasswordUntil, context.now())) {
    const told = { wrong: 'firstPasswordOver', staff: staff.id }
    throw new SignInRefused(403, 'first_password_over', told, { days: firstPasswordDays })
  }
  const holder = { staffId: staff.id, byFirstPassword: staff.firstPasswordUntil !== null }
  return await letIn(context, door, holder, async (tx) => {
    // Checking a password takes a while, and waiting for one's turn longer.
    const held = await holdSecrets(tx, staff.id)
    if (!held?.active) throw refused({ wrong: 'disabled', staff: staff.id })
    if (!isSame(staff, held)) throw refused({ wrong: 'changedMeanwhile', staff: staff.id })
  })
}

interface StaffSignIn {
  readonly login: string
  readonly password: string
  readonly code: string
}

/** Whose login, password and one-time code these are; the code is used up. Throws as `signInStaff` does. */
export async function checkPasswordAndCode(
  context: Context,
  { login, password, code }: StaffSignIn,
  by: TriedBy,
): Promise<StaffSecrets> {
  const { db } = context
  const now = context.now()
  const [staff, other] = await Promise.all([staffByLogin(db, login), nobody()])
  const known = await checkPassword(staff?.passwordHash ?? other, password, by)
  const limits = known && staff?.active === true ? codes : noCodes
  const whose = `${login.trim().toLowerCase()}\n${by}`
  const codeTries = limits.map((limit): Wanted => [limit, whose])
  const taken = await takeTries(db, codeTries, now)
  if (staff === null) throw refused({ wrong: 'login' })
  if (!known) throw refused({ wrong: 'password', staff: staff.id })
  if (!staff.active) throw refused({ wrong: 'disabled', staff: staff.id })
  if (isNoTry(taken)) throw refused({ wrong: 'codesUsedUp', staff: staff.id })
  const step = stepOf(context, staff, code, now)
  if (step === null) throw refused({ wrong: 'code', staff: staff.id })
  if (!(await spendTotpStep(db, staff.id, step))) throw refused({ wrong: 'codeUsed', staff: staff.id })
  await giveBackTries(db, taken)
  return staff
}

const refused = (told: Told & { readonly wrong: WrongPart }) => new SignInRefused(422, 'sign_in_failed', told)

/** Is what was checked still what they sign in by? */
const isSame = (checked: StaffSecrets, held: StaffSecrets): boolean =>
  checked.passwordHash === held.passwordHash &&
  checked.firstPasswordUntil === held.firstPasswordUntil &&
  Buffer.from(checked.totpSecret).equals(held.totpSecret)

/** The 30-second step the code belongs to, one before and one after now included; null for a wrong code. */
function stepOf(context: Context, staff: StaffSecrets, code: string, now: number): number | null {
  const bytes = unseal(context.config.masterKey, staff.totpSecret, sealedUnder.oneTimeCode(staff.id))
  const totp = new TOTP({ secret: new Secret({ buffer: new Uint8Array(bytes).buffer }) })
  const delta = totp.validate({ token: code, timestamp: now, window: 1 })
  return delta === null ? null : Math.floor(now / stepMs) + delta
}
