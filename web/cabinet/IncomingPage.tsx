import { Link } from 'wouter'
import { termStatuses } from '../../domain/appeal/status.ts'
import { type IncomingColumn, incomingColumns } from '../../domain/mailbox/columns.ts'
import type { IncomingRow } from '../../wire/mailbox.ts'
import { formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { Badge } from '../appeal/Badge.tsx'
import { longDate } from '../appeal/dates.ts'
import { LinkButton } from '../frame/Links.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { useOnNews } from '../notice/use-on-news.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import type { Column } from '../ui/ListTable.tsx'
import { useLoad } from '../ui/use-load.ts'
import { EmptyState } from '../ui/Waiting.tsx'
import { useAllWords, useLanguage, useWords, type Words } from '../words.ts'
import { Found } from './Found.tsx'
import { Mailbox } from './Mailbox.tsx'
import { StatusLegend } from './StatusLegend.tsx'
import { UnsentDraft } from './UnsentDraft.tsx'
import { useMailboxQuery } from './use-mailbox-query.ts'

/** §2, §10: «Кіріс»: where an appeal is begun and followed. */
export function IncomingPage() {
  useAllWords('cabinet', 'statuses')
  const words = useWords('cabinet')
  const query = useMailboxQuery()
  const { asked } = query
  const list = useLoad(JSON.stringify(asked), (signal, quiet) =>
    call('GET /api/incoming', { query: asked, signal, quiet }),
  )
  useOnNews(list.renew)
  useTitle(words.incomingTitle)
  const nothing = list.data?.total === 0 && !query.filtered
  const columns = useColumns(list.data ? (list.data.page - 1) * list.data.size : 0)
  return (
    <>
      <PageHead title={words.incomingTitle} hint={words.incomingHint} />
      {!nothing && <WriteButton />}
      <UnsentDraft />
      <Mailbox
        caption={words.incomingTitle}
        query={query}
        list={list}
        columns={columns}
        unread={(row) => row.unread}
        empty={
          <EmptyState drawing title={words.emptyTitle} hint={words.emptyHint} action={<WriteButton />} />
        }
      />
      <StatusLegend open={nothing} />
    </>
  )
}

/** §3: the button that starts a new appeal. */
export function WriteButton() {
  const words = useWords('cabinet')
  return (
    <LinkButton to={paths.newAppeal} icon="pencil" className="write">
      {words.write}
    </LinkButton>
  )
}

function useColumns(before: number): Column<IncomingRow>[] {
  const words = useWords('cabinet')
  const language = useLanguage()
  const { callCentre } = useSession().session.company
  const columns: Readonly<Record<IncomingColumn, Column<IncomingRow>>> = {
    number: { label: words.number, kind: 'number', cell: (_, index) => before + index + 1 },
    subject: {
      label: words.subject,
      kind: 'first',
      cell: (row) => (
        <>
          <Link className="link" href={paths.appeal(row.id)} lang={row.letterLanguage}>
            {row.subject}
          </Link>{' '}
          {row.unread && <span className="new">{words.fresh}</span>}
          <Found row={row} />
        </>
      ),
    },
    status: {
      label: words.status,
      kind: 'state',
      cell: (row) => (
        <>
          <Badge status={row.status} />
          <Term row={row} words={words} />
        </>
      ),
    },
    registration: { label: words.registration, cell: (row) => registrationOf(row, words, language) },
    executor: { label: words.executor, cell: (row) => row.executor ?? <Dash>{words.notYet}</Dash> },
    phone: {
      label: words.phone,
      cell: (row) =>
        row.extension === null ? (
          <Dash>{words.notYet}</Dash>
        ) : (
          <span className="tel">
            <a
              href={row.tel ?? `tel:${callCentre.replace(/[^+\d]/g, '')}`}
              aria-label={fill(words.callExtension, { name: row.executor ?? '', extension: row.extension })}
            >
              {row.extension}
            </a>
          </span>
        ),
    },
  }
  return incomingColumns.map((name) => columns[name])
}

const Dash = ({ children }: { children: string }) => <span className="meta">{children}</span>

function registrationOf(row: IncomingRow, words: Words<'cabinet'>, language: 'kk' | 'ru' | 'en') {
  if (row.registration !== null) return <span className="nowrap">{row.registration}</span>
  if (row.registrationDate === null) return <Dash>{words.notYet}</Dash>
  return <Dash>{fill(words.willRegister, { date: longDate(row.registrationDate, language) })}</Dash>
}

/** §10: the term under the status: the date, whether it was moved, how many working days are left. */
function Term({ row, words }: { row: IncomingRow; words: Words<'cabinet'> }) {
  if (!termStatuses.includes(row.status)) return null
  if (row.dueDate === null) return <span className="due meta">{words.dueToBeTold}</span>
  const date = formatShortDate(row.dueDate)
  return (
    <span className="due meta">
      {fill(row.dueMoved ? words.dueMoved : words.due, { date })}
      <br />
      {leftOf(row, words)}
    </span>
  )
}

function leftOf({ workingDaysLeft: days, overdue }: IncomingRow, words: Words<'cabinet'>): string {
  if (days === null) return overdue ? words.past : ''
  if (days === 0) return words.dueToday
  return days > 0 ? fill(words.daysLeft, { n: days }) : fill(words.overdue, { n: -days })
}
