import { hash } from '@node-rs/argon2'
import { Secret } from 'otpauth'
import type { Context, Db } from '../context.ts'
import { inTransaction } from '../in-transaction.ts'
import { sealedUnder } from '../master-key/sealed-under.ts'
import { seal } from '../vault.ts'
import { checkPassword, needFreeIin, readIin, StaffRefused } from './add-staff.ts'
import { changeAccess, staffByLogin } from './staff-store.ts'

/** Whether somebody may sign in; a disabled one's sessions end at once. Throws StaffRefused `login_unknown`. */
export async function setStaffActive(context: Context, login: string, active: boolean): Promise<void> {
  await change(context, login, () => ({ active }))
}

/** A new password; open sessions end. Throws StaffRefused. */
export async function resetStaffPassword(context: Context, login: string, password: string): Promise<void> {
  checkPassword(password)
  const passwordHash = await hash(password)
  await change(context, login, () => ({ passwordHash }))
}

/** A new secret of one-time codes, base32, shown only now; open sessions end. Throws StaffRefused. */
export async function resetStaffCode(context: Context, login: string): Promise<string> {
  const secret = new Secret({ size: 20 })
  await change(context, login, (id) => ({
    totpSecret: seal(context.config.masterKey, secret.bytes, sealedUnder.oneTimeCode(id)),
  }))
  return secret.base32
}

/** Whose national key opens this account; null: nobody's does. Open sessions end. Throws StaffRefused. */
export async function setStaffIin(context: Context, login: string, text: string | null): Promise<void> {
  const iin = text === null ? null : readIin(context, text)
  await change(context, login, async (id, tx) => {
    if (iin !== null) await needFreeIin(tx, iin, id)
    return { iin }
  })
}

type Change = Parameters<typeof changeAccess>[2]

async function change(
  context: Context,
  login: string,
  to: (staffId: string, tx: Db) => Change | Promise<Change>,
): Promise<void> {
  await inTransaction(context.db, async (tx) => {
    const staff = await staffByLogin(tx, login)
    if (staff === null) throw new StaffRefused('login_unknown')
    await changeAccess(tx, staff.id, await to(staff.id, tx), context.now())
  })
}
