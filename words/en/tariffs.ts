import type { tariffs as kk } from '../kk/tariffs.ts'

export const tariffs: typeof kk = {
  search: 'Find an appeal type',
  searchHint: 'Type a word of its name, for example: certificate',
  type: 'Appeal type',
  contract: 'Kind of contract',
  anyContract: 'the same for all',
  otherContracts: 'the other contracts',
  fee: 'Fee',
  free: 'free of charge',
  vat: 'with {vat} VAT in it',
  term: 'Term of the answer',
  workingDays: 'working days: {n}',
  calendarDays: 'calendar days: {n}',
  earlier: '{terms}: the one that ends earlier counts',
  view: 'View the document',
  files: 'PDF, in Kazakh and Russian',
  title: 'Approved tariffs of {company}',
  hint: 'In force since {date}. All sums include {rate}% VAT.',
  none: 'No appeal type has such a name',
  noneHint: 'Try another word, or clear the search.',
}
