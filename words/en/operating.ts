import type { operating as kk } from '../kk/operating.ts'

export const operating: typeof kk = {
  unreadable: 'The file {file} cannot be read: {reason}.',
  notJson: '{file} is no JSON file: {reason}',
  wrongShape: 'This is not right in the file {file}:',
  maximum: 'at most {n}',
  settingsRecorded: 'Settings recorded: {n}. A running site takes them within 5 seconds.',
  noTypes: 'No types of appeal are published yet. First: otinish catalogue import data/catalogue.json.',
  unknownTypes: 'The tariff has types that the catalogue does not have: {codes}.',
  freeOfTariff: 'These types have no tariff and are not offered to clients: {codes}.',
  oneVersion: '--from is for a file with one new version of the tariffs.',
  tariffPublished: 'Version {version} of the tariffs is published, in force from {date}.',
  tariffKnown: 'Version {version} of the tariffs is there already and was not changed.',
  vatRecorded: 'VAT {rate}% from {date}.',
  calendarRecorded: 'The calendar is recorded. Years: {years}. Days changed: {n}.',
  datesTold: 'Appeals that were given their due date: {n}.',
}
