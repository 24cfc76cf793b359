import { useState } from 'react'
import { useLocation } from 'wouter'
import { plainDate } from '../../../domain/calendar/plain-date.ts'
import { workingCalendar } from '../../../domain/calendar/working-days.ts'
import type { Internal } from '../../../wire/case.ts'
import type { OfficeAppeal } from '../../../wire/office.ts'
import type { Reply } from '../../../wire/reply.ts'
import { call } from '../../api.ts'
import { LoadFailed } from '../../frame/FaultPages.tsx'
import { LinkButton } from '../../frame/Links.tsx'
import { PageTitle, useTitle } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { Banner } from '../../ui/Banner.tsx'
import { type Load, useLoad } from '../../ui/use-load.ts'
import { Skeleton } from '../../ui/Waiting.tsx'
import { useAllWords, useWords } from '../../words.ts'
import { WorkActs } from '../assign/WorkActs.tsx'
import { ClientLetter, CompanyLetters } from '../ClientLetter.tsx'
import { Keys } from '../Keys.tsx'
import { PrintedBy } from '../PrintedBy.tsx'
import { Neighbours } from '../queue/Neighbours.tsx'
import type { ReplySaid } from '../reply/ReplyEditor.tsx'
import { CaseHead } from './CaseHead.tsx'
import { CaseNews } from './CaseNews.tsx'
import { InternalPart } from './InternalPart.tsx'
import { ToClient } from './ToClient.tsx'
import { useCaseNews } from './use-case-news.ts'

/** §10, from the other side: the client's letter, what goes to the client beside it, and what never does. */
export function CasePage({ id }: { id: string }) {
  useAllWords(
    'office',
    'areas',
    'case',
    'assign',
    'queue',
    'desk',
    'files',
    'refusals',
    'statuses',
    'cabinet',
    'thread',
  )
  useAllWords(
    'papers',
    'reply',
    'replyTemplates',
    'replySignature',
    'verdict',
    'evidence',
    'notices',
    'quota',
  )
  const words = useWords('office')
  const params = { id }
  const appeal = useLoad(id, (signal, quiet) =>
    call('GET /api/office/appeals/:id', { params, signal, quiet }),
  )
  const internal = useLoad(`internal ${id}`, (signal, quiet) =>
    call('GET /api/office/appeals/:id/internal', { params, signal, quiet }),
  )
  useTitle(appeal.data?.subject ?? words.clientAppeal, { office: true })
  const there = appeal.data !== undefined && internal.data !== undefined
  return (
    <>
      <Neighbours id={id} />
      {there && <Whole appeal={appeal} internal={internal} />}
      {!there &&
        (appeal.error === undefined && internal.error === undefined ? (
          <Skeleton />
        ) : (
          <LoadFailed
            error={appeal.error ?? internal.error}
            retry={() => {
              appeal.reload()
              internal.reload()
            }}
          />
        ))}
    </>
  )
}

interface WholeProps {
  readonly appeal: Load<OfficeAppeal>
  readonly internal: Load<Internal>
}

function Whole({ appeal: load, internal: staff }: WholeProps) {
  const words = useWords('office')
  const ofCase = useWords('case')
  const ofReply = useWords('reply')
  const [said, setSaid] = useState<string | null>(null)
  const [answered, setAnswered] = useState(false)
  // The letters in work are read again, and the one that was begun is shown.
  const [begun, setBegun] = useState(0)
  const [, navigate] = useLocation()
  const calendar = useLoad('calendar', async (signal) => {
    const { years, days } = await call('GET /api/calendar', { signal })
    return workingCalendar(
      years,
      Object.values(days).map((day) => ({ ...day, date: plainDate(day.date) })),
    )
  }).data
  const renew = () => {
    load.renew()
    staff.renew()
  }
  const { data: appeal } = load
  const { data: internal } = staff
  const news = useCaseNews(appeal?.id ?? '', internal, renew)
  if (appeal === undefined || internal === undefined) return null
  const replied = (what: ReplySaid, kind: Reply['kind']) => {
    renew()
    setSaid(what === 'sent' ? ofReply.sent[kind] : ofReply[what])
  }
  if (answered) {
    return (
      <>
        <PageTitle>{words.clientAppeal}</PageTitle>
        <Banner
          kind="good"
          role="status"
          action={
            <LinkButton to={paths.officeQueue} kind="secondary" small>
              {ofCase.toQueue}
            </LinkButton>
          }
        >
          <p>{ofCase.answerDone}</p>
        </Banner>
      </>
    )
  }
  return (
    <>
      <div role="status" className="said">
        {said && (
          <Banner kind="good">
            <p>{said}</p>
          </Banner>
        )}
      </div>
      <CaseHead
        appeal={appeal}
        internal={internal}
        onTaken={(next) => {
          load.put(next)
          staff.renew()
          setSaid(words.taken)
        }}
        onRefused={renew}
      >
        <WorkActs
          appeal={{
            ...appeal,
            number: appeal.registrationNumber,
            coupon: appeal.coupon.number,
            dueDate: appeal.due?.date ?? null,
            executorId: internal.executor?.id ?? null,
          }}
          onDone={({ seen }) => (seen ? renew() : navigate(paths.office))}
        />
      </CaseHead>
      <div className="case">
        <div className="cards">
          <ClientLetter appeal={appeal} />
          <CompanyLetters
            appeal={appeal}
            onBegun={() => {
              setBegun(begun + 1)
              setSaid(ofReply.correctionBegun)
            }}
          />
        </div>
        <div className="zones">
          <ToClient
            key={begun}
            appeal={appeal}
            calendar={calendar}
            onMessage={(what) => {
              renew()
              setSaid(ofCase[what])
            }}
            onDone={replied}
          />
          <InternalPart
            appeal={appeal}
            internal={internal}
            calendar={calendar}
            onInternal={staff.put}
            onRenew={renew}
            onAnswered={() => setAnswered(true)}
          />
        </div>
      </div>
      {appeal.acts.includes('writeReply') && (
        <Keys
          keys={[
            { keys: ['Ctrl', 'Enter'], does: 'keyPropose' },
            { keys: ['Ctrl', 'S'], does: 'keyKeep' },
            { keys: ['Ctrl', 'K'], does: 'keyJump' },
          ]}
        />
      )}
      <PrintedBy />
      <CaseNews news={news} />
    </>
  )
}
