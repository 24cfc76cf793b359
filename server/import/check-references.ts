import { isLonger } from '../../domain/contract/mandate.ts'
import type { ImportProblem } from './import-problem.ts'
import type { Known } from './known-rows.ts'
import type { ReadRow, ReadRows } from './read-files.ts'
import type { PartyNumber } from './row-reader.ts'
import { contractKey, mandateKey, partyKey } from './rows.ts'

/** What the rows say of each other and of what is known already. */
export function checkReferences(rows: ReadRows, known: Known): ImportProblem[] {
  const iins = new Set([...known.clients.keys(), ...rows.clients.map(({ row }) => row.iin as string)])
  const contracts = new Set([...known.contracts.keys(), ...rows.contracts.map(({ row }) => contractKey(row))])
  const companies = new Map([...known.parties].map(([key, { company }]) => [key, company]))
  const stranger = ({ kind, number }: PartyNumber): boolean => kind === 'individual' && !iins.has(number)

  for (const { at, row } of rows.contracts) {
    const before = known.contracts.get(contractKey(row))
    if (before !== undefined && before.date !== row.date) {
      at.note('date', 'contract_date_differs', { date: before.date })
    }
  }
  const namedHere = new Map<string, string>()
  for (const { at, row } of rows.parties) {
    if (!contracts.has(contractKey(row.contract))) at.note('contract_number', 'contract_unknown')
    if (stranger(row.party)) at.note('party', 'client_unknown')
    if (row.party.kind === 'individual') continue
    const key = partyKey(row.party)
    const earlier = namedHere.get(key)
    if (row.company === null && !companies.has(key)) at.note('company', 'company_name_missing')
    if (row.company === null) continue
    if (earlier !== undefined && earlier !== row.company) at.note('company', 'company_name_differs')
    namedHere.set(key, row.company)
    companies.set(key, row.company)
  }
  const debited = new Set<string>()
  for (const { at, row } of rows.accounts) {
    const key = partyKey(row.party)
    if (stranger(row.party)) at.note('party', 'client_unknown')
    if (row.party.kind === 'legalEntity' && !companies.has(key)) at.note('party', 'party_unknown')
    const holder = known.accounts.get(row.iban)?.partyId
    if (holder !== undefined && holder !== known.parties.get(key)?.id) at.note('iban', 'iban_of_another')
    if (row.debit !== true) continue
    if (debited.has(key)) at.note('debit', 'debit_twice')
    debited.add(key)
  }
  for (const { at, row } of rows.mandates) {
    if (!iins.has(row.person)) at.note('person', 'client_unknown')
    if (stranger(row.party)) at.note('party', 'client_unknown')
    if (row.party.kind === 'legalEntity' && !companies.has(partyKey(row.party)))
      at.note('party', 'party_unknown')
    const before = known.mandates.get(mandateKey(row))?.validTo ?? null
    if (before !== null && row.validTo !== null && isLonger(row.validTo, before)) {
      at.note('valid_to', 'mandate_longer', { date: before })
    }
  }
  return problemsOf([...rows.contracts, ...rows.parties, ...rows.accounts, ...rows.mandates])
}

const problemsOf = (rows: readonly Pick<ReadRow<'clients'>, 'at'>[]): ImportProblem[] =>
  rows.flatMap(({ at }) => at.problems.splice(0))
