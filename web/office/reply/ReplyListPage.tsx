import { LoadFailed } from '../../frame/FaultPages.tsx'
import { LinkButton } from '../../frame/Links.tsx'
import { PageTitle, useTitle } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { Banner } from '../../ui/Banner.tsx'
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx'
import { useWords } from '../../words.ts'
import { ReplyKeys } from './ReplyKeys.tsx'
import { ReplyLines } from './ReplyLines.tsx'
import { useReplyList, type WaitingState } from './use-reply-list.ts'

/** «Бекітуге» and «Қол қоюға»: the letters that wait for this person, as a list. */
export function ReplyListPage({ state, said }: { state: WaitingState; said: string | null }) {
  const words = useWords('reply')
  const areas = useWords('areas')
  const load = useReplyList(state)
  useTitle(words.listTitle[state], { office: true })
  const first = load.data?.replies[0]
  return (
    <>
      <div className="head-row">
        <PageTitle>
          {words.listTitle[state]} {load.data !== undefined && <span className="n">{load.data.total}</span>}
        </PageTitle>
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
        <nav aria-label={words.waiting} className="reply-list">
          <ReplyLines rows={load.data.replies} />
        </nav>
      )}
      <ReplyKeys
        keys={[
          { keys: ['↑', '↓'], does: 'keyMove' },
          { keys: ['Ctrl', 'K'], does: 'keyJump' },
        ]}
      />
    </>
  )
}
