import type { tariffs as kk } from '../kk/tariffs.ts'

export const tariffs: typeof kk = {
  search: 'Поиск вида обращения',
  searchHint: 'Введите слово из названия, например: справка',
  type: 'Вид обращения',
  contract: 'Вид договора',
  anyContract: 'одинаково для всех',
  otherContracts: 'остальные договоры',
  fee: 'Стоимость',
  free: 'бесплатно',
  vat: 'в том числе НДС {vat}',
  term: 'Срок ответа',
  workingDays: 'рабочих дней: {n}',
  calendarDays: 'календарных дней: {n}',
  earlier: '{terms}: действует тот, что заканчивается раньше',
  view: 'Просмотреть документ',
  files: 'PDF, на казахском и русском',
  title: 'Утверждённые тарифы {company}',
  hint: 'Действуют с {date}. Во все суммы включён НДС {rate}%.',
  none: 'Вида обращения с таким названием нет',
  noneHint: 'Попробуйте другое слово или очистите строку поиска.',
}
