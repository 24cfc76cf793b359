import type { answers as kk } from '../kk/answers.ts'

export const answers: typeof kk = {
  money: 'Например, 250 000 или 250 000,50',
  integer: 'Целое число от {min} до {max}',
  iin: '12 цифр',
  iban: '20 знаков, начиная с KZ',
  phone: 'Например, +7 701 234 56 78',
  address: 'Город или село, улица, дом, квартира',
  severalOf: 'Можно отметить несколько',
  dateFrom: '{min} или позже',
  dateTo: '{max} или раньше',
  dateBetween: 'День с {min} по {max}',
  contractLine: '№ {number} от {date}',
  noContracts: 'У вас нет договоров, которые можно выбрать.',
  noAppeals: 'Вы ещё не направляли обращений, поэтому выбирать здесь не из чего.',
  chooseOne: '{field}: выберите один вариант.',
  chooseSome: '{field}: отметьте хотя бы один вариант.',
  undo: 'Вернуть',
  rows: {
    persons: {
      row: 'Человек {n}',
      add: 'Добавить человека',
      remove: 'Убрать',
      removed: 'Человек {n} убран из списка.',
      most: 'Можно указать не больше {n} человек.',
    },
    other: {
      row: 'Запись {n}',
      add: 'Добавить запись',
      remove: 'Убрать',
      removed: 'Запись {n} убрана.',
      most: 'Можно указать не больше {n} записей.',
    },
  },
}
