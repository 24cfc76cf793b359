import type { AccessAct, AccountSignal } from '../../domain/signal/kind.ts'
import { mailEveryMs } from '../../domain/signal/mail-pace.ts'
import type { Context, Db } from '../context.ts'
import { mayTellFormer } from '../notice/former-address-store.ts'
import type { FormerAddress } from '../notice/mail-store.ts'
import { keepClosedMail, keepForFormer, openSignalMail } from './signal-mail-store.ts'
import { signalAddressOf, signalSettingsOf } from './signal-setting-store.ts'
import {
  type AboutAccount,
  type AccountLine,
  insertSignals,
  moveToMail,
  takeSignalNumbers,
  waitingOfAccount,
  wasToldOfAccount,
} from './signal-store.ts'

/** The address that was theirs until an act. */
interface Former {
  /** Where mails about the account that still wait were to go; null: they had none. */
  readonly waiting: FormerAddress
  /** The same, where it has taken a mail: it is told of the act, while not too many were (former-address-store.ts). */
  readonly reached: FormerAddress
}

/** What somebody of the staff is told of their account. */
export type AccountNews =
  | { readonly kind: 'newDevice'; readonly device: string | null }
  | { readonly kind: 'accessChanged'; readonly act: AccessAct }

/**
 * Tells somebody of the staff of their own account, within the act's own transaction: in the office, and by mail
 * where they have an address, whatever they chose for their work. One mail goes at once; what comes within an hour of
 * it waits for the next. `former`: what they are told now goes to the address that was theirs until this act, and what
 * waits goes there too: never to the new one.
 */
export async function tellAccount(
  context: Context,
  trx: Db,
  staffId: string,
  news: AccountNews,
  former: Former | null = null,
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
  about: AboutAccount,
  former: Former | null,
): Promise<string | null> {
  if (config.mail === null) return null
  if (former !== null) return await mailOfFormer(trx, staffId, { kind, about, at: now() }, former)
  if (signalAddressOf(await signalSettingsOf(trx, staffId)) === null) return null
  const atOnce = !(await wasToldOfAccount(trx, staffId, now() - mailEveryMs))
  return await openSignalMail(trx, staffId, atOnce, now())
}

/** One mail to the former address: what waits for the next one, and the act itself. Null: there is nothing to say. */
async function mailOfFormer(
  trx: Db,
  staffId: string,
  act: Pick<AccountLine, 'kind' | 'about' | 'at'>,
  { waiting, reached }: Former,
): Promise<string | null> {
  if (waiting === null) return null
  const may = reached !== null && (await mayTellFormer(trx, { staff_id: staffId }, reached, act.at))
  await keepForFormer(trx, staffId, waiting)
  const before = await waitingOfAccount(trx, staffId)
  const lines = may ? [...before, act] : before
  if (lines.length === 0) return null
  const signals = lines.map(({ kind, about, at }) => ({
    ...{ kind, number: null, day: null, step: null, deputy: false },
    account: { ...about, at },
  }))
  const mailId = await keepClosedMail(trx, staffId, { signals }, waiting, act.at)
  await moveToMail(trx, before, mailId)
  return may ? mailId : null
}
