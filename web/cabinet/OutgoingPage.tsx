import { Link, useSearchParams } from 'wouter'
import { unnumberedStatuses } from '../../domain/appeal/status.ts'
import { type OutgoingColumn, outgoingColumns } from '../../domain/mailbox/columns.ts'
import type { OutgoingRow } from '../../wire/mailbox.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { Badge } from '../appeal/Badge.tsx'
import { longDate, shortMoment } from '../appeal/dates.ts'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { useOnNews } from '../notice/use-on-news.ts'
import { paths } from '../paths.ts'
import type { Column } from '../ui/ListTable.tsx'
import { useLoad } from '../ui/use-load.ts'
import { EmptyState } from '../ui/Waiting.tsx'
import { useAllWords, useLanguage, useWords } from '../words.ts'
import { Found } from './Found.tsx'
import { WriteButton } from './IncomingPage.tsx'
import { Mailbox } from './Mailbox.tsx'
import { SentBanner } from './SentBanner.tsx'
import { useMailboxQuery } from './use-mailbox-query.ts'

/** §9: «Шығыс»: what was sent, when it was created, its status now; right after sending, the confirmation. */
export function OutgoingPage() {
  useAllWords('cabinet', 'statuses')
  const words = useWords('cabinet')
  const query = useMailboxQuery()
  const [params] = useSearchParams()
  const sent = params.get('sent')
  const { asked } = query
  const list = useLoad(JSON.stringify(asked), (signal, quiet) =>
    call('GET /api/outgoing', { query: asked, signal, quiet }),
  )
  useOnNews(list.renew)
  useTitle(words.outgoingTitle)
  const nothing = list.data?.total === 0 && !query.filtered
  const columns = useColumns(list.data ? (list.data.page - 1) * list.data.size : 0)
  return (
    <>
      {sent !== null && <SentBanner id={sent} />}
      <PageHead title={words.outgoingTitle} hint={words.outgoingHint} />
      {!nothing && <WriteButton />}
      <Mailbox
        caption={words.outgoingTitle}
        query={query}
        list={list}
        columns={columns}
        empty={
          <EmptyState drawing title={words.emptyTitle} hint={words.emptyHint} action={<WriteButton />} />
        }
      />
    </>
  )
}

function useColumns(before: number): Column<OutgoingRow>[] {
  const words = useWords('cabinet')
  const language = useLanguage()
  const columns: Readonly<Record<OutgoingColumn, Column<OutgoingRow>>> = {
    number: { label: words.number, kind: 'number', cell: (_, index) => before + index + 1 },
    subject: {
      label: words.subject,
      kind: 'first',
      cell: (row) => (
        <>
          <Link className="link" href={paths.appeal(row.id)} lang={row.letterLanguage}>
            {row.subject}
          </Link>
          <br />
          <span className="meta nowrap">{fill(words.contractNumber, { number: row.contractNumber })}</span>
          <Found row={row} />
        </>
      ),
    },
    createdAt: { label: words.createdAt, cell: (row) => shortMoment(row.createdAt) },
    status: {
      label: words.currentStatus,
      kind: 'state',
      cell: (row) => (
        <>
          <Badge status={row.status} />
          {unnumberedStatuses.includes(row.status) && row.registrationDate !== null && (
            <span className="meta">
              {fill(words.willRegister, { date: longDate(row.registrationDate, language) })}
            </span>
          )}
        </>
      ),
    },
    registration: {
      label: words.registration,
      cell: (row) =>
        row.registration === null ? (
          <span className="meta">{words.notYet}</span>
        ) : (
          <span className="nowrap">{row.registration}</span>
        ),
    },
  }
  return outgoingColumns.map((name) => columns[name])
}
