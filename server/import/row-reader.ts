import { type PlainDate, parsePlainDate, plainDateOf } from '../../domain/calendar/plain-date.ts'
import { type ContractKind, contractKinds } from '../../domain/contract/contract.ts'
import { type Language, languages } from '../../domain/language.ts'
import { type Bin, binProblem, kindOfNumber } from '../../domain/person/bin.ts'
import { isEmail } from '../../domain/person/email.ts'
import { type Iin, iinProblem } from '../../domain/person/iin.ts'
import { isNamePart } from '../../domain/person/name.ts'
import { type Phone, parsePhone } from '../../domain/person/phone.ts'
import { type Iban, parseIban } from '../../domain/tariff/iban.ts'
import type { Layout } from './columns.ts'
import type { ImportCode, ImportProblem } from './import-problem.ts'

const problemOfIin = {
  shape: 'iin_shape',
  birthDate: 'iin_birth_date',
  future: 'iin_future',
  controlDigit: 'iin_control_digit',
} as const
const problemOfBin = {
  // Twelve digits are asked before.
  shape: 'party_number',
  month: 'bin_month',
  entityKind: 'bin_entity_kind',
  controlDigit: 'bin_control_digit',
} as const

/** Who a party is by their number. */
export type PartyNumber =
  | { readonly kind: 'individual'; readonly number: Iin }
  | { readonly kind: 'legalEntity'; readonly number: Bin }

/**
 * Reads the cells of one row by the names of their columns. A cell that is not right is noted as a problem and reads as
 * null, so that one look finds all that is wrong.
 */
export class RowReader {
  readonly line: number
  readonly problems: ImportProblem[] = []
  readonly #file: string
  readonly #layout: Layout
  readonly #cells: readonly string[]
  readonly #today: PlainDate

  constructor(
    file: string,
    layout: Layout,
    row: { line: number; cells: readonly string[] },
    today: PlainDate,
  ) {
    this.#file = file
    this.#layout = layout
    this.#cells = row.cells
    this.#today = today
    this.line = row.line
  }

  /** Notes a problem at a column of this row; without one, at the row. */
  note(column: string | null, code: ImportCode, params: ImportProblem['params'] = {}): null {
    const at = column === null ? undefined : this.#layout.at.get(column)
    const named = column === null ? params : { name: column, ...params }
    this.problems.push({
      file: this.#file,
      line: this.line,
      column: at === undefined ? 0 : at + 1,
      code,
      params: named,
    })
    return null
  }

  /** The cell's text, null when it is empty; too long or unprintable is a problem. */
  optional(column: string, max: number): string | null {
    const at = this.#layout.at.get(column)
    const text = (at === undefined ? '' : (this.#cells[at] ?? '')).normalize('NFC').trim()
    if (text === '') return null
    if ([...text].length > max) return this.note(column, 'too_long', { n: max })
    return /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text) ? this.note(column, 'characters') : text
  }

  text(column: string, max: number): string | null {
    const before = this.problems.length
    const text = this.optional(column, max)
    if (text === null && this.problems.length === before) return this.note(column, 'required')
    return text
  }

  namePart(column: string, text: string | null): string | null {
    return text === null || isNamePart(text) ? text : this.note(column, 'name')
  }

  iin(column: string): Iin | null {
    const text = this.text(column, 40)
    return text === null ? null : this.#iinOf(column, text)
  }

  #iinOf(column: string, text: string): Iin | null {
    const problem = iinProblem(text, this.#today)
    return problem === null ? (text as Iin) : this.note(column, problemOfIin[problem])
  }

  party(column: string): PartyNumber | null {
    const text = this.text(column, 40)
    if (text === null) return null
    const kind = kindOfNumber(text)
    if (kind === null) return this.note(column, 'party_number')
    if (kind === 'iin') {
      const number = this.#iinOf(column, text)
      return number === null ? null : { kind: 'individual', number }
    }
    const problem = binProblem(text)
    return problem === null
      ? { kind: 'legalEntity', number: text as Bin }
      : this.note(column, problemOfBin[problem])
  }

  phone(column: string): Phone | null {
    const text = this.text(column, 40)
    return text === null ? null : (parsePhone(text) ?? this.note(column, 'phone'))
  }

  email(column: string): string | null {
    const text = this.optional(column, 254)
    return text === null || isEmail(text) ? text : this.note(column, 'email')
  }

  language(column: string): Language | null {
    const text = this.optional(column, 20)?.toLowerCase() ?? null
    if (text === null) return null
    return (
      languages.find((one) => one === text) ?? this.note(column, 'language', { list: languages.join(', ') })
    )
  }

  oneOf<Word extends string>(column: string, words: readonly Word[], code: ImportCode): Word | null {
    const text = this.text(column, 40)
    if (text === null) return null
    return words.find((word) => word === text) ?? this.note(column, code, { list: words.join(', ') })
  }

  contractKind(column: string): ContractKind | null {
    return this.oneOf(column, contractKinds, 'contract_kind')
  }

  /** A day that is not in the future. */
  date(column: string, text: string | null): PlainDate | null {
    const date = this.anyDate(column, text)
    return date !== null && date > this.#today ? this.note(column, 'date_future') : date
  }

  /** `2019-08-14` or `14.08.2019`. */
  anyDate(column: string, text: string | null): PlainDate | null {
    if (text === null) return null
    const [, day, month, year] = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text) ?? []
    const date =
      day === undefined ? parsePlainDate(text) : plainDateOf(Number(year), Number(month), Number(day))
    return date ?? this.note(column, 'date')
  }

  iban(column: string): Iban | null {
    const text = this.text(column, 60)
    return text === null ? null : (parseIban(text) ?? this.note(column, 'iban'))
  }

  yes(column: string): boolean | null {
    const text = this.optional(column, 20)?.toLocaleLowerCase('kk') ?? null
    if (text === null) return null
    if (['yes', 'иә', 'да', '1'].includes(text)) return true
    return ['no', 'жоқ', 'нет', '0'].includes(text) ? false : this.note(column, 'yes_or_no')
  }
}
