import { replyPageSize } from '../../../domain/mailbox/paging.ts'
import { countText } from '../../../words/count.ts'
import { LoadFailed } from '../../frame/FaultPages.tsx'
import { LinkButton } from '../../frame/Links.tsx'
import { PageTitle, useTitle } from '../../frame/Page.tsx'
import { Pager } from '../../frame/Pager.tsx'
import { paths } from '../../paths.ts'
import { Banner } from '../../ui/Banner.tsx'
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx'
import { useWords } from '../../words.ts'
import { Keys } from '../Keys.tsx'
import { NoneByFilter } from './NoneByFilter.tsx'
import { ReplyFilterLine } from './ReplyFilterLine.tsx'
import { ReplyLines } from './ReplyLines.tsx'
import { useReplyFilters } from './use-reply-filters.ts'
import { useReplyList, type WaitingState } from './use-reply-list.ts'

/** «Бекітуге» and «Қол қоюға»: the letters that wait for this person, as a list. */
export function ReplyListPage({ state, said }: { state: WaitingState; said: string | null }) {
  const words = useWords('reply')
  const areas = useWords('areas')
  const filters = useReplyFilters()
  const { page } = filters
  const load = useReplyList(state, page, filters.filter)
  useTitle(words.listTitle[state], { office: true })
  const first = load.data?.replies[0]
  return (
    <>
      <div className="head-row">
        <PageTitle>
          {words.listTitle[state]}{' '}
          {load.data !== undefined && <span className="n">{countText(load.data)}</span>}
        </PageTitle>
        <ReplyFilterLine filters={filters} list={load.data} />
      </div>
      <div role="status" className="said">
        {said !== null && (
          <Banner kind="good">
            <p>{said}</p>
          </Banner>
        )}
      </div>
      {load.data === undefined ? (
        load.loading ? (
          <Skeleton />
        ) : (
          <LoadFailed error={load.error} retry={load.reload} />
        )
      ) : first === undefined && filters.on > 0 ? (
        <NoneByFilter filters={filters} list={load.data} />
      ) : first === undefined ? (
        <EmptyState
          drawing
          title={words.emptyTitle[state]}
          hint={words.emptyHint}
          action={
            <LinkButton kind="secondary" to={paths.office}>
              {areas.desk}
            </LinkButton>
          }
        />
      ) : (
        <>
          <nav aria-label={words.waiting} className="reply-list">
            <ReplyLines rows={load.data.replies} search={filters.search} />
          </nav>
          {(page > 1 || load.data.hasNext) && (
            <Pager
              page={page}
              size={replyPageSize}
              total={load.data.total}
              counted={{ ...load.data, shown: load.data.replies.length }}
              sizes={[replyPageSize]}
              hrefOf={(other) => filters.hrefOf({ page: other })}
              onSize={() => undefined}
            />
          )}
        </>
      )}
      <Keys
        keys={[
          { keys: ['↑', '↓'], does: 'keyMove' },
          { keys: ['Ctrl', 'K'], does: 'keyJump' },
        ]}
      />
    </>
  )
}
