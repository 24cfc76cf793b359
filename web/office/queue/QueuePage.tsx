import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { queueBegins, queueSizes, queueSorts, usualColumns } from '../../../domain/mailbox/queue.ts'
import { queueAddress } from '../../../domain/mailbox/queue-address.ts'
import type { Queue } from '../../../wire/queue.ts'
import { countText } from '../../../words/count.ts'
import { fill } from '../../../words/fill.ts'
import { call, fileUrl, ProblemError } from '../../api.ts'
import { faultWords, LoadFailed } from '../../frame/FaultPages.tsx'
import { PageTitle, useTitle } from '../../frame/Page.tsx'
import { Pager } from '../../frame/Pager.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { Button, DownloadButton } from '../../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx'
import { useAllWords, useWords } from '../../words.ts'
import { BulkBar } from '../bulk/BulkBar.tsx'
import { ColumnsWindow } from './ColumnsWindow.tsx'
import { Filters } from './Filters.tsx'
import { Keys } from './Keys.tsx'
import { ListNews } from './ListNews.tsx'
import { Pick } from './Pick.tsx'
import { PrintFoot } from './PrintFoot.tsx'
import { keepPlace, placeOf } from './place.ts'
import { QueueTable } from './QueueTable.tsx'
import { useFilters, useFiltersInWords } from './use-filters.ts'
import { usePreference } from './use-preference.ts'
import { type QueueState, useQueue } from './use-queue.ts'
import { useSelection } from './use-selection.ts'
import { SaveView, ViewTabs } from './Views.tsx'

/** docs/office.md 4: the queue: find, choose, hand out. Everything that is asked is in the address. */
export function QueuePage() {
  useAllWords('queue', 'assign', 'office', 'statuses', 'cabinet', 'verdict')
  const words = useWords('queue')
  const site = useWords('site')
  const personId = useSession().session.person?.id ?? ''
  const query = useQueue()
  const { asked, address } = query
  const [, navigate] = useLocation()
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const [columnsOpen, setColumnsOpen] = useState(false)
  const list = useLoad(JSON.stringify(asked), (signal) =>
    call('GET /api/office/queue', { query: asked, signal }),
  )
  const views = useLoad('views', (signal) => call('GET /api/office/queue/views', { signal }))
  const choices = useLoad('choices', (signal) => call('GET /api/office/queue/choices', { signal }))
  const { preference, prefer } = usePreference()
  const selection = useSelection(personId, address)
  const own = useRef(new Set<string>())
  const filters = useFilters(choices.data)
  const on = useFiltersInWords(asked, filters)
  const whole = views.data?.tabs.find(({ tab }) => tab === 'open')
  const back = useBack(personId, address, list.data)
  useTitle(words.title, { office: true, hasErrors: faults.length > 0 })
  return (
    <>
      <ErrorSummary lines={faults} />
      <div className="head-row">
        <PageTitle>{words.title}</PageTitle>
        {views.data && (
          <div className="row">
            <SaveView units={views.data.units} address={address} onViews={views.put} />
          </div>
        )}
      </div>
      {views.data && <ViewTabs views={views.data} address={address} onViews={views.put} />}
      <Filters query={query} filters={filters} on={on} />
      {list.data === undefined &&
        (list.loading ? <Skeleton /> : <NotLoaded error={list.error} retry={list.reload} />)}
      {list.data && (
        <>
          <div className="over">
            <p role="status">
              <b className="strong">{fill(words.found, { n: countText(list.data) })}</b>{' '}
              {query.filtered && whole && (
                <span className="meta">{fill(words.ofAll, { n: countText(whole) })}</span>
              )}
            </p>
            <OverTools query={query} list={list.data} onColumns={() => setColumnsOpen(true)} />
          </div>
          <p className="hide" role="status">
            {selection.cleared > 0 && fill(words.pickedCleared, { n: selection.cleared })}
          </p>
          {selection.cleared > 0 && (
            <p className="hint">{fill(words.pickedCleared, { n: selection.cleared })}</p>
          )}
          {list.data.rows.length === 0 ? (
            <NothingFound query={query} on={on} />
          ) : (
            <QueueTable
              rows={list.data.rows}
              chosen={preference?.columns ?? usualColumns}
              dense={preference?.dense ?? false}
              q={asked.q}
              selection={selection}
              back={back}
              onOpen={(id) => keepPlace(personId, { address, opened: id, scroll: window.scrollY })}
              onTaken={(id) => navigate(paths.officeAppeal(id))}
              onFault={(error) => {
                setFaults([{ text: faultWords(error, site) }])
                list.reload()
              }}
            />
          )}
          <ListNews
            rows={list.data.rows}
            own={own.current}
            onRenew={() => {
              list.renew()
              views.renew()
            }}
          />
          <BulkBar
            selected={selection.chosen}
            list={{ query: queueAddress(asked), total: list.data.total, more: list.data.more }}
            onClear={selection.clear}
            onSettled={(stay) => {
              for (const { id } of selection.chosen) own.current.add(id)
              selection.keep(stay)
              list.reload()
              views.reload()
            }}
          />
          <Pager
            page={list.data.page}
            size={list.data.size}
            total={list.data.total}
            counted={{ ...list.data, shown: list.data.rows.length }}
            sizes={queueSizes}
            hrefOf={(page) => query.hrefOf({ page })}
            onSize={(size) => query.change({ size: queueSizes.find((one) => one === size) ?? 25 })}
          />
          <PrintFoot on={on} />
        </>
      )}
      <Keys
        keys={[
          { keys: ['↑', '↓'], does: 'keyMove' },
          { keys: ['Space'], does: 'keyPick' },
          { keys: ['Shift', '↓'], does: 'keyExtend' },
          { keys: ['Enter'], does: 'keyOpen' },
          { keys: ['Esc'], does: 'keyClear' },
          { keys: ['Ctrl', 'K'], does: 'keyJump' },
        ]}
      />
      {columnsOpen && preference && (
        <ColumnsWindow preference={preference} onChange={prefer} onClose={() => setColumnsOpen(false)} />
      )}
    </>
  )
}

