import { useRef, useState } from 'react'
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
import { useAreaHere } from '../area-here.ts'
import { Keys } from '../Keys.tsx'
import { useOfficeNews } from '../office-news.ts'
import { Decision } from './Decision.tsx'
import { ReplyFilterLine } from './ReplyFilterLine.tsx'
import { ReplyLines } from './ReplyLines.tsx'
import { ReplyPaper } from './ReplyPaper.tsx'
import { SignStep } from './SignStep.tsx'
import { isOther, type ShownReply, showReply } from './show-reply.ts'
import { useReplyFilters } from './use-reply-filters.ts'
import { useReplyList } from './use-reply-list.ts'

interface ReplyPageProps {
  readonly id: string
  readonly said: string | null
  /** A decision was made: what to say, and where to go on. */
  readonly onDecided: (said: string, to: string, search: string) => void
}

function Paper({ shown }: { shown: ShownReply }) {
  const [language, setLanguage] = useState(shown.reply.language)
  return <ReplyPaper shown={shown} language={language} onLanguage={setLanguage} />
}

/** docs/office.md 6: read the letter as the client will get it, then decide. */
export function ReplyPage({ id, said, onDecided }: ReplyPageProps) {
  const words = useWords('reply')
  const [changed, setChanged] = useState(false)
  const openedHere = useRef(false)
  const load = useLoad(`reply ${id}`, (signal) => showReply(id, signal))
  const shown = load.data
  const waits = shown !== undefined && approvedReplyStates.includes(shown.reply.state)
  const state = waits ? 'toSign' : 'proposed'
  const may = shown?.reply.may ?? []
  const decides = shown?.reply.state === 'proposed'
  useAreaHere(waits ? paths.officeToSign : null)
  const filters = useReplyFilters()
  const list = useReplyList(state, 1, filters.filter)
  const rows = list.data?.replies ?? []
  useTitle(words.listTitle[state], { office: true })
  useOfficeNews({
    // What is read does not change by itself under the eyes: it is told, and shown when asked for.
    onNews: (news) => {
      if (shown !== undefined && news.changed.some((one) => one.id === shown.reply.appealId)) {
        isOther(shown, openedHere.current).then(setChanged, () => undefined)
      }
    },
  })
  const renew = () => {
    setChanged(false)
    openedHere.current = false
    load.reload()
  }
  const decided = (text: string) => {
    const at = rows.findIndex((row) => row.id === id)
    const rest = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))]
    const next = rest.find((row) => row.id !== id)
    const whole = state === 'toSign' ? paths.officeToSign : paths.officeToApprove
    const to = next === undefined ? whole : paths.officeReply(next.id)
    const none = filters.on > 0 ? words.noneFiltered : words.none
    onDecided(`${text} ${next === undefined ? none : words.next}`, to, filters.search)
  }
  return (
    <>
      <div className="head-row">
        <PageTitle>
          {words.listTitle[state]}{' '}
          {list.data !== undefined && <span className="n">{countText(list.data)}</span>}
        </PageTitle>
        <ReplyFilterLine filters={filters} list={list.data} />
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
          <ReplyLines rows={rows} search={filters.search} here={id} />
        </nav>
        {shown === undefined ? (
          load.loading ? (
            <Skeleton />
          ) : (
            <LoadFailed error={load.error} retry={load.reload} />
          )
        ) : waits ? (
          <SignStep
            shown={shown}
            onOpen={() => {
              openedHere.current = true
            }}
            onDecided={decided}
            onChanged={renew}
          />
        ) : (
          <>
            <Paper shown={shown} />
            <Decision shown={shown} onDecided={decided} onChanged={renew} />
          </>
        )}
      </div>
      <Keys
        keys={[
          { keys: ['↑', '↓'], does: 'keyMove' },
          ...(may.includes('approve') ? [{ keys: ['Ctrl', 'Enter'], does: 'keyApprove' } as const] : []),
          ...(decides && may.includes('sendBack')
            ? [{ keys: ['Alt', 'R'], does: 'keySendBack' } as const]
            : []),
          { keys: ['Ctrl', 'K'], does: 'keyJump' },
        ]}
      />
    </>
  )
}
