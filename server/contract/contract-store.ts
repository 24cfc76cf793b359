import { randomUUID } from 'node:crypto'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type PlainDate, plainDate } from '../../domain/calendar/plain-date.ts'
import type { ApplicantRole, Capacity, Contract, ContractKind } from '../../domain/contract/contract.ts'
import { type MandateDays, mayActFor, type Tie } from '../../domain/contract/mandate.ts'
import type { Db } from '../context.ts'

/** A contract that a person may write under, in what capacity, and on whose behalf. */
export interface OwnContract extends Contract {
  readonly capacity: Capacity
  readonly partyId: string
  /** `representative`: by a mandate, for another party. */
  readonly applicantRole: ApplicantRole
}

/**
 * Who may act for which party on a day, `person_id` and `party_id`: `mayActFor` as SQL. Whether a mandate is in force
 * is asked in no other query.
 */
const acting = (
  today: PlainDate,
) => sql`(select person_id, id as party_id from party where person_id is not null
  union
  select person_id, party_id from mandate
   where valid_from <= ${today} and (valid_to is null or valid_to >= ${today})) as acting`

/** Parties for which the person may act on a day. */
const partiesOf = (person: string | RawBuilder<unknown>, today: PlainDate) => sql<string>`
  select acting.party_id from ${acting(today)} where acting.person_id = ${person}`

/** SQL over `appeal`: this person, given by id or by a column, may act on this day for whom it was written. */
export const isForPartyOf = (person: string | RawBuilder<unknown>, today: PlainDate) =>
  sql<SqlBool>`appeal.party_id in (${partiesOf(person, today)})`

