import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { finalStatuses } from '../../domain/appeal/status.ts'
import { queueSizes } from '../../domain/mailbox/queue.ts'
import type { QueueRow } from '../../wire/queue.ts'
import { formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { Badge } from '../appeal/Badge.tsx'
import { shortMoment } from '../appeal/dates.ts'
import { faultWords, LoadFailed } from '../frame/FaultPages.tsx'
import { PageTitle, useTitle } from '../frame/Page.tsx'
import { Pager } from '../frame/Pager.tsx'
import { paths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type Column, ListTable } from '../ui/ListTable.tsx'
import { useLoad } from '../ui/use-load.ts'
import { EmptyState, Skeleton } from '../ui/Waiting.tsx'
import { useWords, type Words } from '../words.ts'
import { QueueAction } from './QueueAction.tsx'
import { QueueTools } from './QueueTools.tsx'
import { type QueueState, useQueue } from './queue/use-queue.ts'

/** §10, from the other side: the appeals in work, nearest due first, one action a row. */
export function QueuePage() {
  const words = useWords('office')
  const site = useWords('site')
  const query = useQueue()
  const { asked } = query
  const list = useLoad(JSON.stringify(asked), (signal) =>
    call('GET /api/office/queue', { query: asked, signal }),
  )
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const [, navigate] = useLocation()
  useTitle(words.queueTitle, { office: true, hasErrors: faults.length > 0 })
  const columns = useColumns({
    onTaken: (id) => navigate(paths.officeAppeal(id)),
    onFault: (error) => {
      setFaults([{ text: faultWords(error, site) }])
      list.reload()
    },
  })
  return (
    <>
      <ErrorSummary lines={faults} />
      <PageTitle>{words.queueTitle}</PageTitle>
      <nav className="tabs" aria-label={words.tabs}>
        {(['all', 'mine', 'free'] as const).map((one) => (
          <Link
            key={one}
            href={query.hrefOf({ whose: one })}
            aria-current={asked.whose === one ? 'page' : undefined}
          >
            {words[one]}
          </Link>
        ))}
      </nav>
      <QueueTools query={query} />
      {list.data === undefined &&
        (list.loading ? <Skeleton /> : <LoadFailed error={list.error} retry={list.reload} />)}
      {list.data && (
        <>
          <p className="meta found" role="status">
            {fill(site.found, { n: list.data.total })}
          </p>
          {list.data.rows.length === 0 ? (
            <NothingFound query={query} />
          ) : (
            <ListTable
              caption={words.queueCaption}
              columns={columns}
              rows={list.data.rows}
              keyOf={(row) => row.id}
            />
          )}
          <Pager
            page={list.data.page}
            size={list.data.size}
            total={list.data.total}
            hrefOf={(page) => query.hrefOf({ page })}
            counted={{ ...list.data, shown: list.data.rows.length }}
            sizes={queueSizes}
            onSize={(size) => query.change({ size: queueSizes.find((one) => one === size) ?? 25 })}
          />
        </>
      )}
    </>
  )
}

function NothingFound({ query }: { query: QueueState }) {
  const words = useWords('office')
  const site = useWords('site')
  if (!query.filtered) return <EmptyState drawing title={words.emptyTitle} hint={words.emptyHint} />
  return (
    <EmptyState
      title={site.notFoundTitle}
      hint={site.notFoundHint}
      action={
        <Button kind="secondary" onPress={query.clear}>
          {site.clearFilter}
        </Button>
      }
    />
  )
}

interface Acts {
  readonly onTaken: (id: string) => void
  readonly onFault: (error: unknown) => void
}

function useColumns(acts: Acts): Column<QueueRow>[] {
  const words = useWords('office')
  const cabinet = useWords('cabinet')
  return [
    {
      label: cabinet.registration,
      cell: ({ registration }) => {
        if (registration === null) return <span className="meta">{cabinet.notYet}</span>
        const [number, date] = registration.split(' / ')
        return (
          <>
            <b className="strong">{number}</b>
            <br />
            <span className="meta">{date}</span>
          </>
        )
      },
    },
    {
      label: words.subjectAndSender,
      kind: 'first',
      cell: (row) => (
        <>
          <Link className="link" href={paths.officeAppeal(row.id)} lang={row.letterLanguage}>
            {row.subject}
          </Link>
          <br />
          <span className="meta">
            {row.client}, № <span className="nowrap">{row.contractNumber}</span>
          </span>
        </>
      ),
    },
    { label: cabinet.status, kind: 'state', cell: (row) => <State row={row} /> },
    {
      label: words.executor,
      cell: (row) => row.executor ?? <span className="meta">{words.nobody}</span>,
    },
    { label: words.due, cell: (row) => <Due row={row} words={words} /> },
    { label: words.action, kind: 'action', cell: (row) => <QueueAction row={row} {...acts} /> },
  ]
}

/** The status, and the mark of a signature that the national authority has not decided on yet. */
function State({ row }: { row: QueueRow }) {
  const words = useWords('verdict')
  return (
    <>
      <Badge status={row.status} />
      {row.verdictOpenSince !== null && (
        <div className="due soon">
          <Icon name="wait" size={18} />
          <span>{fill(words.open, { date: shortMoment(row.verdictOpenSince) })}</span>
        </div>
      )}
    </>
  )
}

/** The due date: late and soon have a sign and a colour besides the words. */
function Due({ row, words }: { row: QueueRow; words: Words<'office'> }) {
  const { dueDate, workingDaysLeft: left, overdue: late } = row
  if (dueDate === null) return <span className="meta">–</span>
  const date = formatShortDate(dueDate)
  if ((left === null && !late) || finalStatuses.includes(row.status)) return <span>{date}</span>
  const soon = left !== null && left >= 0 && left <= 2
  const text =
    left === null
      ? words.past
      : late
        ? fill(words.daysPast, { n: -left })
        : left === 0
          ? words.endsToday
          : fill(words.daysLeft, { n: left })
  return (
    <span className={late ? 'due late' : soon ? 'due soon' : 'due'}>
      {late ? <Icon name="warning" size={18} /> : soon && <Icon name="wait" size={18} />}
      <span>
        {date}
        <br />
        <span className={late || soon ? undefined : 'meta'}>{text}</span>
      </span>
    </span>
  )
}
