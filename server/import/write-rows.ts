import { randomUUID } from 'node:crypto'
import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import { fullName, type PersonName } from '../../domain/person/name.ts'
import { keepWordsAgain } from '../search/search-store.ts'
import type { ImportKind } from './columns.ts'
import type { Known } from './known-rows.ts'
import type { ReadRow, ReadRows } from './read-files.ts'
import { contractKey, partyKey } from './rows.ts'

type Trx = Transaction<Tables>

/** What became of a row. `columns` are those that changed. */
export interface RowOutcome {
  readonly kind: ImportKind
  readonly file: string
  readonly line: number
  readonly done: 'added' | 'changed' | 'unchanged'
  readonly columns: readonly string[]
}

/** Rows that PostgreSQL takes in one statement, with room for every column. */
const atOnce = 2_000

async function insertAll<Table extends keyof Tables>(
  trx: Trx,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) {
    await trx
      .insertInto(table)
      .values(rows.slice(from, from + atOnce))
      .execute()
  }
}

export const outcome = (
  kind: ImportKind,
  { file, at }: Pick<ReadRow<'clients'>, 'file' | 'at'>,
  done: 'added' | readonly string[],
): RowOutcome => ({
  kind,
  file,
  line: at.line,
  done: done === 'added' ? 'added' : done.length > 0 ? 'changed' : 'unchanged',
  columns: done === 'added' ? [] : done,
})

/** Names of the columns whose value is another than before; `undefined` says nothing. */
export function changed<Row extends Record<string, unknown>>(now: Row, before: Row): Partial<Row> {
  const entries = Object.entries(now).filter(([name, value]) => value !== undefined && value !== before[name])
  return Object.fromEntries(entries) as Partial<Row>
}

const isSameName = (now: PersonName, before: PersonName): boolean => fullName(now) === fullName(before)

export async function writeClients(
  trx: Trx,
  rows: ReadRows['clients'],
  known: Known,
  now: Date,
): Promise<RowOutcome[]> {
  const persons: Insertable<Tables['person']>[] = []
  const parties: Insertable<Tables['party']>[] = []
  const outcomes: RowOutcome[] = []
  const renamed: string[] = []
  for (const each of rows) {
    const { iin, name, address, phone, email, language } = each.row
    const said = { surname: name.family, given_name: name.given, patronymic: name.patronymic, address, phone }
    const before = known.clients.get(iin)
    if (before === undefined) {
      const id = randomUUID()
      const party = { id: randomUUID(), kind: 'individual', person_id: id } as const
      const other = { email: email ?? null, language: language ?? 'kk', test_person: false, created_at: now }
      known.persons.set(iin, id)
      persons.push({ id, iin, ...said, ...other })
      parties.push(party)
      known.parties.set(partyKey({ kind: 'individual', number: iin }), { id: party.id, company: null })
      outcomes.push(outcome('clients', each, 'added'))
      continue
    }
    const { family, given, patronymic } = before.name
    const old = {
      surname: family,
      given_name: given,
      patronymic,
      address: before.address,
      phone: before.phone,
    }
    const mine = before.own
    const contacts = {
      address: mine.has('address') ? undefined : address,
      phone: mine.has('phone') ? undefined : phone,
      email: mine.has('email') ? undefined : email,
    }
    const changes = changed<Record<string, unknown>>(
      { ...said, ...contacts, language },
      { ...old, email: before.email, language: before.language },
    )
    if (Object.keys(changes).length > 0) {
      await trx.updateTable('person').set(changes).where('id', '=', before.id).execute()
    }
    if (!isSameName(name, before.name)) renamed.push(before.id)
    outcomes.push(outcome('clients', each, Object.keys(changes)))
  }
  await insertAll(trx, 'person', persons)
  await keepWordsAgain(trx, { personIds: renamed })
  await insertAll(trx, 'party', parties)
  return outcomes
}

