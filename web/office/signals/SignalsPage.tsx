import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { pageSizes } from '../../../domain/mailbox/paging.ts'
import type { SignalKind } from '../../../domain/signal/kind.ts'
import type { SignalRow } from '../../../wire/signal.ts'
import { deviceWords } from '../../../words/device-words.ts'
import { fill } from '../../../words/fill.ts'
import { signalWords } from '../../../words/signal-words.ts'
import { call } from '../../api.ts'
import { longMoment, shortMoment } from '../../appeal/dates.ts'
import { useMailboxQuery } from '../../cabinet/use-mailbox-query.ts'
import { LoadFailed } from '../../frame/FaultPages.tsx'
import { PageHead, useTitle } from '../../frame/Page.tsx'
import { Pager } from '../../frame/Pager.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx'
import { useAllWords, useLanguage, useWords } from '../../words.ts'
import { SignalSettings } from './SignalSettings.tsx'
import { askSignalNews, useSignalNews } from './use-signal-news.tsx'
import './signals.css'

/** What is expected of somebody of the staff, and by which day; at the end how they are told. */
export function SignalsPage() {
  // News of the account come while somebody chooses below how they are told.
  useAllWords('signals', 'account')
  const words = useWords('signals')
  const query = useMailboxQuery()
  const { page, size } = query.asked
  const list = useLoad(`signals ${page} ${size}`, (signal, quiet) =>
    call('GET /api/office/signals', { query: { page, size }, signal, quiet }),
  )
  useOnChange(list.renew)
  useTitle(words.title, { office: true })
  const { data } = list
  return (
    <>
      <PageHead title={words.title} hint={words.hint} />
      {data === undefined &&
        (list.loading ? <Skeleton /> : <LoadFailed error={list.error} retry={list.reload} />)}
      {data?.total === 0 && <EmptyState drawing title={words.emptyTitle} hint={words.emptyHint} />}
      {data !== undefined && data.total > 0 && (
        <>
          <MarkAll newest={data.rows[0]?.number ?? 0} onRead={list.renew} />
          <ol className="notices signals">
            {data.rows.map((row) => (
              <Signal key={row.id} row={row} onRead={list.renew} />
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
      <SignalSettings />
    </>
  )
}

/** What came or was read elsewhere since the page opened is fetched. */
function useOnChange(act: () => void): void {
  const changes = useSignalNews()?.changes
  const before = useRef(changes)
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (before.current !== undefined && changes !== before.current) latest.current()
    before.current = changes
  }, [changes])
}

function MarkAll({ newest, onRead }: { newest: number; onRead: () => void }) {
  const words = useWords('signals')
  const news = useSignalNews()
  if (news === null || news.unread === 0) return null
  const mark = async () => {
    // That it was read is not worth an error of its own: it stays unread.
    await call('POST /api/office/signals/reading', { body: { upTo: newest } }).catch(() => undefined)
    await askSignalNews()
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

const icons: Readonly<Record<SignalKind, IconName>> = {
  dueSoon: 'calendar',
  dueToday: 'warning',
  overdue: 'warning',
  free: 'file',
  questionDue: 'calendar',
  papersDue: 'calendar',
  assigned: 'person',
  asked: 'info',
  answered: 'tick',
  clientWrote: 'pencil',
  papersCame: 'file',
  withdrawalAsked: 'returned',
  withdrawalDue: 'returned',
  toApprove: 'file',
  toSign: 'file',
  sentBack: 'returned',
  approved: 'done',
  numberAnnulled: 'warning',
  newDevice: 'warning',
  accessChanged: 'warning',
}

function Signal({ row, onRead }: { row: SignalRow; onRead: () => void }) {
  const words = useWords('signals')
  const language = useLanguage()
  const ofAccount = useWords('account')
  const account =
    row.account === null
      ? undefined
      : { device: deviceWords(ofAccount, row.account.device), act: row.account.act, at: shortMoment(row.at) }
  const { title, detail } = signalWords(words, { ...row, account, number: row.appealNumber }, language)
  const markRead = async () => {
    await call('POST /api/office/signals/:id/reading', { params: { id: row.id } }).catch(() => undefined)
    await askSignalNews()
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
          {row.appeal !== null && row.appeal.subject !== '' && (
            <>
              <span lang={row.appeal.letterLanguage}>{row.appeal.subject}</span> ·{'\u00a0'}
            </>
          )}
          <span className="nowrap">{longMoment(row.at, language)}</span>
        </p>
        <p>
          {detail} {row.insteadOf !== null && fill(words.instead, { name: row.insteadOf })}{' '}
          {row.merged > 0 && fill(words.merged, { n: row.merged })}
        </p>
        {row.appeal === null && row.account === null && <p>{words.outOfSight}</p>}
        <div className="row">
          {row.account !== null && (
            <Link
              className="button secondary small"
              href={paths.officeAccount}
              onClick={() => void markRead()}
            >
              {words.openAccount}
            </Link>
          )}
          {row.appeal !== null && (
            <Link
              className="button secondary small"
              href={paths.officeAppeal(row.appeal.id)}
              aria-label={fill(words.openOf, { title })}
              onClick={() => void markRead()}
            >
              {words.open}
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
