import { refuse } from '../../domain/refusal.ts'
import type { Asker, Context } from '../context.ts'
import { ownPassword, ownPasswordOfAccount } from '../http/sign-in-limits.ts'
import { giveBackTries, isNoTry, takeTries, type Wanted } from '../http/try-store.ts'
import { HttpRefused, NotFound, Refused } from '../refused.ts'
import { inLoggedTransaction, logSecurity } from '../security-log.ts'
import { tellAccount } from '../signal/tell-account.ts'
import { checkPassword } from './check-password.ts'
import { hashOfNew } from './new-password.ts'
import { endOtherSessions } from './session-store.ts'
import { holdOfficeFor } from './staff-asker-store.ts'
import { changePassword, memberOfStaff, staffByLogin } from './staff-store.ts'

/**
 * ASVS 6.2: one of the staff changes their password, telling the present one; every other session of theirs ends.
 * Throws Refused `password_wrong` at `current`, and at `password` what is wrong with the new one, such as being the
 * present one; 429 `too_many_attempts`, `too_much_at_once`.
 */
export async function changeOwnPassword(
  context: Context,
  asker: Asker,
  { current, password }: { readonly current: string; readonly password: string },
): Promise<void> {
  const { login } = await memberOfStaff(context.db, asker.id)
  const staff = await staffByLogin(context.db, login)
  if (staff === null) throw new NotFound()
  const tries: readonly Wanted[] = [
    [ownPassword, asker.sessionId],
    [ownPasswordOfAccount, asker.id],
  ]
  const taken = await takeTries(context.db, tries, context.now())
  if (isNoTry(taken)) {
    throw new HttpRefused(429, 'too_many_attempts', { minutes: Math.ceil(taken.leftMs / 60_000) })
  }
  // Who is signed in passes a crowd of strangers at the door.
  if (!(await checkPassword(staff.passwordHash, current, `device ${asker.sessionId}`))) {
    await logSecurity(context, 'passwordRefused', asker.id, {})
    const refusal = refuse('password_wrong')
    throw new Refused(refusal, [{ field: 'current', refusal }])
  }
  // Who knows it guesses nothing: a choice that is refused may be made again, as often as they like.
  await giveBackTries(context.db, taken)
  if (password === current) {
    const refusal = refuse('password_same')
    throw new Refused(refusal, [{ field: 'password', refusal }])
  }
  const passwordHash = await hashOfNew(context, password, staff)
  await inLoggedTransaction(context, async (trx, tell) => {
    await holdOfficeFor(trx, asker, context.now())
    // Another administrator may have given them a new one meanwhile.
    if (!(await changePassword(trx, staff.id, staff.passwordHash, passwordHash))) throw new NotFound()
    await tell('passwordChanged', asker.id, { sessions: await endOtherSessions(trx, asker, context.now()) })
    await tellAccount(context, trx, asker.id, { kind: 'accessChanged', act: 'passwordChanged' })
  })
}
