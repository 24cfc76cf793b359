import { sentStatuses } from '../../domain/appeal/status.ts'
import { localDate } from '../../domain/calendar/instant.ts'
import type { PlainDate } from '../../domain/calendar/plain-date.ts'
import type { Language } from '../../domain/language.ts'
import type { QueueColumn } from '../../domain/mailbox/queue.ts'
import type { QueueRow } from '../../wire/queue.ts'
import { queue as queueEn } from '../../words/en/queue.ts'
import { site as siteEn } from '../../words/en/site.ts'
import { statuses as statusesEn } from '../../words/en/statuses.ts'
import { queue as queueKk } from '../../words/kk/queue.ts'
import { site as siteKk } from '../../words/kk/site.ts'
import { statuses as statusesKk } from '../../words/kk/statuses.ts'
import { queue as queueRu } from '../../words/ru/queue.ts'
import { site as siteRu } from '../../words/ru/site.ts'
import { statuses as statusesRu } from '../../words/ru/statuses.ts'

const words = {
  kk: { queue: queueKk, site: siteKk, statuses: statusesKk },
  ru: { queue: queueRu, site: siteRu, statuses: statusesRu },
  en: { queue: queueEn, site: siteEn, statuses: statusesEn },
} as const

/** What one cell of a file holds; null: nothing. */
export type Cell = string | number | { readonly date: PlainDate } | null

const dated = (date: string | null): Cell => (date === null ? null : { date: date as PlainDate })

/** A column of the list as the columns of a file: those of one number or date are for a program to count with. */
const columns: Readonly<
  Record<QueueColumn, (row: QueueRow, language: Language) => Readonly<Record<string, Cell>>>
> = {
  registration: ({ registration }) => {
    const [number = null, date = null] = registration?.split(' / ') ?? []
    return { registrationNumber: number === null ? null : Number(number), registrationDate: dated(date) }
  },
  subject: ({ subject, client, contractNumber }) => ({ subject, client, contract: contractNumber }),
  client: ({ client }) => ({ client }),
  contract: ({ contractNumber }) => ({ contract: contractNumber }),
  category: ({ category }, language) => ({ category: category[language] }),
  type: ({ type }, language) => ({ type: type[language] }),
  contractKind: ({ contractKind }, language) => ({
    contractKind: words[language].site.contractKinds[contractKind],
  }),
  unit: ({ unit }, language) => ({ unit: unit?.[language] ?? null }),
  executor: ({ executor }) => ({ executor }),
  due: ({ dueDate, workingDaysLeft }) => ({ due: dated(dueDate), daysLeft: workingDaysLeft }),
  status: ({ status }, language) => ({ status: words[language].statuses[status].name }),
  coupon: ({ coupon }) => ({ coupon }),
  received: ({ received }) => ({ received: { date: localDate(Date.parse(received)) } }),
  internalDay: ({ internalDay }) => ({ internalDay: dated(internalDay) }),
  signature: ({ signature }, language) => ({ signature: words[language].queue.signatures[signature] }),
}

type CellName = keyof typeof queueKk.fileColumns

const cellsOf = (row: QueueRow, chosen: readonly QueueColumn[], language: Language) =>
  // A client or a contract that two columns hold is told once.
  Object.assign({}, ...chosen.map((column) => columns[column](row, language))) as Record<CellName, Cell>

/** The cells of a row, by the columns chosen. */
export const cells = (row: QueueRow, chosen: readonly QueueColumn[], language: Language): Cell[] =>
  Object.values(cellsOf(row, chosen, language))

const sample = {
  registration: null,
  received: '2026-01-01T00:00:00.000Z',
  category: { kk: '', ru: '', en: '' },
  type: { kk: '', ru: '', en: '' },
  unit: null,
  contractKind: 'MORTGAGE',
  status: sentStatuses[0],
} as QueueRow

/** The names over the cells. */
export const headings = (chosen: readonly QueueColumn[], language: Language): string[] =>
  (Object.keys(cellsOf(sample, chosen, language)) as CellName[]).map(
    (name) => words[language].queue.fileColumns[name],
  )

/** What the file and its sheet are called. */
export const sheetName = (language: Language): string => words[language].queue.fileName
