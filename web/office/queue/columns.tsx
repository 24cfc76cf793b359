import { Link } from 'wouter'
import type { QueueColumn } from '../../../domain/mailbox/queue.ts'
import type { QueueRow } from '../../../wire/queue.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { Badge } from '../../appeal/Badge.tsx'
import { shortMoment } from '../../appeal/dates.ts'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { Column } from '../../ui/ListTable.tsx'
import { NoBreak } from '../../ui/NoBreak.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { Due } from './Due.tsx'
import { Marked } from './Marked.tsx'

/** The columns of the queue by their names, each as its cell is drawn. */
export function useQueueColumns(q: string): Readonly<Record<QueueColumn, Column<QueueRow>>> {
  const { columns: names, inLetter, signatures, away } = useWords('queue')
  const cabinet = useWords('cabinet')
  const office = useWords('office')
  const kinds = useWords('site').contractKinds
  const language = useLanguage()
  const plain = (name: QueueColumn, text: (row: QueueRow) => string | null): Column<QueueRow> => ({
    label: names[name],
    cell: (row) => {
      const told = text(row)
      return told === null ? <span className="meta">–</span> : <NoBreak text={told} />
    },
  })
  return {
    registration: {
      label: names.registration,
      cell: ({ registration }) => {
        if (registration === null) return <span className="meta">{cabinet.notYet}</span>
        const [number, date = ''] = registration.split(' / ')
        return (
          <>
            <b className="strong">{number}</b>
            <br />
            <span className="meta">{formatShortDate(date)}</span>
          </>
        )
      },
    },
    subject: {
      label: names.subject,
      kind: 'first',
      cell: (row) => (
        <>
          <Link className="link go" href={paths.officeAppeal(row.id)} lang={row.letterLanguage}>
            {row.subject}
          </Link>
          <br />
          <span className="meta">
            {row.client}, <span className="nowrap">№ {row.contractNumber}</span>
          </span>
          {row.found !== null && (
            <span className="found-in" lang={row.letterLanguage}>
              <Quoted text={inLetter} found={row.found} q={q} />
            </span>
          )}
        </>
      ),
    },
    category: plain('category', ({ category }) => category[language]),
    executor: {
      label: names.executor,
      cell: ({ executorShort: executor, executorAway }) =>
        executor === null ? (
          <span className="meta">{office.nobody}</span>
        ) : (
          <>
            <span className="nowrap">{executor}</span>
            {executorAway && <span className="meta">, {away}</span>}
          </>
        ),
    },
    due: { label: names.due, cell: (row) => <Due row={row} /> },
    status: { label: names.status, kind: 'state', cell: (row) => <State row={row} /> },
    client: plain('client', ({ client }) => client),
    contract: plain('contract', ({ contractNumber }) => contractNumber),
    type: plain('type', ({ type }) => type[language]),
    contractKind: plain('contractKind', ({ contractKind }) => kinds[contractKind]),
    unit: plain('unit', ({ unit }) => unit?.[language] ?? null),
    coupon: plain('coupon', ({ coupon }) => coupon),
    received: plain('received', ({ received }) => shortMoment(received)),
    internalDay: plain('internalDay', ({ internalDay }) =>
      internalDay === null ? null : formatShortDate(internalDay),
    ),
    signature: plain('signature', ({ signature }) => signatures[signature]),
  }
}

/** «Хатта: «…»» with the words found marked. */
function Quoted({ text, found, q }: { text: string; found: string; q: string }) {
  const [before = '', after = ''] = text.split('{text}')
  return (
    <>
      {before}
      <Marked text={found} q={q} />
      {after}
    </>
  )
}

/** The status, and the mark of a signature that the national authority has not decided on yet. */
function State({ row }: { row: QueueRow }) {
  const words = useWords('verdict')
  return (
    <>
      <Badge status={row.status} />
      {row.verdictOpenSince !== null && (
        <span className="due soon">
          <Icon name="wait" size={18} />
          <span>{fill(words.open, { date: shortMoment(row.verdictOpenSince) })}</span>
        </span>
      )}
    </>
  )
}