export async function writeContracts(
  trx: Trx,
  rows: ReadRows['contracts'],
  known: Known,
): Promise<RowOutcome[]> {
  const contracts: Insertable<Tables['contract']>[] = []
  const outcomes: RowOutcome[] = []
  for (const each of rows) {
    const { number, kind, date, propertyAddress, closedOn } = each.row
    const key = contractKey(each.row)
    const before = known.contracts.get(key)
    if (before === undefined) {
      const id = randomUUID()
      const rest = { property_address: propertyAddress ?? null, closed_on: closedOn ?? null }
      contracts.push({ id, number, kind, date, ...rest })
      known.contracts.set(key, { id, date, propertyAddress: rest.property_address, closedOn: rest.closed_on })
      outcomes.push(outcome('contracts', each, 'added'))
      continue
    }
    const changes = changed(
      { property_address: propertyAddress, closed_on: closedOn },
      { property_address: before.propertyAddress, closed_on: before.closedOn },
    )
    if (Object.keys(changes).length > 0) {
      await trx.updateTable('contract').set(changes).where('id', '=', before.id).execute()
    }
    outcomes.push(outcome('contracts', each, Object.keys(changes)))
  }
  await insertAll(trx, 'contract', contracts)
  return outcomes
}

export async function writeParties(trx: Trx, rows: ReadRows['parties'], known: Known): Promise<RowOutcome[]> {
  const places: Insertable<Tables['contract_party']>[] = []
  const outcomes: RowOutcome[] = []
  for (const each of rows) {
    const { contract, party, capacity, company } = each.row
    const key = partyKey(party)
    const columns: string[] = []
    let entered = known.parties.get(key)
    if (entered === undefined) {
      entered = { id: randomUUID(), company }
      const row = { id: entered.id, kind: 'legalEntity', bin: party.number, name: company } as const
      await trx.insertInto('party').values(row).execute()
      known.parties.set(key, entered)
    } else if (party.kind === 'legalEntity' && company !== null && company !== entered.company) {
      await trx.updateTable('party').set({ name: company }).where('id', '=', entered.id).execute()
      known.parties.set(key, { ...entered, company })
      columns.push('company')
    }
    const place = { contract_id: known.contracts.get(contractKey(contract))?.id ?? '', party_id: entered.id }
    const before = known.capacities.get(`${place.contract_id} ${place.party_id}`)
    if (before === undefined) places.push({ ...place, capacity })
    else if (before !== capacity) {
      await trx
        .updateTable('contract_party')
        .set({ capacity })
        .where('contract_id', '=', place.contract_id)
        .where('party_id', '=', place.party_id)
        .execute()
      columns.push('capacity')
    }
    outcomes.push(outcome('parties', each, before === undefined ? 'added' : columns))
  }
  await insertAll(trx, 'contract_party', places)
  return outcomes
}

export async function writeAccounts(
  trx: Trx,
  rows: ReadRows['accounts'],
  known: Known,
  now: Date,
): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = []
  // The one a debit is asked from changes hands: first everybody lets go of it.
  const debited = rows.filter(({ row }) => row.debit === true)
  for (const { row } of debited) {
    await trx
      .updateTable('account')
      .set({ for_debit: false })
      .where('party_id', '=', known.parties.get(partyKey(row.party))?.id ?? '')
      .where('iban', '<>', row.iban)
      .where('for_debit', '=', true)
      .execute()
  }
  const accounts: Insertable<Tables['account']>[] = []
  for (const each of rows) {
    const { party, iban, bank, debit } = each.row
    const before = known.accounts.get(iban)
    if (before === undefined) {
      const party_id = known.parties.get(partyKey(party))?.id ?? ''
      accounts.push({ id: randomUUID(), party_id, iban, bank, for_debit: debit ?? false, created_at: now })
      outcomes.push(outcome('accounts', each, 'added'))
      continue
    }
    const changes = changed({ bank, for_debit: debit }, { bank: before.bank, for_debit: before.debit })
    if (Object.keys(changes).length > 0) {
      await trx.updateTable('account').set(changes).where('iban', '=', iban).execute()
    }
    outcomes.push(outcome('accounts', each, Object.keys(changes)))
  }
  await insertAll(trx, 'account', accounts)
  return outcomes
}
