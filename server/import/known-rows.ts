import { type PlainDate, plainDate } from '../../domain/calendar/plain-date.ts'
import type { Capacity } from '../../domain/contract/contract.ts'
import type { Language } from '../../domain/language.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { Db } from '../context.ts'
import type { ReadRows } from './read-files.ts'
import type { PartyNumber } from './row-reader.ts'
import { contractKey, mandateKey, partyKey } from './rows.ts'

/** What the database has of what the files speak about, by the keys of rows.ts. */
export interface Known {
  readonly clients: Map<string, KnownClient>
  readonly contracts: Map<string, KnownContract>
  /** Parties' ids by partyKey; legal entities with their names. */
  readonly parties: Map<string, { readonly id: string; readonly company: string | null }>
  /** Capacities by `contractId partyId`. */
  readonly capacities: Map<string, Capacity>
  /** By mandateKey. */
  readonly mandates: Map<string, KnownMandate>
  /** Ids of persons by IIN, with those that this import adds. */
  readonly persons: Map<string, string>
  readonly accounts: Map<string, { readonly partyId: string; readonly bank: string; readonly debit: boolean }>
}
export interface KnownClient {
  readonly id: string
  readonly name: PersonName
  readonly address: string
  readonly phone: string
  readonly email: string | null
  readonly language: Language
  /** What the client has changed in the profile since: newer than the company's file. */
  readonly own: ReadonlySet<string>
}
export interface KnownMandate {
  readonly id: string
  readonly basis: string
  readonly validTo: PlainDate | null
}
export interface KnownContract {
  readonly id: string
  readonly date: PlainDate
  readonly propertyAddress: string | null
  readonly closedOn: PlainDate | null
}

/** Asked for in one question at most this many: PostgreSQL takes 65,535 parameters. */
const atOnce = 10_000

async function inParts<Row>(keys: Iterable<string>, ask: (part: string[]) => Promise<Row[]>): Promise<Row[]> {
  const all = [...new Set(keys)]
  const found: Row[] = []
  for (let from = 0; from < all.length; from += atOnce) {
    found.push(...(await ask(all.slice(from, from + atOnce))))
  }
  return found
}

/** Looks up everything the rows speak about. */
export async function readKnown(db: Db, rows: ReadRows): Promise<Known> {
  const named = [...rows.parties, ...rows.accounts, ...rows.mandates].map(({ row }) => row.party)
  const numbers = (kind: PartyNumber['kind']) =>
    named.filter((party) => party.kind === kind).map(({ number }) => number as string)
  const persons = await inParts(
    [
      ...rows.clients.map(({ row }) => row.iin as string),
      ...rows.mandates.map(({ row }) => row.person as string),
      ...numbers('individual'),
    ],
    (part) =>
      db
        .selectFrom('person')
        .innerJoin('party', 'party.person_id', 'person.id')
        .selectAll('person')
        .select('party.id as party_id')
        .where('iin', 'in', part)
        .execute(),
  )
  const own = await inParts(
    persons.map(({ id }) => id),
    (part) =>
      db.selectFrom('contact_change').select(['person_id', 'field']).where('person_id', 'in', part).execute(),
  )
  const ownOf = new Map<string, Set<string>>()
  for (const { person_id, field } of own) {
    ownOf.set(person_id, (ownOf.get(person_id) ?? new Set()).add(field))
  }
  const companies = await inParts(numbers('legalEntity'), (part) =>
    db.selectFrom('party').select(['id', 'bin', 'name']).where('bin', 'in', part).execute(),
  )
  const contracts = await inParts(
    [...rows.contracts.map(({ row }) => row.number), ...rows.parties.map(({ row }) => row.contract.number)],
    (part) => db.selectFrom('contract').selectAll().where('number', 'in', part).execute(),
  )
  const parties = new Map([
    ...persons.map(
      (row) => [partyKeyOf('individual', row.iin), { id: row.party_id, company: null }] as const,
    ),
    ...companies.map(
      (row) => [partyKeyOf('legalEntity', row.bin ?? ''), { id: row.id, company: row.name }] as const,
    ),
  ])
  return {
    clients: new Map(
      persons.map((row) => [
        row.iin,
        {
          id: row.id,
          name: { family: row.surname, given: row.given_name, patronymic: row.patronymic },
          address: row.address,
          phone: row.phone,
          email: row.email,
          language: row.language,
          own: ownOf.get(row.id) ?? new Set(),
        },
      ]),
    ),
    contracts: new Map(
      contracts.map((row) => [
        contractKey(row),
        {
          id: row.id,
          date: plainDate(row.date),
          propertyAddress: row.property_address,
          closedOn: row.closed_on === null ? null : plainDate(row.closed_on),
        },
      ]),
    ),
    parties,
    capacities: await capacitiesOf(
      db,
      contracts.map(({ id }) => id),
    ),
    mandates: await mandatesBetween(db, rows, persons, parties),
    persons: new Map(persons.map(({ iin, id }) => [iin, id])),
    accounts: await accountsOf(db, rows),
  }
}

const partyKeyOf = (kind: PartyNumber['kind'], number: string): string =>
  partyKey({ kind, number } as PartyNumber)

async function capacitiesOf(db: Db, contractIds: readonly string[]): Promise<Known['capacities']> {
  const rows = await inParts(contractIds, (part) =>
    db.selectFrom('contract_party').selectAll().where('contract_id', 'in', part).execute(),
  )
  return new Map(rows.map((row) => [`${row.contract_id} ${row.party_id}`, row.capacity]))
}

async function mandatesBetween(
  db: Db,
  rows: ReadRows,
  persons: readonly { readonly id: string; readonly iin: string }[],
  parties: Known['parties'],
): Promise<Known['mandates']> {
  const idOf = new Map(persons.map(({ id, iin }) => [iin, id]))
  const found = await inParts(
    rows.mandates.flatMap(({ row }) => idOf.get(row.person) ?? []),
    (part) => db.selectFrom('mandate').selectAll().where('person_id', 'in', part).execute(),
  )
  const stored = new Map(found.map((row) => [`${row.person_id} ${row.party_id} ${row.valid_from}`, row]))
  return new Map(
    rows.mandates.flatMap(({ row }) => {
      const place = `${idOf.get(row.person)} ${parties.get(partyKey(row.party))?.id} ${row.validFrom}`
      const before = stored.get(place)
      if (before === undefined) return []
      const validTo = before.valid_to === null ? null : plainDate(before.valid_to)
      return [[mandateKey(row), { id: before.id, basis: before.basis, validTo }] as const]
    }),
  )
}

async function accountsOf(db: Db, rows: ReadRows): Promise<Known['accounts']> {
  const found = await inParts(
    rows.accounts.map(({ row }) => row.iban as string),
    (part) => db.selectFrom('account').selectAll().where('iban', 'in', part).execute(),
  )
  return new Map(
    found.map((row) => [row.iban, { partyId: row.party_id, bank: row.bank, debit: row.for_debit }]),
  )
}
