import { Link } from 'wouter'
import { pageSizes } from '../../domain/mailbox/paging.ts'
import type { NoticeKind } from '../../domain/notice/notice.ts'
import type { NoticeRow } from '../../wire/notice.ts'
import { deviceWords } from '../../words/device-words.ts'
import { fill } from '../../words/fill.ts'
import { type AccountFacts, noticeWords } from '../../words/notice-words.ts'
import { call } from '../api.ts'
import { longMoment, shortMoment } from '../appeal/dates.ts'
import { returnedReason } from '../appeal/returned-reason.ts'
import { useMailboxQuery } from '../cabinet/use-mailbox-query.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { Pager } from '../frame/Pager.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { useLoad } from '../ui/use-load.ts'
import { EmptyState, Skeleton } from '../ui/Waiting.tsx'
import { useAllWords, useLanguage, useWords, type Words } from '../words.ts'
import { useOnNews } from './use-on-news.ts'

/** §10: what the company has done with the client's appeals: what happened, and what to do. */
export function NoticesPage() {
  // News of the account, and of a signature, come while the page is read.
  useAllWords('notices', 'verdict', 'account')
  const words = useWords('notices')
  const query = useMailboxQuery()
  const { page, size } = query.asked
  const list = useLoad(`${page} ${size}`, (signal, quiet) =>
    call('GET /api/notices', { query: { page, size }, signal, quiet }),
  )
  useOnNews(list.renew)
  useTitle(words.title)
  const { data } = list
  return (
    <>
      <PageHead title={words.title} hint={words.hint} />
      {data === undefined &&
        (list.loading ? <Skeleton /> : <LoadFailed error={list.error} retry={list.reload} />)}
      {data?.total === 0 && <EmptyState drawing title={words.emptyTitle} hint={words.emptyHint} />}
      {data !== undefined && data.total > 0 && (
        <>
          <MarkAll onRead={list.renew} newest={data.rows[0]?.number ?? 0} />
          <ol className="notices">
            {data.rows.map((row) => (
              <Notice key={row.id} row={row} onRead={list.renew} />
            ))}
          </ol>
          <Pager
            page={data.page}
            size={data.size}
            total={data.total}
            hrefOf={(page) => query.hrefOf({ page })}
            onSize={(chosen) => query.change({ size: pageSizes.find((one) => one === chosen) ?? 10 })}
          />
        </>
      )}
      <p className="notices-more">
        <Link href={paths.profile} className="link">
          {words.settingsLink}
        </Link>
      </p>
    </>
  )
}

function MarkAll({ onRead, newest }: { onRead: () => void; newest: number }) {
  const words = useWords('notices')
  const { session, hear } = useSession()
  if (session.unreadNotices === 0) return null
  const mark = async () => {
    // That it was read is not worth an error of its own: it stays unread.
    await call('POST /api/notices/reading', { body: { upTo: newest } }).catch(() => undefined)
    hear(await call('GET /api/notices/news'))
    onRead()
  }
  return (
    <p className="row notices-tools">
      <Button kind="secondary" small icon="tick" onPress={mark}>
        {words.markAll}
      </Button>
    </p>
  )
}

const icons: Readonly<Record<NoticeKind, IconName>> = {
  registered: 'file',
  takenIntoWork: 'person',
  dueDateMoved: 'calendar',
  papersAsked: 'warning',
  papersDue: 'clock',
  executed: 'done',
  forwarded: 'outgoing',
  corrected: 'pencil',
  reopened: 'again',
  returned: 'returned',
  returnedByCompany: 'returned',
  messaged: 'pencil',
  withdrawn: 'returned',
  withdrawalDeclined: 'again',
  withdrawalRevoked: 'warning',
  signedNotSent: 'warning',
  newDevice: 'warning',
  contactsChanged: 'pencil',
}
/** Notices with a letter of the company's behind them. */
const withReply: readonly NoticeKind[] = [
  'dueDateMoved',
  'papersAsked',
  'executed',
  'forwarded',
  'returnedByCompany',
  'corrected',
]

function Notice({ row, onRead }: { row: NoticeRow; onRead: () => void }) {
  const words = useWords('notices')
  const verdict = useWords('verdict')
  const language = useLanguage()
  const { hear, session } = useSession()
  const company = session.company.shortName[language]
  const account = useAccountFacts(row)
  const { title, detail, yourPart } = noticeWords(words, { ...row, company, ...account }, language)
  const reply = withReply.includes(row.kind)
  const markRead = async () => {
    await call('POST /api/notices/:id/reading', { params: { id: row.id } }).catch(() => undefined)
    hear(await call('GET /api/notices/news'))
    onRead()
  }
  return (
    <li className={row.unread ? `notice unread ${row.kind}` : `notice ${row.kind}`}>
      <Icon name={icons[row.kind]} size={22} />
      <div className="stack tight">
        <h2>
          {title.replaceAll('№ ', '№\u00a0')} {row.unread && <span className="new">{words.fresh}</span>}
        </h2>
        <p className="meta">
          {row.subject !== '' && (
            <>
              <span lang={row.letterLanguage}>{row.subject}</span> ·{'\u00a0'}
            </>
          )}
          <span className="nowrap">{longMoment(row.at, language)}</span>
        </p>
        <p>
          {row.returned === null ? detail : returnedReason(row.returned, verdict)} {executorOf(row, words)}
          {row.receiver !== null && fill(words.receiverIs, { receiver: row.receiver })}
        </p>
        <p>{yourPart}</p>
        <div className="row">
          {row.appealId === null ? (
            <Link
              className="button secondary small"
              href={paths.profile}
              aria-label={fill(words.openAccountOf, { title })}
            >
              {words.openAccount}
            </Link>
          ) : (
            <Link
              className="button secondary small"
              href={row.coupon === null ? paths.draft(row.appealId) : paths.appeal(row.appealId)}
              aria-label={fill(reply ? words.openReplyOf : words.openOf, { title })}
            >
              {reply ? words.openReply : words.open}
            </Link>
          )}
          {row.unread && (
            <Button kind="plain" small onPress={markRead} label={fill(words.markOneOf, { title })}>
              {words.markOne}
            </Button>
          )}
        </div>
      </div>
    </li>
  )
}

/** What a notice about the account says, in words; nothing for one of an appeal. */
function useAccountFacts({ account, at }: NoticeRow): { account: AccountFacts | undefined } {
  const words = useWords('account')
  if (account === null) return { account: undefined }
  const { device, fields } = account
  return { account: { device: deviceWords(words, device), at: shortMoment(at), fields } }
}

function executorOf({ executor }: NoticeRow, words: Words<'notices'>): string {
  if (executor === null) return ''
  const { fullName: name, extension } = executor
  return extension === null
    ? fill(words.executorIs, { name })
    : fill(words.executorWithExtension, { name, extension })
}
