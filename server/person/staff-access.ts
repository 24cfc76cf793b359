import { Secret } from 'otpauth'
import { whyNotOwnAdministration } from '../../domain/person/administration.ts'
import type { AccessAct } from '../../domain/signal/kind.ts'
import type { Context, Db } from '../context.ts'
import { sealedUnder } from '../master-key/sealed-under.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { tellAccount } from '../signal/tell-account.ts'
import {
  beginManaging,
  handingOf,
  keepAdministered,
  lockOfficeBy,
  type Manager,
  refuseIf,
} from '../unit/manage.ts'
import { settleWork } from '../unit/settle-work.ts'
import { seal } from '../vault.ts'
import { needFreeIin, readIin, StaffRefused } from './add-staff.ts'
import { type FirstPassword, makeFirstPassword } from './new-password.ts'
import { needProofOf } from './proof-store.ts'
import { changeAccess, staffByLogin } from './staff-store.ts'

/**
 * Whether somebody may sign in; a disabled one's sessions end at once, and their open work is their units' again.
 * Throws StaffRefused `login_unknown`, Refused; 403 `prove_again` for one who may sign in again.
 */
export async function setStaffActive(
  context: Context,
  login: string,
  active: boolean,
  manager: Manager = null,
): Promise<void> {
  await change(context, manager, login, active ? 'staffEnabled' : 'staffDisabled', async (id, trx) => {
    if (active) await needProofOf(context, trx, manager, 'giveAccess')
    else {
      const office = await beginManaging(context, trx, manager, 'changePeople', id)
      refuseIf(whyNotOwnAdministration(manager?.id ?? null, id))
      keepAdministered(context, office, { worker: { ...office.worker, active: false } })
    }
    return { active, by: manager?.id ?? null }
  })
}

/** A new first password, shown only now; open sessions end. Throws StaffRefused, Refused. */
export async function resetStaffPassword(
  context: Context,
  login: string,
  manager: Manager = null,
): Promise<FirstPassword> {
  const account = await staffByLogin(context.db, login)
  if (account === null) throw new StaffRefused('login_unknown')
  const first = await makeFirstPassword(context, account)
  await change(context, manager, login, 'passwordReset', () => first)
  return first
}

/** A new secret of one-time codes, base32, shown only now; open sessions end. Throws StaffRefused, Refused. */
export async function resetStaffCode(
  context: Context,
  login: string,
  manager: Manager = null,
): Promise<string> {
  const secret = new Secret({ size: 20 })
  await change(context, manager, login, 'codeReset', (id) => ({
    totpSecret: seal(context.config.masterKey, secret.bytes, sealedUnder.oneTimeCode(id)),
  }))
  return secret.base32
}

/**
 * Whose national key opens this account; null: nobody's does. Open sessions end. Throws StaffRefused, Refused; 403
 * `prove_again` for somebody's.
 */
export async function setStaffIin(
  context: Context,
  login: string,
  text: string | null,
  manager: Manager = null,
): Promise<void> {
  const iin = text === null ? null : readIin(context, text)
  await change(context, manager, login, 'keyChanged', async (id, tx) => {
    if (iin !== null) {
      await needFreeIin(tx, iin, id)
      await needProofOf(context, tx, manager, 'giveKey')
    }
    return { iin }
  })
}

/** Signs somebody out on every device. Throws StaffRefused, Refused. */
export async function endStaffSessions(context: Context, login: string, manager: Manager): Promise<void> {
  await change(context, manager, login, 'sessionsEnded', () => ({}))
}

type Change = Parameters<typeof changeAccess>[2]

async function change(
  context: Context,
  manager: Manager,
  login: string,
  act: AccessAct | 'staffDisabled',
  to: (staffId: string, tx: Db) => Change | Promise<Change>,
): Promise<void> {
  const by = manager?.id ?? null
  await inLoggedTransaction(context, async (tx, tell) => {
    await lockOfficeBy(context, tx, manager)
    const staff = await staffByLogin(tx, login)
    if (staff === null) throw new StaffRefused('login_unknown')
    // Another administrator does it: somebody at an open office can't make it theirs.
    if (act !== 'sessionsEnded') refuseIf(whyNotOwnAdministration(by, staff.id))
    await changeAccess(tx, staff.id, await to(staff.id, tx), context.now())
    if (act !== 'staffDisabled') {
      await tell(act, by, { staff: staff.id })
      return await tellAccount(context, tx, staff.id, { kind: 'accessChanged', act })
    }
    const appeals = await settleWork(tx, staff.id, handingOf(context, manager, 'disabled'))
    await tell(act, by, { staff: staff.id, appeals })
  })
}
