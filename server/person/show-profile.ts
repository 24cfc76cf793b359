import type { z } from 'zod'
import { fullName } from '../../domain/person/name.ts'
import { formatPhone } from '../../domain/person/phone.ts'
import type { Profile } from '../../wire/profile.ts'
import { consentsOf } from '../consent/consent-store.ts'
import { consentRow } from '../consent/show-consent.ts'
import type { Asker, Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { contactChangesOf } from './contact-store.ts'
import { clientById } from './person-store.ts'
import { showSessions } from './show-sessions.ts'

const iso = (instant: number): string => new Date(instant).toISOString()

/** The client's own page: official data, contacts, consents, where the account is open. */
export async function showProfile(context: Context, asker: Asker): Promise<z.input<typeof Profile>> {
  const { db } = context
  const client = await clientById(db, asker.id)
  if (client === null) throw new NotFound()
  const [latest] = await contactChangesOf(db, asker.id)
  return {
    fullName: fullName(client.name),
    iin: client.iin,
    address: client.address,
    phone: client.phone === null ? '' : formatPhone(client.phone),
    email: client.email ?? '',
    contactsChangedAt: latest === undefined ? null : iso(latest.changedAt),
    consents: (await consentsOf(db, asker.id)).map(consentRow),
    sessions: await showSessions(context, asker),
  }
}
