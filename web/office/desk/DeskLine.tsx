import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { CameBack, DeskPart } from '../../../wire/desk.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { paths } from '../../paths.ts'
import { FieldError } from '../../ui/Field.tsx'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'
import { WorkActs } from '../assign/WorkActs.tsx'
import { workRowOf } from '../assign/work-row.ts'
import { QueueAction } from '../QueueAction.tsx'
import { Due } from '../queue/Due.tsx'

const signs: Readonly<Record<CameBack['why'], IconName>> = {
  answered: 'incoming',
  assigned: 'incoming',
  givenBack: 'returned',
  sentBack: 'returned',
  approved: 'tick',
  reopened: 'returned',
  verdictGood: 'incoming',
  verdictRevoked: 'warning',
}
const looks: Readonly<Partial<Record<CameBack['why'], string>>> = {
  sentBack: 'what wait',
  verdictRevoked: 'what bad',
}

interface DeskLineProps {
  readonly row: DeskPart['rows'][number]
  readonly group: DeskPart['group']
  readonly narrow: boolean
  readonly onTaken: () => void
  /** It was given to somebody or to a unit; `named`: which one, as the line says it. */
  readonly onHandedOut: (named: string) => void
}

/** What is to be done with all that lies under a heading. */
const handingOut: Partial<Record<DeskPart['group'], 'route' | 'assign'>> = {
  unrouted: 'route',
  toAssign: 'assign',
}

/** One appeal on the desk: when, what and whose, and why it is here. */
export function DeskLine({ row, group, narrow, onTaken, onHandedOut }: DeskLineProps) {
  const words = useWords('desk')
  const site = useWords('site')
  const [, navigate] = useLocation()
  const [fault, setFault] = useState('')
  const number = row.registration?.split(' / ')[0]
  const named = number === undefined ? fill(words.couponOf, { coupon: row.coupon }) : `№ ${number}`
  const act = handingOut[group]
  const handsOut = act !== undefined && row.bulkActs.includes(act) ? act : undefined
  const until =
    number === undefined || row.dueDate === null
      ? named
      : fill(words.until, { number, date: formatShortDate(row.dueDate) })
  return (
    <li className={row.back === null || narrow ? undefined : 'cue'} data-row={row.id}>
      {!narrow && (
        <div>
          <Due row={row} />
        </div>
      )}
      <div>
        <Link className="go" href={paths.officeAppeal(row.id)} lang={row.letterLanguage}>
          {row.subject}
        </Link>
        <br />
        <span className="sub">
          {row.client}, <span className="nowrap">№ {row.contractNumber}</span> ·{'\u00a0'}
          <span className="nowrap">{narrow ? until : named}</span>
        </span>
        {fault !== '' && <FieldError id={`fault-${row.id}`}>{fault}</FieldError>}
      </div>
      <div>
        {!narrow && <Why row={row} />}
        {handsOut !== undefined ? (
          <WorkActs
            inList
            appeal={{ ...workRowOf(row), acts: [handsOut], actions: [] }}
            onDone={() => onHandedOut(named)}
          />
        ) : (
          (narrow || isNobodys(row, group)) && (
            <QueueAction
              row={row}
              onTaken={(id) => {
                onTaken()
                navigate(paths.officeAppeal(id))
              }}
              onFault={(error) => {
                setFault(faultWords(error, site))
                onTaken()
              }}
            />
          )
        )}
      </div>
    </li>
  )
}

/** Nobody answers it: what is to be done with it is offered where it lies. */
const isNobodys = ({ executor }: DeskLineProps['row'], group: DeskLineProps['group']): boolean =>
  executor === null && group !== 'asked'

function Why({ row }: { row: DeskLineProps['row'] }) {
  const words = useWords('desk')
  const { back, waits, executor, mine } = row
  if (back !== null) {
    const date = shortMoment(back.at)
    return (
      <p className={looks[back.why] ?? 'what'}>
        <Icon name={signs[back.why]} size={18} />
        <span>
          {words.why[back.why]}
          <br />
          <span className="sub">{back.by === null ? date : fill(words.whyBy, { name: back.by, date })}</span>
          {back.text !== null && (
            <span className="sub said-words">{fill(words.said, { text: back.text })}</span>
          )}
        </span>
      </p>
    )
  }
  return (
    <>
      {waits.map((one) => (
        <p key={one} className="what wait">
          <Icon name="wait" size={18} />
          <span>{words.waits[one]}</span>
        </p>
      ))}
      {!mine && executor !== null && (
        <p className="what calm">
          <Icon name="person" size={18} />
          <span>{executor}</span>
        </p>
      )}
    </>
  )
}
