import { type ReactNode, useRef, useState } from 'react'
import type { Internal } from '../../../wire/case.ts'
import type { OfficeAppeal } from '../../../wire/office.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { AppealStamp, WhyDue } from '../../appeal/AppealStamp.tsx'
import { Badge } from '../../appeal/Badge.tsx'
import { shortMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { PageTitle } from '../../frame/Page.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { PrintButton } from '../../ui/PrintButton.tsx'
import { useWords, type Words } from '../../words.ts'

interface CaseHeadProps {
  readonly appeal: OfficeAppeal
  readonly internal: Internal
  readonly onTaken: (next: OfficeAppeal) => void
  readonly onRefused: () => void
  /** What can be done with the work of it. */
  readonly children?: ReactNode
}

/** What it is, whose it is and by when: subject, status, people, the stamp with its reasons. */
export function CaseHead({ appeal, internal, onTaken, onRefused, children }: CaseHeadProps) {
  const words = useWords('office')
  const ofCase = useWords('case')
  return (
    <div className="appeal-head case-head">
      <div className="stack tight">
        <PageTitle lang={appeal.letterLanguage}>{appeal.subject}</PageTitle>
        <p className="row">
          <Badge status={appeal.status} />
          <span className="meta">
            {fill(words.sender, { name: appeal.client.fullName, contract: appeal.contractNumber }).replace(
              '№ ',
              '№\u00a0',
            )}
          </span>
        </p>
        <p className="meta">{peopleLine(appeal, internal, ofCase)}</p>
        <MailRefused refused={appeal.mailRefused} />
        <TakeIntoWork appeal={appeal} onTaken={onTaken} onRefused={onRefused} />
        <div className="row case-acts">
          {children}
          <a className="button secondary small to-reply" href="#h-to-client">
            {ofCase.toReply}
          </a>
          <PrintButton />
        </div>
      </div>
      <div className="stamp-side">
        <AppealStamp appeal={appeal} />
        <WhyDue appeal={appeal} />
        {internal.internalDay !== null && (
          <p className="meta">
            {ofCase.internalDay}: {formatShortDate(internal.internalDay)}
          </p>
        )}
      </div>
    </div>
  )
}

function peopleLine(appeal: OfficeAppeal, internal: Internal, words: Words<'case'>): string {
  const { executor, acting, coExecutors } = internal
  const names = coExecutors.map(({ name }) => name).join(', ')
  return [
    executor === null
      ? words.nobody
      : fill(appeal.mine ? words.executorMine : words.executorLine, { name: executor.name }),
    acting !== null && fill(words.acting, { name: acting.name }),
    names !== '' && fill(words.together, { names }),
  ]
    .filter(Boolean)
    .join(' ·\u00a0')
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

/** An executor takes free work of their unit. Where somebody was first, the page shows who. */
function TakeIntoWork({ appeal, onTaken, onRefused }: Omit<CaseHeadProps, 'internal' | 'children'>) {
  const words = useWords('office')
  const site = useWords('site')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const key = useRef(crypto.randomUUID())
  if (!appeal.actions.includes('takeIntoWork') && fault === null) return null
  const take = () => {
    setBusy(true)
    setFault(null)
    call('POST /api/office/appeals/:id/take-into-work', {
      params: { id: appeal.id },
      idempotencyKey: key.current,
    })
      .then(onTaken, (error: unknown) => {
        setFault(faultWords(error, site))
        onRefused()
      })
      .finally(() => setBusy(false))
  }
  return (
    <Banner
      role={fault === null ? 'status' : 'alert'}
      kind={fault === null ? 'info' : 'wait'}
      action={
        appeal.actions.includes('takeIntoWork') && (
          <Button kind="secondary" small onPress={take} busy={busy && words.taking}>
            {words.take}
          </Button>
        )
      }
    >
      <p>{fault ?? words.takeHint}</p>
    </Banner>
  )
}
