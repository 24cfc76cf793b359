import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { queueSizes, usualColumns } from '../../../domain/mailbox/queue.ts'
import { queueAddress } from '../../../domain/mailbox/queue-address.ts'
import type { Queue } from '../../../wire/queue.ts'
import { countText } from '../../../words/count.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { PageTitle, useTitle } from '../../frame/Page.tsx'
import { Pager } from '../../frame/Pager.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary, type SummaryLine } from '../../ui/ErrorSummary.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useAllWords, useWords } from '../../words.ts'
import { BulkBar } from '../bulk/BulkBar.tsx'
import { Keys } from '../Keys.tsx'
import { isNoRight, NotLoaded } from '../NotLoaded.tsx'
import { PrintedBy } from '../PrintedBy.tsx'
import { ColumnsWindow } from './ColumnsWindow.tsx'
import { Filters } from './Filters.tsx'
import { ListNews } from './ListNews.tsx'
import { keepPlace, placeOf } from './place.ts'
import { NothingFound } from './QueueStates.tsx'
import { QueueTable } from './QueueTable.tsx'
import { QueueTools } from './QueueTools.tsx'
import { useFilters, useFiltersInWords } from './use-filters.ts'
import { usePreference } from './use-preference.ts'
import { useQueue } from './use-queue.ts'
import { useSelection } from './use-selection.ts'
import { SaveView, ViewTabs } from './Views.tsx'

/** docs/office.md 4: the queue: find, choose, hand out. Everything that is asked is in the address. */
export function QueuePage() {
  useAllWords('queue', 'areas', 'desk', 'assign', 'office', 'statuses', 'cabinet', 'verdict')
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
  const filters = useFilters(choices.data, asked.desk)
  const on = useFiltersInWords(asked, filters)
  const whole = views.data?.tabs.find(({ tab }) => tab === 'open')
  const back = useBack(personId, address, list.data)
  const noRight = list.data === undefined && isNoRight(list.error)
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
      {!noRight && <Filters query={query} filters={filters} on={on} />}
      {list.data === undefined &&
        (list.loading ? (
          <div className="after">
            <Skeleton />
          </div>
        ) : (
          <div className="after">
            <NotLoaded
              error={list.error}
              retry={list.reload}
              title={words.noRightTitle}
              hint={words.noRightHint}
            />
          </div>
        ))}
      {list.data && (
        <>
          <div className="over">
            <div className="row">
              <p role="status">
                <b className="strong">{fill(words.found, { n: countText(list.data) })}</b>{' '}
                {query.filtered && whole && (
                  <span className="meta">{fill(words.ofAll, { n: countText(whole) })}</span>
                )}
              </p>
              {query.filtered && list.data.rows.length > 0 && (
                <Button kind="plain" small onPress={query.clear}>
                  {words.clear}
                </Button>
              )}
            </div>
            <QueueTools query={query} list={list.data} onColumns={() => setColumnsOpen(true)} />
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
          <PrintedBy on={on} />
        </>
      )}
      {!noRight && (
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
      )}
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
