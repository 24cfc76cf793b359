import { randomUUID } from 'node:crypto'
import { contactChangesADay } from '../../domain/person/contact-changes.ts'
import type { Phone } from '../../domain/person/phone.ts'
import type { Asker, Db } from '../context.ts'
import { takeToday } from '../http/day-use-store.ts'

/** What letters begin with and notices go to; e-mail null stays in the cabinet. */
export interface Contacts {
  readonly address: string
  readonly phone: Phone | null
  readonly email: string | null
}

export interface ContactChange {
  readonly field: 'address' | 'phone' | 'email'
  readonly oldValue: string
  readonly newValue: string
  readonly changedAt: number
}

/** Writes the new contacts, and each that is another than before into the list of changes; answers which were. */
export async function changeContacts(
  tx: Db,
  personId: string,
  { before, after }: { before: Contacts; after: Contacts },
  now: number,
): Promise<ContactChange['field'][]> {
  const changed = (['address', 'phone', 'email'] as const).filter((field) => before[field] !== after[field])
  if (changed.length === 0) return []
  await tx
    .updateTable('person')
    .set({ address: after.address, phone: after.phone ?? '', email: after.email })
    .where('id', '=', personId)
    .execute()
  await tx
    .insertInto('contact_change')
    .values(
      changed.map((field) => ({
        id: randomUUID(),
        person_id: personId,
        field,
        old_value: before[field] ?? '',
        new_value: after[field] ?? '',
        changed_at: new Date(now),
      })),
    )
    .execute()
  return changed
}

/** The latest first. */
export async function contactChangesOf(db: Db, personId: string): Promise<ContactChange[]> {
  const rows = await db
    .selectFrom('contact_change')
    .select(['field', 'old_value', 'new_value', 'changed_at'])
    .where('person_id', '=', personId)
    .orderBy('changed_at', 'desc')
    .execute()
  return rows.map((row) => ({
    field: row.field,
    oldValue: row.old_value,
    newValue: row.new_value,
    changedAt: row.changed_at.getTime(),
  }))
}

/**
 * Each change of phone, address or e-mail is kept, told and mailed for good, so a day has so many; of staff the address
 * that signals go to. Throws 429 `too_much_today`.
 */
export async function takeContactChange(
  trx: Db,
  who: Pick<Asker, 'kind' | 'id'>,
  now: number,
): Promise<void> {
  await takeToday(trx, who, 'contactChangesToday', 1, contactChangesADay, now)
}
