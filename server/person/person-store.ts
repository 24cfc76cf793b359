import { randomUUID } from 'node:crypto'
import type { Language } from '../../domain/language.ts'
import type { Client } from '../../domain/person/client.ts'
import type { Iin } from '../../domain/person/iin.ts'
import { parsePhone } from '../../domain/person/phone.ts'
import type { Db } from '../context.ts'

interface PersonRow {
  readonly id: string
  readonly iin: string
  readonly surname: string
  readonly given_name: string
  readonly patronymic: string | null
  readonly address: string
  readonly phone: string
  readonly email: string | null
  readonly test_person: boolean
}

/** What a row of a client says. */
export function clientOf(row: PersonRow): Client {
  return {
    personId: row.id,
    name: { family: row.surname, given: row.given_name, patronymic: row.patronymic },
    // Checked when the person was entered.
    iin: row.iin as Iin,
    address: row.address,
    phone: parsePhone(row.phone),
    email: row.email,
    testPerson: row.test_person,
  }
}

export async function clientByIin(db: Db, iin: string): Promise<Client | null> {
  const row = await db.selectFrom('person').selectAll().where('iin', '=', iin).executeTakeFirst()
  return row === undefined ? null : clientOf(row)
}

export async function clientById(db: Db, id: string): Promise<Client | null> {
  const row = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : clientOf(row)
}

/** A client as entered; their own party is made as well. Answers both ids. */
export async function insertClient(
  db: Db,
  client: Omit<Client, 'personId'> & { language: Language },
  now: number,
): Promise<{ personId: string; partyId: string }> {
  const personId = randomUUID()
  const partyId = randomUUID()
  await db
    .insertInto('person')
    .values({
      id: personId,
      iin: client.iin,
      surname: client.name.family,
      given_name: client.name.given,
      patronymic: client.name.patronymic,
      address: client.address,
      phone: client.phone ?? '',
      email: client.email,
      language: client.language,
      test_person: client.testPerson,
      created_at: new Date(now),
    })
    .execute()
  await db.insertInto('party').values({ id: partyId, kind: 'individual', person_id: personId }).execute()
  return { personId, partyId }
}

/** The language of somebody's screen, remembered for the next time. */
export async function setLanguage(
  db: Db,
  asker: { kind: 'client' | 'staff'; id: string },
  language: Language,
): Promise<void> {
  const table = asker.kind === 'client' ? ('person' as const) : ('staff' as const)
  await db.updateTable(table).set({ language }).where('id', '=', asker.id).execute()
}

/** The IINs of these clients; who of them is no client is left out. */
export async function iinsOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'iin'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, iin }) => [id, iin]))
}
