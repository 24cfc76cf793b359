/** Everything for which a file is not taken. The words are in words/<language>/importing.ts. */
export const importCodes = [
  // the file
  'file_unreadable',
  'file_empty',
  'file_too_large',
  'encoding',
  'quotes',
  'header_unknown',
  'column_missing',
  'column_unknown',
  'column_twice',
  // a row and its cells
  'cell_count',
  'required',
  'too_long',
  'characters',
  'iin_shape',
  'iin_birth_date',
  'iin_future',
  'iin_control_digit',
  'bin_month',
  'bin_entity_kind',
  'bin_control_digit',
  'party_number',
  'name',
  'phone',
  'email',
  'language',
  'contract_kind',
  'capacity',
  'date',
  'date_future',
  'closed_before_date',
  'mandate_of_oneself',
  'mandate_dates',
  'iban',
  'yes_or_no',
  'row_twice',
  // against the other rows and the database
  'client_unknown',
  'party_unknown',
  'contract_unknown',
  'company_name_missing',
  'company_name_differs',
  'contract_date_differs',
  'iban_of_another',
  'debit_twice',
  'mandate_longer',
] as const
export type ImportCode = (typeof importCodes)[number]

/** One thing wrong, and where: line from 1, column from 1 as the row has it; 0 is the whole file or row. */
export interface ImportProblem {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly code: ImportCode
  readonly params: Readonly<Record<string, string | number>>
}

/** A file as given: its name for the report and its bytes. */
export interface ImportFile {
  readonly name: string
  readonly bytes: Uint8Array
}
