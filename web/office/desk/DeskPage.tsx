import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { deskGroups } from '../../../domain/mailbox/desk.ts'
import type { Desk, DeskLetters, DeskPart } from '../../../wire/desk.ts'
import { countText } from '../../../words/count.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { longDate } from '../../appeal/dates.ts'
import { LoadFailed } from '../../frame/FaultPages.tsx'
import { LinkButton } from '../../frame/Links.tsx'
import { PageTitle, useTitle } from '../../frame/Page.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { EmptyState, Skeleton } from '../../ui/Waiting.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { Keys } from '../Keys.tsx'
import { keepPlace } from '../queue/place.ts'
import { useKey } from '../queue/use-key.ts'
import { useRowKeys } from '../queue/use-row-keys.ts'
import { ComingDays } from './ComingDays.tsx'
import './desk.css'
import { LetterLines, Lines } from './DeskLines.tsx'
import { OvertakenLines } from './OvertakenLines.tsx'

const aside: readonly DeskPart['group'][] = ['free', 'toAssign']
/** Headings with something under them, appeals and letters, in their order. */
const inOrder = ({ parts, letters }: Desk): (DeskPart | DeskLetters)[] => {
  const shown = [...parts.filter(({ group }) => group !== 'waiting' && !aside.includes(group)), ...letters]
  return deskGroups.flatMap((group) => shown.find((one) => one.group === group && one.total > 0) ?? [])
}
const nextAt = ({ id, replyId }: NonNullable<Desk['next']>): string =>
  replyId === null ? paths.officeAppeal(id) : paths.officeReply(replyId)

/** docs/office.md 4: what to do now, grouped by why it is here; one button opens the most urgent. */
export function DeskPage() {
  const words = useWords('desk')
  const desk = useLoad('desk', (signal) => call('GET /api/office/desk', { signal }))
  const [, navigate] = useLocation()
  const next = desk.data?.next ?? null
  useKey('alt', 'KeyN', next === null ? null : () => navigate(nextAt(next)))
  useTitle(words.title, { office: true })
  if (desk.data === undefined) {
    return (
      <>
        <PageTitle>{words.title}</PageTitle>
        {desk.loading ? <Skeleton /> : <LoadFailed error={desk.error} retry={desk.reload} />}
      </>
    )
  }
  return <DeskFound desk={desk.data} reload={desk.reload} />
}

function DeskFound({ desk, reload }: { desk: Desk; reload: () => void }) {
  const personId = useSession().session.person?.id ?? ''
  useEffect(() => keepPlace(personId, { from: 'desk' }), [personId])
  const words = useWords('desk')
  const ofReply = useWords('reply')
  const language = useLanguage()
  const totalOf = (group: DeskPart['group']) => desk.parts.find((part) => part.group === group)
  const groups = inOrder(desk)
  const waiting = totalOf('waiting')
  const free = desk.parts.filter(({ group, total }) => aside.includes(group) && total > 0)
  const today = totalOf('today')
  const late = totalOf('overdue')
  const date = longDate(desk.today, language)
  const lines = useRef<HTMLDivElement>(null)
  useRowKeys(
    lines,
    desk.parts.flatMap(({ rows }) => rows),
  )
  const number = desk.next?.number ?? null
  const [said, setSaid] = useState('')
  const takenBack = () => {
    setSaid(ofReply.tookBack)
    reload()
  }
  const acts = {
    onTaken: reload,
    onHandedOut: (named: string) => {
      setSaid(fill(words.handedOut, { named }))
      reload()
    },
  }
  return (
    <>
      <div className="head-row">
        <div>
          <PageTitle>{words.title}</PageTitle>
          <p className="hint">
            {today === undefined || late === undefined
              ? fill(words.dateOnly, { date })
              : fill(words.summary, { date, today: countText(today), late: countText(late) })}
          </p>
        </div>
        {desk.next !== null && (
          <div className="row">
            <LinkButton to={nextAt(desk.next)} icon="arrow">
              {number === null ? words.nextPlain : fill(words.next, { number })}
            </LinkButton>
          </div>
        )}
      </div>
      <div role="status" className="said">
        {said !== '' && (
          <Banner kind="good">
            <p>{said}</p>
          </Banner>
        )}
      </div>
      <div className={free.length > 0 || desk.days.length > 0 ? 'desk sided' : 'desk'} ref={lines}>
        <div className="stack roomy">
          {groups.length === 0 && (
            <EmptyState
              drawing
              title={words.emptyTitle}
              hint={words.emptyHint}
              action={
                <LinkButton kind="secondary" to={paths.officeQueue}>
                  {words.toQueue}
                </LinkButton>
              }
            />
          )}
          {groups.map((part) => (
            <Group key={part.group} part={part}>
              {!('replies' in part) ? (
                <Lines part={part} {...acts} />
              ) : part.group === 'overtaken' ? (
                <OvertakenLines part={part} onTakenBack={takenBack} />
              ) : (
                <LetterLines part={part} />
              )}
            </Group>
          ))}
          {waiting !== undefined && waiting.total > 0 && (
            <details className="more-box">
              <summary>{fill(words.waitingOf, { n: countText(waiting) })}</summary>
              <Lines part={waiting} {...acts} />
            </details>
          )}
        </div>
        {(free.length > 0 || desk.days.length > 0) && (
          <aside className="stack roomy" aria-label={words.aside}>
            {free.map((part) => (
              <Group key={part.group} part={part}>
                <Lines part={part} {...acts} narrow />
              </Group>
            ))}
            {desk.days.length > 0 && <ComingDays days={desk.days} />}
          </aside>
        )}
      </div>
      <Keys
        keys={[
          { keys: ['↑', '↓'], does: 'keyMove' },
          { keys: ['Enter'], does: 'keyOpen' },
          { keys: ['Alt', 'N'], does: 'keyNext' },
          { keys: ['Ctrl', 'K'], does: 'keyJump' },
        ]}
      />
    </>
  )
}

function Group({ part, children }: { part: DeskPart | DeskLetters; children: ReactNode }) {
  const words = useWords('desk')
  const id = `group-${part.group}`
  return (
    <section aria-labelledby={id}>
      <div className="group-head">
        <h2 id={id}>{words.groups[part.group]}</h2>
        <span className="n">{countText(part)}</span>
      </div>
      {children}
    </section>
  )
}
