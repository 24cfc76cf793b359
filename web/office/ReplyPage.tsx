import { useRef, useState } from 'react'
import { finalStatuses } from '../../domain/appeal/status.ts'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { workingCalendar } from '../../domain/calendar/working-days.ts'
import type { OfficeAppeal } from '../../wire/office.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { AppealStamp, WhyDue } from '../appeal/AppealStamp.tsx'
import { Badge } from '../appeal/Badge.tsx'
import { shortMoment } from '../appeal/dates.ts'
import { faultWords, LoadFailed } from '../frame/FaultPages.tsx'
import { BackLink } from '../frame/Links.tsx'
import { PageTitle, useTitle } from '../frame/Page.tsx'
import { paths } from '../paths.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { type Load, useLoad } from '../ui/use-load.ts'
import { Skeleton } from '../ui/Waiting.tsx'
import { useWords } from '../words.ts'
import { ClientLetter, CompanyLetters } from './ClientLetter.tsx'
import { ReplyForm } from './ReplyForm.tsx'
import { VerdictCard } from './VerdictCard.tsx'

/** §10, from the other side: one appeal: take it into work, answer it beside the signed letter. */
export function ReplyPage({ id }: { id: string }) {
  const words = useWords('office')
  const load = useLoad(id, (signal) => call('GET /api/office/appeals/:id', { params: { id }, signal }))
  useTitle(load.data?.subject ?? words.clientAppeal, { office: true })
  return (
    <>
      <BackLink to={paths.office}>{words.queueTitle}</BackLink>
      {load.data !== undefined && <Whole appeal={load.data} load={load} />}
      {load.data === undefined &&
        (load.loading ? <Skeleton /> : <LoadFailed error={load.error} retry={load.reload} />)}
    </>
  )
}

type Said = 'taken' | 'answered' | 'interimSent'

function Whole({ appeal, load }: { appeal: OfficeAppeal; load: Load<OfficeAppeal> }) {
  const words = useWords('office')
  const [said, setSaid] = useState<Said | null>(null)
  const calendar = useLoad('calendar', async (signal) => {
    const { years, days } = await call('GET /api/calendar', { signal })
    return workingCalendar(
      years,
      Object.values(days).map((day) => ({ ...day, date: plainDate(day.date) })),
    )
  }).data
  const done = (next: OfficeAppeal, what: Said) => {
    load.put(next)
    setSaid(what)
  }
  return (
    <>
      <div role="status" className="said">
        {said && (
          <Banner kind="good">
            <p>{words[said]}</p>
          </Banner>
        )}
      </div>
      <div className="appeal-head">
        <div className="stack">
          <PageTitle lang={appeal.letterLanguage}>{appeal.subject}</PageTitle>
          <p className="row">
            <Badge status={appeal.status} />
            <span className="meta">
              {fill(words.sender, { name: appeal.client.fullName, contract: appeal.contractNumber })}
            </span>
          </p>
          <MailRefused refused={appeal.mailRefused} />
          <TakeIntoWork appeal={appeal} onTaken={(next) => done(next, 'taken')} />
        </div>
        <div className="stamp-side">
          <AppealStamp appeal={appeal} />
          <WhyDue appeal={appeal} />
        </div>
      </div>
      <div className="split reply">
        <div className="cards">
          <VerdictCard appeal={appeal} />
          {!finalStatuses.includes(appeal.status) && (
            <ReplyForm
              // A reply that was sent leaves an empty form: what is in it invites to be sent once more.
              key={appeal.correspondence.length}
              appeal={appeal}
              calendar={calendar}
              onChanged={load.put}
              onSent={(next, kind) => done(next, kind === 'answer' ? 'answered' : 'interimSent')}
            />
          )}
          <CompanyLetters appeal={appeal} />
        </div>
        <ClientLetter appeal={appeal} />
      </div>
    </>
  )
}

/** Mail does not reach the client: they may have to be called. */
function MailRefused({ refused }: { refused: OfficeAppeal['mailRefused'] }) {
  const words = useWords('notices')
  if (refused === null) return null
  const { email, at, reply } = refused
  return (
    <Banner kind="wait">
      <p>{fill(words.staffRefused, { email, date: shortMoment(at), reply: reply ?? '–' })}</p>
    </Banner>
  )
}

/** An executor takes the work without being assigned, until there is a registrar who assigns. */
function TakeIntoWork({ appeal, onTaken }: { appeal: OfficeAppeal; onTaken: (next: OfficeAppeal) => void }) {
  const words = useWords('office')
  const site = useWords('site')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const key = useRef(crypto.randomUUID())
  if (!appeal.actions.includes('takeIntoWork')) return null
  const take = () => {
    setBusy(true)
    setFault(null)
    call('POST /api/office/appeals/:id/take-into-work', {
      params: { id: appeal.id },
      idempotencyKey: key.current,
    })
      .then(onTaken, (error: unknown) => setFault(faultWords(error, site)))
      .finally(() => setBusy(false))
  }
  return (
    <Banner
      role={fault === null ? 'status' : 'alert'}
      kind={fault === null ? 'info' : 'wait'}
      action={
        <Button kind="secondary" small onPress={take} busy={busy && words.taking}>
          {words.take}
        </Button>
      }
    >
      <p>{fault ?? words.takeHint}</p>
    </Banner>
  )
}
