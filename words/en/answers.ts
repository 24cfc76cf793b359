import type { answers as kk } from '../kk/answers.ts'

export const answers: typeof kk = {
  money: 'For example, 250 000 or 250 000.50',
  integer: 'A whole number from {min} to {max}',
  iin: '12 digits',
  iban: '20 characters beginning with KZ',
  phone: 'For example, +7 701 234 56 78',
  address: 'Town or village, street, house, flat',
  severalOf: 'You may tick more than one',
  dateFrom: '{min} or later',
  dateTo: '{max} or earlier',
  dateBetween: 'A day from {min} to {max}',
  contractLine: 'No. {number} of {date}',
  noContracts: 'You have no contracts to choose from.',
  noAppeals: 'You have not sent any appeals yet, so there is nothing to choose here.',
  chooseOne: '{field}: choose one of them.',
  chooseSome: '{field}: tick at least one.',
  undo: 'Put back',
  rows: {
    persons: {
      row: 'Person {n}',
      add: 'Add a person',
      remove: 'Remove',
      removed: 'Person {n} was removed.',
      most: 'You may name {n} people at most.',
    },
    other: {
      row: 'Entry {n}',
      add: 'Add an entry',
      remove: 'Remove',
      removed: 'Entry {n} was removed.',
      most: 'You may add {n} entries at most.',
    },
  },
}