/** Coming back from an appeal: the row that was opened, at the height where it was. */
function useBack(personId: string, address: string, list: Queue | undefined): string | null {
  const [place] = useState(() => placeOf(personId))
  const back = place.address === address ? place.opened : null
  const found = list?.rows.some(({ id }) => id === back) ?? false
  useEffect(() => {
    if (found) window.scrollTo(0, place.scroll)
  }, [found, place.scroll])
  useEffect(() => keepPlace(personId, { address, from: 'queue' }), [personId, address])
  return found ? back : null
}

function OverTools({ query, list, onColumns }: { query: QueueState; list: Queue; onColumns: () => void }) {
  const words = useWords('queue')
  const { asked, change } = query
  const { page, size, ...exported } = asked
  const way = asked.order === 'asc' ? words.ascending : words.descending
  return (
    <div className="row">
      <Pick
        label={words.sort}
        value={asked.sort}
        options={queueSorts.map((sort) => ({ value: sort, label: words.sorts[sort] }))}
        onChange={(value) => change({ sort: queueSorts.find((sort) => sort === value) ?? queueBegins.sort })}
      />
      <Button
        kind="secondary"
        small
        label={fill(words.order, { way })}
        onPress={() => change({ order: asked.order === 'asc' ? 'desc' : 'asc' })}
      >
        {asked.order === 'asc' ? '↑' : '↓'}
      </Button>
      <Button kind="secondary" small icon="card" onPress={onColumns}>
        {words.columnsButton}
      </Button>
      {(['csv', 'xlsx'] as const).map((format) => (
        <DownloadButton
          key={format}
          small
          href={fileUrl('GET /api/office/queue/export', { query: { ...exported, format } })}
          label={fill(words.exportOf, { format: format.toUpperCase(), n: countText(list) })}
        >
          {format.toUpperCase()}
        </DownloadButton>
      ))}
      <Button kind="secondary" small icon="print" onPress={() => window.print()}>
        {useWords('site').print}
      </Button>
    </div>
  )
}

/** A role that has no queue is told so; anything else that failed says what, and can be tried again. */
function NotLoaded({ error, retry }: { error: unknown; retry: () => void }) {
  const words = useWords('queue')
  if (error instanceof ProblemError && error.status === 403) {
    return <EmptyState title={words.noRightTitle} hint={words.noRightHint} />
  }
  return <LoadFailed error={error} retry={retry} />
}

/** Nothing by this filter names what hides the rest; an empty queue says what comes next. */
function NothingFound({ query, on }: { query: QueueState; on: readonly string[] }) {
  const words = useWords('queue')
  const begins = queueAddress(query.asked) === ''
  if (begins) return <EmptyState drawing title={words.emptyTitle} hint={words.emptyHint} />
  const hides = on.length === 0 ? [words.tabNames[query.asked.whose === 'mine' ? 'mine' : 'free']] : on
  return (
    <EmptyState
      title={words.filteredTitle}
      hint={fill(words.filteredHint, { filters: hides.join('; ') })}
      action={
        <Button kind="secondary" onPress={query.clear}>
          {words.clear}
        </Button>
      }
    />
  )
}
