import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Capacity, ContractKind } from '../../domain/contract/contract.ts'
import { mandateProblem } from '../../domain/contract/mandate.ts'
import type { Language } from '../../domain/language.ts'
import type { Iin } from '../../domain/person/iin.ts'
import type { PersonName } from '../../domain/person/name.ts'
import type { Phone } from '../../domain/person/phone.ts'
import type { Iban } from '../../domain/tariff/iban.ts'
import type { ImportKind, Layout } from './columns.ts'
import type { PartyNumber, RowReader } from './row-reader.ts'

// `undefined`: the file does not say, so what is there stays; `null`: it says there is none.

export interface ClientRow {
  readonly iin: Iin
  readonly name: PersonName
  readonly address: string
  readonly phone: Phone
  readonly email: string | null | undefined
  readonly language: Language | undefined
}
export interface ContractRow {
  readonly number: string
  readonly kind: ContractKind
  readonly date: PlainDate
  readonly propertyAddress: string | null | undefined
  readonly closedOn: PlainDate | null | undefined
}
export interface PartyRow {
  readonly contract: ContractRef
  readonly party: PartyNumber
  readonly capacity: Capacity
  /** Of a legal entity. */
  readonly company: string | null
}
export interface AccountRow {
  readonly party: PartyNumber
  readonly iban: Iban
  readonly bank: string
  readonly debit: boolean | undefined
}
export interface MandateRow {
  /** Who acts. */
  readonly person: Iin
  readonly party: PartyNumber
  readonly basis: string
  readonly validFrom: PlainDate
  /** Null where the file names no last day: none for a new mandate; one that has an end keeps it. */
  readonly validTo: PlainDate | null
}
export interface ContractRef {
  readonly number: string
  readonly kind: ContractKind
}

export interface Rows {
  clients: ClientRow
  contracts: ContractRow
  parties: PartyRow
  accounts: AccountRow
  mandates: MandateRow
}

const capacities: readonly Capacity[] = ['tenant', 'coTenant', 'guarantor']
const text = { name: 100, address: 300, number: 40, company: 300, bank: 200, basis: 300 } as const

/** How a row of each kind is read; null when something in it is wrong, which the reader has noted. */
export const readRow: {
  readonly [Kind in ImportKind]: (row: RowReader, layout: Layout) => Rows[Kind] | null
} = {
  clients: (row, layout) => {
    const iin = row.iin('iin')
    const family = row.namePart('surname', row.text('surname', text.name))
    const given = row.namePart('given_name', row.text('given_name', text.name))
    const patronymic = row.namePart('patronymic', row.optional('patronymic', text.name))
    const address = row.text('address', text.address)
    const phone = row.phone('phone')
    const email = layout.at.has('email') ? row.email('email') : undefined
    const language = row.language('language') ?? undefined
    if (iin === null || family === null || given === null || address === null || phone === null) return null
    return { iin, name: { family, given, patronymic }, address, phone, email, language }
  },
  contracts: (row, layout) => {
    const number = row.text('number', text.number)
    const kind = row.contractKind('kind')
    const date = row.date('date', row.text('date', 20))
    const address = row.optional('property_address', text.address)
    const closed = row.date('closed_on', row.optional('closed_on', 20))
    if (number === null || kind === null || date === null) return null
    if (closed !== null && closed < date) return row.note('closed_on', 'closed_before_date')
    return {
      number,
      kind,
      date,
      propertyAddress: layout.at.has('property_address') ? address : undefined,
      closedOn: layout.at.has('closed_on') ? closed : undefined,
    }
  },
  parties: (row) => {
    const number = row.text('contract_number', text.number)
    const kind = row.contractKind('contract_kind')
    const party = row.party('party')
    const capacity = row.oneOf('capacity', capacities, 'capacity')
    const company = row.optional('company', text.company)
    if (number === null || kind === null || party === null || capacity === null) return null
    return { contract: { number, kind }, party, capacity, company }
  },
  accounts: (row) => {
    const party = row.party('party')
    const iban = row.iban('iban')
    const bank = row.text('bank', text.bank)
    const debit = row.yes('debit') ?? undefined
    return party === null || iban === null || bank === null ? null : { party, iban, bank, debit }
  },
  mandates: (row) => {
    const person = row.iin('person')
    const party = row.party('party')
    const basis = row.text('basis', text.basis)
    const validFrom = row.anyDate('valid_from', row.text('valid_from', 20))
    const validTo = row.anyDate('valid_to', row.optional('valid_to', 20))
    if (person === null || party === null || basis === null || validFrom === null) return null
    const wrong = mandateProblem({ person, party: party.number, validFrom, validTo })
    if (wrong !== null) return row.note(wrong === 'mandate_dates' ? 'valid_to' : 'party', wrong)
    return { person, party, basis, validFrom, validTo }
  },
}

export const contractKey = ({ number, kind }: ContractRef): string => `${kind} ${number}`
export const partyKey = ({ kind, number }: PartyNumber): string => `${kind} ${number}`

export const mandateKey = ({
  person,
  party,
  validFrom,
}: Pick<MandateRow, 'person' | 'party' | 'validFrom'>): string => `${person} ${partyKey(party)} ${validFrom}`

/** What may be given only once, and the column that says it. */
export const rowKey: {
  readonly [Kind in ImportKind]: readonly [column: string, key: (row: Rows[Kind]) => string]
} = {
  clients: ['iin', ({ iin }) => iin],
  contracts: ['number', contractKey],
  parties: ['party', ({ contract, party }) => `${contractKey(contract)} ${partyKey(party)}`],
  accounts: ['iban', ({ iban }) => iban],
  mandates: ['valid_from', mandateKey],
}