/** Everybody who may act for a party on this day, in the order of their ids. */
export async function whoMayActFor(db: Db, partyId: string, today: PlainDate): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select acting.person_id from ${acting(today)} where acting.party_id = ${partyId}
     order by acting.person_id`.execute(db)
  return rows.map(({ person_id }) => person_id)
}

const mandateDays = (row: { valid_from: string; valid_to: string | null }): MandateDays => ({
  validFrom: plainDate(row.valid_from),
  validTo: row.valid_to === null ? null : plainDate(row.valid_to),
})

/** What a person is to a party, as the rule asks it. Held: none of their mandates of it ends meanwhile. */
export async function tieTo(db: Db, personId: string, partyId: string, held: 'held' | 'asked'): Promise<Tie> {
  const party = await db.selectFrom('party').select('person_id').where('id', '=', partyId).executeTakeFirst()
  if (party?.person_id === personId) return { isOneself: true, mandates: [] }
  const mandates = db
    .selectFrom('mandate')
    .select(['valid_from', 'valid_to'])
    .where('person_id', '=', personId)
    .where('party_id', '=', partyId)
  const rows = await (held === 'held' ? mandates.forShare() : mandates).execute()
  return { isOneself: false, mandates: rows.map(mandateDays) }
}

/**
 * May a person act for a party on this day? To act on: a mandate that is being taken back is waited for, and one that
 * is in force can't be taken back until the transaction ends.
 */
export async function holdRightToAct(
  trx: Db,
  personId: string,
  partyId: string,
  today: PlainDate,
): Promise<boolean> {
  return mayActFor(await tieTo(trx, personId, partyId, 'held'), today)
}

/** Rows of contracts under which a person may write on a day, for `ownContract`. */
export const ownContracts = (db: Db, personId: string, today: PlainDate) =>
  db
    .selectFrom('contract')
    .innerJoin('contract_party', 'contract_party.contract_id', 'contract.id')
    .innerJoin('party', 'party.id', 'contract_party.party_id')
    .where(sql<SqlBool>`contract_party.party_id in (${partiesOf(personId, today)})`)
    .distinctOn(['contract.id'])
    .selectAll('contract')
    .select([
      'contract_party.capacity',
      'contract_party.party_id',
      'party.person_id as party_person_id',
      'party.kind as party_kind',
    ])
    .orderBy('contract.id')
    // One's own name comes before somebody else's mandate.
    .orderBy(sql`party.person_id = ${personId}`, (order) => order.desc().nullsLast())
    // Of two mandates always the same one.
    .orderBy('contract_party.party_id')

type OwnRow = Awaited<ReturnType<ReturnType<typeof ownContracts>['execute']>>[number]

/** What such a row says. */
export function ownContract(row: OwnRow, personId: string): OwnContract {
  return {
    id: row.id,
    number: row.number,
    date: plainDate(row.date),
    kind: row.kind,
    propertyAddress: row.property_address,
    closedOn: row.closed_on === null ? null : plainDate(row.closed_on),
    partyKind: row.party_kind,
    capacity: row.capacity,
    partyId: row.party_id,
    applicantRole: row.party_person_id === personId ? 'self' : 'representative',
  }
}

export const newestFirst = (contracts: readonly OwnContract[]): OwnContract[] =>
  [...contracts].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))

/** §3: the contracts under which this person may write today, newest first. */
export async function contractsOf(db: Db, personId: string, today: PlainDate): Promise<OwnContract[]> {
  const rows = await ownContracts(db, personId, today).execute()
  return newestFirst(rows.map((row) => ownContract(row, personId)))
}

/**
 * One of them, or null: not there, another's, or a mandate that has ended. `partyId`: only on behalf of this party,
 * where it was settled before.
 */
export async function contractOf(
  db: Db,
  personId: string,
  contractId: string,
  today: PlainDate,
  partyId?: string,
): Promise<OwnContract | null> {
  let query = ownContracts(db, personId, today).where('contract.id', '=', contractId)
  if (partyId !== undefined) query = query.where('contract_party.party_id', '=', partyId)
  const row = await query.executeTakeFirst()
  return row === undefined ? null : ownContract(row, personId)
}

/** A contract as it is entered. */
export interface NewContract {
  readonly number: string
  readonly date: PlainDate
  readonly kind: ContractKind
  readonly propertyAddress: string | null
  readonly closedOn?: PlainDate
  readonly parties: readonly { readonly partyId: string; readonly capacity: Capacity }[]
}

export async function addContract(db: Db, contract: NewContract): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('contract')
    .values({
      id,
      number: contract.number.trim(),
      date: contract.date,
      kind: contract.kind,
      property_address: contract.propertyAddress,
      closed_on: contract.closedOn ?? null,
    })
    .execute()
  for (const { partyId, capacity } of contract.parties) {
    await db.insertInto('contract_party').values({ contract_id: id, party_id: partyId, capacity }).execute()
  }
  return id
}

/** Who may act for whom, from a day to a day (inclusive; null: until it is taken back). */
export async function addMandate(
  db: Db,
  mandate: {
    personId: string
    partyId: string
    basis: string
    validFrom: PlainDate
    validTo: PlainDate | null
  },
): Promise<void> {
  await db
    .insertInto('mandate')
    .values({
      id: randomUUID(),
      person_id: mandate.personId,
      party_id: mandate.partyId,
      basis: mandate.basis,
      valid_from: mandate.validFrom,
      valid_to: mandate.validTo,
    })
    .execute()
}

/** Corrects its basis, or lets it end earlier; never later, also where it has ended meanwhile. */
export async function changeMandate(
  db: Db,
  id: string,
  changes: { readonly basis?: string | undefined; readonly valid_to?: PlainDate | undefined },
): Promise<void> {
  await db
    .updateTable('mandate')
    .set(changes)
    .where('id', '=', id)
    .where(({ or, eb }) =>
      or([eb('valid_to', 'is', null), eb('valid_to', '>=', changes.valid_to ?? eb.ref('valid_to'))]),
    )
    .execute()
}

/** A mandate with the numbers of its two sides. */
export interface StoredMandate {
  readonly id: string
  /** IIN of who acts. */
  readonly person: string
  /** IIN or BIN of whom they act for. */
  readonly party: string
  readonly basis: string
  readonly validFrom: PlainDate
  readonly validTo: PlainDate | null
}

/** The mandates that somebody holds or has given, by IIN or BIN, past ones too; the earliest first. */
export async function mandatesOf(db: Db, number: string): Promise<StoredMandate[]> {
  const rows = await db
    .selectFrom('mandate')
    .innerJoin('person as holder', 'holder.id', 'mandate.person_id')
    .innerJoin('party', 'party.id', 'mandate.party_id')
    .leftJoin('person as principal', 'principal.id', 'party.person_id')
    .select(['mandate.id', 'mandate.basis', 'valid_from', 'valid_to', 'holder.iin as holder', 'party.bin'])
    .select('principal.iin as principal')
    .where(({ or, eb }) =>
      or([eb('holder.iin', '=', number), eb('principal.iin', '=', number), eb('party.bin', '=', number)]),
    )
    .orderBy('valid_from')
    .orderBy('mandate.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    person: row.holder,
    party: row.principal ?? row.bin ?? '',
    basis: row.basis,
    ...mandateDays(row),
  }))
}
