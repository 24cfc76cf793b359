import type { z } from 'zod'
import { isEmail } from '../../domain/person/email.ts'
import { refuse } from '../../domain/refusal.ts'
import { signalSubjects, waysOf } from '../../domain/signal/choice.ts'
import type { SignalSettings, SignalSettingsChange } from '../../wire/signal.ts'
import type { Asker, Context } from '../context.ts'
import { takeContactChange } from '../person/contact-store.ts'
import { needProof } from '../person/proof-store.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { type FieldRefusal, Refused } from '../refused.ts'
import { inLoggedTransaction } from '../security-log.ts'
import {
  keepSignalChoices,
  keepStaffEmail,
  reachedAddressOf,
  signalSettingsOf,
} from './signal-setting-store.ts'
import { tellAccount } from './tell-account.ts'

/** How somebody of the staff is told of things. */
export async function showSignalSettings({ db, config }: Context, staffId: string): Promise<SignalSettings> {
  const { choices, email, refused } = await signalSettingsOf(db, staffId)
  return { choices, email, refusedAt: refused?.at.toISOString() ?? null, available: config.mail !== null }
}

/**
 * Everybody for themselves. Throws Refused with the fields that are not right; for another address 403 `prove_again`
 * and 429 `too_much_today`.
 */
export async function changeSignalSettings(
  context: Context,
  asker: Asker,
  { choices, email }: z.output<typeof SignalSettingsChange>,
): Promise<SignalSettings> {
  const wrong: FieldRefusal[] = [
    ...(email === '' || isEmail(email) ? [] : [{ field: 'email', refusal: refuse('email_invalid') }]),
    ...signalSubjects
      .filter((subject) => !waysOf(subject).includes(choices[subject]))
      .map((subject) => ({ field: `choices.${subject}`, refusal: refuse('option_unknown') })),
  ]
  const [first] = wrong
  if (first !== undefined) throw new Refused(first.refusal, wrong)
  await inLoggedTransaction(context, async (trx, tell) => {
    await holdOfficeFor(trx, asker, context.now())
    const before = await signalSettingsOf(trx, asker.id)
    await keepSignalChoices(trx, asker.id, choices)
    await keepStaffEmail(trx, asker.id, email === '' ? null : email)
    if ((before.email ?? '') === email) return
    await needProof(trx, asker.sessionId, 'changeSignalAddress', context.now())
    await takeContactChange(trx, { kind: 'staff', id: asker.id }, context.now())
    await tell('mailAddressChanged', asker.id, {})
    const news = { kind: 'accessChanged', act: 'mailAddressChanged' } as const
    const former = { waiting: before.email, reached: reachedAddressOf(before) }
    await tellAccount(context, trx, asker.id, news, former)
  })
  return await showSignalSettings(context, asker.id)
}
