import { type ReactNode, useRef } from 'react'
import { Link } from 'wouter'
import type { CorrectedField } from '../../../domain/book/book.ts'
import { localDate } from '../../../domain/calendar/instant.ts'
import type { BookPage, BookRow } from '../../../wire/book.ts'
import { correctionLine, struckLine } from '../../../words/book-lines.ts'
import { formatShortDate, formatTime } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { Badge } from '../../appeal/Badge.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { listRoles } from '../../ui/ListTable.tsx'
import { NoBreak } from '../../ui/NoBreak.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useRowKeys } from '../queue/use-row-keys.ts'

interface BookTableProps {
  readonly page: BookPage
  readonly onCorrect: (row: BookRow) => void
}

/** The rows of a book: a table on a desk, cards on a phone. */
export function BookTable({ page, onCorrect }: BookTableProps) {
  const words = useWords('book')
  const { book, rows, mayCorrect } = page
  const { columns } = words
  const body = useRef<HTMLTableSectionElement>(null)
  useRowKeys(body, [])
  const heads = [
    columns.number,
    columns.registered[book],
    columns.party[book],
    columns.subject,
    columns.executor[book],
    columns.due[book],
    columns.mark,
  ]
  return (
    <div className="list own book-rows">
      <table {...listRoles.table}>
        <caption className="hide">{words.caption}</caption>
        <thead {...listRoles.group}>
          <tr {...listRoles.row}>
            {heads.map((head) => (
              <th key={head} {...listRoles.columnHeader}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...listRoles.group} ref={body}>
          {rows.map((row) => (
            <Row key={row.number} row={row} book={book} onCorrect={mayCorrect ? onCorrect : null} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps {
  readonly row: BookRow
  readonly book: BookPage['book']
  readonly onCorrect: ((row: BookRow) => void) | null
}

function Row({ row, book, onCorrect }: RowProps) {
  const words = useWords('book')
  const { columns } = words
  const party: CorrectedField = book === 'incoming' ? 'sender' : 'addressee'
  const marked = row.corrections.length > 0 || row.struck !== null
  return (
    <tr {...listRoles.row} className={marked ? 'fixed' : undefined} data-row={row.appealId}>
      <td {...listRoles.cell} className="lead">
        <b className="strong">{row.shown}</b>
      </td>
      <Cell label={columns.registered[book]} is="when">
        <Registered row={row} />
      </Cell>
      <Cell label={columns.party[book]} is="party">
        <Value row={row} field={party} text={row.party} />
        <span className="sub">
          <Value row={row} field="contract" text={fill(words.contract, { number: row.contract })} />
        </span>
      </Cell>
      <th className="first" {...listRoles.rowHeader}>
        <Subject row={row} />
        {onCorrect && (
          <Button
            kind="plain"
            small
            className="correct"
            label={fill(words.proposeOf, { number: row.shown })}
            onPress={() => onCorrect(row)}
          >
            {words.propose}
          </Button>
        )}
      </th>
      <Cell label={columns.executor[book]} is="by">
        {row.executor ?? <span className="sub">{words.nobody}</span>}
        {row.approvedBy && <span className="sub">{fill(words.approved, { name: row.approvedBy })}</span>}
      </Cell>
      <Cell label={columns.due[book]}>
        {row.kind === null ? (row.due === null ? '–' : formatShortDate(row.due)) : words.kinds[row.kind]}
      </Cell>
      <td {...listRoles.cell} className="state">
        <Mark row={row} />
      </td>
    </tr>
  )
}

function Cell({ label, is, children }: { label: string; is?: string; children: ReactNode }) {
  return (
    <td {...listRoles.cell} data-label={label} className={is}>
      <span>{children}</span>
    </td>
  )
}

function Registered({ row }: { row: BookRow }) {
  const at = Date.parse(row.at)
  const day = localDate(at)
  return (
    <>
      {formatShortDate(row.date)}
      <span className="sub">
        {day === row.date ? formatTime(at) : `${formatShortDate(day)} ${formatTime(at)}`}
      </span>
      <span className="sub nowrap">{row.reference}</span>
    </>
  )
}

/** A value with all that it was before, struck, and what it is now. */
function Value({
  row,
  field,
  text,
  lang,
}: {
  row: BookRow
  field: CorrectedField
  text: string
  lang?: string
}) {
  const words = useWords('book')
  const language = useLanguage()
  const made = row.corrections.filter((one) => one.field === field)
  if (made.length === 0)
    return (
      <span lang={lang}>
        <NoBreak text={text} />
      </span>
    )
  const values = [{ id: 'first', text }, ...made.map(({ id, after }) => ({ id, text: after[language] }))]
  const last = values.at(-1)?.id
  return values.map((value) => {
    const now = value.id === last
    const content = (
      <>
        <span className="hide">{fill(now ? words.now : words.was, { text: '' }).trim()} </span>
        <NoBreak text={value.text} />
      </>
    )
    return (
      <span key={value.id} className="value" lang={value.id === 'first' ? lang : undefined}>
        {now ? <ins>{content}</ins> : <del>{content}</del>}
      </span>
    )
  })
}

function Subject({ row }: { row: BookRow }) {
  const words = useWords('book')
  const language = useLanguage()
  return (
    <>
      <Link className="link go" href={paths.officeAppeal(row.appealId)}>
        <Value row={row} field="subject" text={row.subject} lang={row.language} />
      </Link>
      <span className="sub">
        <Value row={row} field="type" text={row.type[language]} />
      </span>
      {row.corrections.map((one) => (
        <span key={one.id} className="found-in">
          {correctionLine(words, one)}
        </span>
      ))}
      {row.struck && <span className="found-in">{struckLine(words, row.struck, row.letter !== null)}</span>}
      {row.answer && (
        <span className="found-in">
          <NoBreak
            text={fill(words.answeredBy, {
              number: row.answer.number,
              date: formatShortDate(row.answer.date),
            })}
          />
        </span>
      )}
    </>
  )
}

function Mark({ row }: { row: BookRow }) {
  const words = useWords('book')
  if (row.letter === null) return <Badge status={row.status} />
  return <b className="strong">{words.letters[row.letter]}</b>
}
