import type { Dates, Place } from '../../../domain/sight/figure.ts'
import { countsOfFlow, shareOf } from '../../../domain/sight/tally.ts'
import type { Sight, SightRow } from '../../../wire/sight.ts'
import { useLanguage, useWords } from '../../words.ts'
import { CountLink } from './CountLink.tsx'
import { FailedPart } from './Months.tsx'
import { shareText } from './share-text.ts'

type Column = 'received' | 'answered' | 'inTime' | 'median' | 'ninetieth' | 'open' | 'overdue'

interface BreakdownProps {
  readonly id: string
  readonly title: string
  readonly head: string
  readonly sight: Sight
  readonly rows: readonly SightRow[]
  readonly place: Place
  /** By what a row narrows the list. */
  readonly by: 'unit' | 'executor' | 'category' | 'type'
  /** What is drawn as a bar in the table; its column comes first. */
  readonly bar: Extract<Column, 'received' | 'open'>
  readonly columns: readonly Column[]
  readonly without?: Readonly<Record<string, string>>
  readonly hint?: string
}

/** A picture that is a table: a bar beside the number, and every number with its list. */
export function Breakdown(props: BreakdownProps) {
  const { id, title, head, sight, rows, bar, columns, hint } = props
  const words = useWords('sight')
  const numberOf = (row: SightRow, column: 'received' | 'open') =>
    column === 'open' ? row.now?.open : row.flow?.received
  if (rows.length > 0 && rows.every((row) => numberOf(row, bar) === undefined))
    return <FailedPart title={title} />
  const shown = rows.filter((row) => [bar, ...columns].some((column) => countOf(row, column) !== 0))
  const most = Math.max(1, ...shown.map((row) => numberOf(row, bar) ?? 0))
  return (
    <section className={columns.length > 3 ? 'fig whole' : 'fig'} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {shown.length === 0 ? (
        <p className="hint">{words.empty}</p>
      ) : (
        <div className="scroll">
          <table className="plain-table">
            <caption className="hide">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{head}</th>
                {[bar, ...columns].map((column) => (
                  <th key={column} scope="col" className="r">
                    {words.columns[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <Row key={row.key} {...props} row={row} most={most} span={sight.period} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hint !== undefined && shown.length > 0 && <p className="sub">{hint}</p>}
    </section>
  )
}

function countOf({ flow, now, days }: SightRow, column: Column): number {
  if (column === 'open' || column === 'overdue') return now?.[column] ?? 0
  if (column === 'median' || column === 'ninetieth') return days?.[column] ?? 0
  return flow === null ? 0 : countsOfFlow(flow)[column]
}

type RowProps = BreakdownProps & { readonly row: SightRow; readonly most: number; readonly span: Dates }

function Row({ row, most, span, place, by, bar, columns, without }: RowProps) {
  const words = useWords('sight')
  const language = useLanguage()
  const name =
    row.name === null
      ? (without?.[row.key] ?? row.key)
      : typeof row.name === 'string'
        ? row.name
        : row.name[language]
  const here = { ...place, [by]: row.key }
  const link = (column: Exclude<Column, 'median' | 'ninetieth'>) => (
    <CountLink
      counter={column}
      span={span}
      place={here}
      n={countOf(row, column)}
      name={`${words.columns[column]}, ${name}`}
    />
  )
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="barcell">
        <span>
          <meter className="bar" aria-hidden="true" max={most} value={countOf(row, bar)} />
          <b>{link(bar)}</b>
        </span>
      </td>
      {columns.map((column) => (
        <td key={column} className="r">
          {column === 'median' || column === 'ninetieth' ? (
            (row.days?.[column] ?? '–')
          ) : column === 'inTime' ? (
            <InTime row={row} />
          ) : (
            link(column)
          )}
        </td>
      ))}
    </tr>
  )
}

function InTime({ row: { flow } }: { row: SightRow }) {
  const language = useLanguage()
  if (flow === null) return '–'
  const { inTime, answered } = countsOfFlow(flow)
  return shareText(shareOf(inTime, answered), language)
}
