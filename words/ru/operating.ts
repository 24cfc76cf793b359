import type { operating as kk } from '../kk/operating.ts'

export const operating: typeof kk = {
  unreadable: 'Не удалось прочитать файл {file}: {reason}.',
  notJson: '{file} – не файл JSON: {reason}',
  wrongShape: 'В файле {file} неверно следующее:',
  maximum: 'не больше {n}',
  settingsRecorded: 'Записано настроек: {n}. Работающий сайт примет их за 5 секунд.',
  noTypes: 'Виды обращений ещё не опубликованы. Сначала: otinish catalogue import data/catalogue.json.',
  unknownTypes: 'Этих видов из тарифа нет в каталоге: {codes}.',
  freeOfTariff: 'У этих видов нет тарифа, клиентам они не предлагаются: {codes}.',
  oneVersion: '--from можно дать, когда в файле только одна новая версия тарифа.',
  tariffPublished: 'Версия {version} тарифа опубликована, действует с {date}.',
  tariffKnown: 'Версия {version} тарифа уже есть, не изменена.',
  vatRecorded: 'НДС {rate}% с {date}.',
  calendarRecorded: 'Календарь записан. Годы: {years}. Изменившихся дней: {n}.',
  datesTold: 'Обращений, которым назначен срок исполнения: {n}.',
}
