import type { z } from 'zod'
import { checkAddress, checkEmail } from '../../domain/appeal/letterhead.ts'
import { type Phone, parsePhone } from '../../domain/person/phone.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Contacts, Profile } from '../../wire/profile.ts'
import type { Asker, Context } from '../context.ts'
import { noticeSettingsOf, provenAddressOf } from '../notice/notice-setting-store.ts'
import { giveAccountNotice } from '../notice/notice-store.ts'
import { type FieldRefusal, NotFound, Refused } from '../refused.ts'
import { inLoggedTransaction } from '../security-log.ts'
import { changeContacts, takeContactChange } from './contact-store.ts'
import { clientById } from './person-store.ts'
import { needProof } from './proof-store.ts'
import { showProfile } from './show-profile.ts'

/**
 * §5: address, phone and e-mail that later letters begin with; drafts begun before and letters sent keep theirs.
 * Throws Refused with the fields that are not right: `required`, `too_short`, `too_long`, `phone_invalid`,
 * `email_invalid`. For another one of them, throws 403 `prove_again` and 429 `too_much_today`.
 */
export async function changeOwnContacts(
  context: Context,
  asker: Asker,
  wanted: Contacts,
): Promise<z.input<typeof Profile>> {
  const address = wanted.address.trim()
  const email = wanted.email.trim()
  const phone = parsePhone(wanted.phone)
  const wrong = [
    ['address', checkAddress(address)],
    ['phone', checkPhone(wanted.phone, phone)],
    ['email', checkEmail(email)],
  ] as const
  const fields = wrong.flatMap(([field, refusal]): FieldRefusal[] =>
    refusal === null ? [] : [{ field, refusal }],
  )
  const [first] = fields
  if (first !== undefined) throw new Refused(first.refusal, fields)
  await inLoggedTransaction(context, async (tx, tell) => {
    const client = await clientById(tx, asker.id)
    if (client === null) throw new NotFound()
    const before = provenAddressOf(await noticeSettingsOf(tx, asker.id))
    const after = { address, phone, email: email === '' ? null : email }
    const changed = await changeContacts(tx, asker.id, { before: client, after }, context.now())
    if (changed.length === 0) return
    await needProof(tx, asker.sessionId, 'changeContacts', context.now())
    await takeContactChange(tx, { kind: 'client', id: asker.id }, context.now())
    await tell('contactsChanged', asker.id, { fields: changed.join(' ') })
    const former = changed.includes('email') ? before : null
    const news = { kind: 'contactsChanged', fields: changed } as const
    await giveAccountNotice(tx, asker.id, news, new Date(context.now()), former)
  })
  return await showProfile(context, asker)
}

/** The company calls by it, so it may be changed but not taken away. */
function checkPhone(typed: string, phone: Phone | null): Refusal | null {
  if (typed.trim() === '') return refuse('required')
  return phone === null ? refuse('phone_invalid') : null
}
