import type { AccessAct, AccountSignal } from '../../domain/signal/kind.ts'
import type { Context, Db } from '../context.ts'
import { mayTellFormer } from '../notice/former-address-store.ts'
import type { FormerAddress } from '../notice/mail-store.ts'
import { keepClosedMail, openSignalMail } from './signal-mail-store.ts'
import { signalAddressOf, signalSettingsOf } from './signal-setting-store.ts'
import { insertSignals, takeSignalNumbers, wasToldOfAccount } from './signal-store.ts'

const hourMs = 3_600_000

/** What somebody of the staff is told of their account. */
export type AccountNews =
  | { readonly kind: 'newDevice'; readonly device: string | null }
  | { readonly kind: 'accessChanged'; readonly act: AccessAct }

/**
 * Tells somebody of the staff of their own account, within the act's own transaction: in the office, and by mail
 * where they have an address, whatever they chose for their work. One mail goes at once; what comes within an hour of
 * it waits for the next. `former`: the address that was theirs until this act, where a mail was accepted, is told
 * instead of the new one, while not too many were (former-address-store.ts).
 */
export async function tellAccount(
  context: Context,
  trx: Db,
  staffId: string,
  news: AccountNews,
  former: FormerAddress = null,
): Promise<void> {
  const now = context.now()
  const { kind, device, act } = { device: null, act: null, ...news }
  const about = { device, act }
  const number = await takeSignalNumbers(trx, staffId, 1)
  const mailId = await mailOf(context, trx, staffId, kind, about, former)
  const signal = { planId: null, appealId: null, staffId, insteadOf: null, kind, about, mailId }
  await insertSignals(trx, [{ ...signal, day: null, step: null, merged: 0, inOffice: true }], number, now)
}

async function mailOf(
  { config, now }: Context,
  trx: Db,
  staffId: string,
  kind: AccountSignal,
  about: { readonly device: string | null; readonly act: AccessAct | null },
  former: FormerAddress,
): Promise<string | null> {
  if (config.mail === null) return null
  if (former !== null) {
    if (!(await mayTellFormer(trx, { staff_id: staffId }, former, now()))) return null
    const line = { kind, number: null, day: null, step: null, deputy: false }
    const content = { signals: [{ ...line, account: { ...about, at: now() } }] }
    return await keepClosedMail(trx, staffId, content, former, now())
  }
  if (about.act === 'mailAddressChanged') return null
  if (signalAddressOf(await signalSettingsOf(trx, staffId)) === null) return null
  const atOnce = !(await wasToldOfAccount(trx, staffId, now() - hourMs))
  return await openSignalMail(trx, staffId, atOnce, now())
}
