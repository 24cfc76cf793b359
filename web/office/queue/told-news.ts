import type { OfficeNews } from '../../../wire/case.ts'
import type { QueueRow } from '../../../wire/queue.ts'

type Row = Pick<QueueRow, 'id' | 'seq'>

/** What a list was told of and has not: by appeal its last event, null where it is no longer in sight. */
export type ToldNews = ReadonlyMap<string, number | null>

const seqIn = (rows: readonly Row[], id: string): number | undefined => rows.find((row) => row.id === id)?.seq

/** With what is told now: of an appeal whose row is as new already, nothing. `own`: what this person did themselves. */
export function toldAlso(
  told: ToldNews,
  { changed, gone }: OfficeNews,
  rows: readonly Row[],
  own: ReadonlySet<string>,
): ToldNews {
  const newer = changed.filter(({ id, seq }) => seq > (seqIn(rows, id) ?? 0))
  const news = [...newer.map(({ id, seq }) => [id, seq] as const), ...gone.map((id) => [id, null] as const)]
  return new Map([...told, ...news.filter(([id]) => !own.has(id))])
}

/**
 * What is still news over rows that were fetched since: an answer that was on its way when the news came is older than
 * it. What is not in the rows is none of this list any more.
 */
export function stillNews(told: ToldNews, rows: readonly Row[]): ToldNews {
  return new Map(
    [...told].filter(([id, seq]) => {
      const shown = seqIn(rows, id)
      return shown !== undefined && (seq === null || shown < seq)
    }),
  )
}
