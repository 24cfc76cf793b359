import type { ImportCode } from './import-problem.ts'

/** The kinds of files, in the order in which they build on each other. */
export const importKinds = ['clients', 'contracts', 'parties', 'accounts', 'mandates'] as const
export type ImportKind = (typeof importKinds)[number]

interface Column {
  readonly optional?: true
  /** What a spreadsheet of the company may call it, in Kazakh and Russian. */
  readonly also: readonly string[]
}

const address: Column = { also: ['мекенжай', 'адрес'] }
const party: Column = { also: ['жсн/бсн', 'иин/бин', 'тарап', 'сторона'] }
const contractNumber = ['шарт нөмірі', 'номер договора']
const contractKind = ['шарт түрі', 'вид договора']

/** Every column of every kind of file. */
export const columns = {
  clients: {
    iin: { also: ['жсн', 'иин'] },
    surname: { also: ['тегі', 'фамилия'] },
    given_name: { also: ['аты', 'имя'] },
    patronymic: { optional: true, also: ['әкесінің аты', 'отчество'] },
    address,
    phone: { also: ['телефон', 'телефоны'] },
    email: { optional: true, also: ['e-mail', 'электрондық пошта', 'электронная почта'] },
    language: { optional: true, also: ['тіл', 'язык'] },
  },
  contracts: {
    number: { also: ['нөмірі', 'номер', ...contractNumber] },
    kind: { also: ['түрі', 'вид', ...contractKind] },
    date: { also: ['күні', 'дата'] },
    property_address: { optional: true, also: ['тұрғын үй мекенжайы', 'адрес жилья'] },
    closed_on: { optional: true, also: ['жабылған күні', 'дата закрытия'] },
  },
  parties: {
    contract_number: { also: contractNumber },
    contract_kind: { also: contractKind },
    party,
    capacity: { also: ['рөлі', 'роль'] },
    company: { optional: true, also: ['ұйым', 'ұйым атауы', 'организация'] },
  },
  accounts: {
    party,
    iban: { also: ['жск', 'иик'] },
    bank: { also: ['банк'] },
    debit: { optional: true, also: ['шоттан ұстау', 'для удержания'] },
  },
  mandates: {
    person: { also: ['өкілдің жсн', 'иин представителя'] },
    party,
    basis: { also: ['негіз', 'основание'] },
    valid_from: { also: ['басталады', 'действует с'] },
    valid_to: { optional: true, also: ['аяқталады', 'действует по'] },
  },
} as const satisfies Record<ImportKind, Record<string, Column>>

export type ColumnName<Kind extends ImportKind> = keyof (typeof columns)[Kind] & string

/** Where each column of a kind is in a row; a column left out is undefined. */
export type Layout = { readonly kind: ImportKind; readonly at: ReadonlyMap<string, number> }

export interface HeaderProblem {
  /** From 1; 0: the whole row. */
  readonly column: number
  readonly code: ImportCode
  readonly params: Readonly<Record<string, string>>
}

const sameName = (text: string): string => text.trim().toLocaleLowerCase('kk').replace(/\s+/g, ' ')

function namesOf(kind: ImportKind): Map<string, string> {
  const known: Record<string, Column> = columns[kind]
  return new Map(
    Object.entries(known).flatMap(([name, { also }]) => [name, ...also].map((each) => [each, name] as const)),
  )
}

/** The kind whose columns the header names most of, and where they are; or what is wrong with it. */
export function readHeader(header: readonly string[]): Layout | readonly HeaderProblem[] {
  const cells = header.map(sameName)
  const scored = importKinds
    .map((kind) => {
      const names = namesOf(kind)
      return { kind, names, hits: new Set(cells.flatMap((cell) => names.get(cell) ?? [])).size }
    })
    .sort((a, b) => b.hits - a.hits)
  const [best] = scored
  if (best === undefined || best.hits < 2) {
    return [{ column: 0, code: 'header_unknown', params: { kinds: importKinds.join(', ') } }]
  }
  return layOut(best.kind, cells, best.names, header)
}

function layOut(
  kind: ImportKind,
  cells: readonly string[],
  names: ReadonlyMap<string, string>,
  header: readonly string[],
): Layout | readonly HeaderProblem[] {
  const at = new Map<string, number>()
  const problems: HeaderProblem[] = []
  cells.forEach((cell, index) => {
    const name = names.get(cell)
    const said = { name: header[index]?.slice(0, 60) ?? '' }
    if (name === undefined) problems.push({ column: index + 1, code: 'column_unknown', params: said })
    else if (at.has(name)) problems.push({ column: index + 1, code: 'column_twice', params: said })
    else at.set(name, index)
  })
  const known: Record<string, Column> = columns[kind]
  for (const [name, { optional }] of Object.entries(known)) {
    if (optional || at.has(name)) continue
    problems.push({ column: 0, code: 'column_missing', params: { name } })
  }
  return problems.length > 0 ? problems : { kind, at }
}
