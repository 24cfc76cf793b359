import { useState } from 'react'
import { approvedReplyStates } from '../../../domain/reply/reply.ts'
import { countText } from '../../../words/count.ts'
import { LoadFailed } from '../../frame/FaultPages.tsx'
import { PageTitle, useTitle } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useWords } from '../../words.ts'
import { Keys } from '../Keys.tsx'
import { useOfficeNews } from '../office-news.ts'
import { Decision } from './Decision.tsx'
import { ReplyLines } from './ReplyLines.tsx'
import { ReplyPaper } from './ReplyPaper.tsx'
import { SignStep } from './SignStep.tsx'
import { isOther, showReply } from './show-reply.ts'
import { useReplyList } from './use-reply-list.ts'

interface ReplyPageProps {
  readonly id: string
  readonly said: string | null
  /** A decision was made: what to say, and where to go on. */
  readonly onDecided: (said: string, to: string) => void
}

/** docs/office.md 6: read the letter as the client will get it, then decide. */
export function ReplyPage({ id, said, onDecided }: ReplyPageProps) {
  const words = useWords('reply')
  const [changed, setChanged] = useState(false)
  const load = useLoad(`reply ${id}`, (signal) => showReply(id, signal))
  const shown = load.data
  const waits = shown !== undefined && approvedReplyStates.includes(shown.reply.state)
  const state = waits ? 'toSign' : 'proposed'
  const list = useReplyList(state)
  const rows = list.data?.replies ?? []
  const row = rows.find((one) => one.id === id)
  useTitle(words.listTitle[state], { office: true })
  useOfficeNews({
    // What is read does not change by itself under the eyes: it is told, and shown when asked for.
    onNews: (news) => {
      if (shown !== undefined && news.changed.some((one) => one.id === shown.reply.appealId)) {
        isOther(shown).then(setChanged, () => undefined)
      }
    },
  })
  const renew = () => {
    setChanged(false)
    load.reload()
  }
  const decided = (text: string) => {
    const at = rows.findIndex((row) => row.id === id)
    const rest = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))]
    const next = rest.find((row) => row.id !== id)
    const whole = state === 'toSign' ? paths.officeToSign : paths.officeToApprove
    const to = next === undefined ? whole : paths.officeReply(next.id)
    onDecided(`${text} ${next === undefined ? words.none : words.next}`, to)
  }
  return (
    <>
      <div className="head-row">
        <PageTitle>
          {words.listTitle[state]}{' '}
          {list.data !== undefined && <span className="n">{countText(list.data)}</span>}
        </PageTitle>
      </div>
      <div role="status" className="said">
        {said !== null && (
          <Banner kind="good">
            <p>{said}</p>
          </Banner>
        )}
        {changed && (
          <Banner
            kind="wait"
            icon="warning"
            title={words.changedNow}
            action={
              <Button kind="secondary" small onPress={renew}>
                {words.showNew}
              </Button>
            }
          />
        )}
      </div>
      <div className="approve">
        <nav aria-label={words.waiting}>
          <ReplyLines rows={rows} here={id} />
        </nav>
        {shown === undefined ? (
          load.loading ? (
            <Skeleton />
          ) : (
            <LoadFailed error={load.error} retry={load.reload} />
          )
        ) : waits ? (
          <SignStep shown={shown} row={row} onDecided={decided} onChanged={renew} />
        ) : (
          <>
            <ReplyPaper shown={shown} row={row} />
            <Decision shown={shown} row={row} onDecided={decided} onChanged={renew} />
          </>
        )}
      </div>
      <Keys
        keys={[
          { keys: ['↑', '↓'], does: 'keyMove' },
          { keys: ['Ctrl', 'Enter'], does: 'keyApprove' },
          { keys: ['Alt', 'R'], does: 'keySendBack' },
          { keys: ['Ctrl', 'K'], does: 'keyJump' },
        ]}
      />
    </>
  )
}
