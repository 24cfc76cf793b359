import { finalStatuses } from '../../domain/appeal/status.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { formatShortDate, formatTime } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { More } from '../ui/More.tsx'
import { Stamp } from '../ui/Sheet.tsx'
import { useLanguage, useWords, type Words } from '../words.ts'
import { longDate, longMoment } from './dates.ts'

/** §10: number, date and due date, in the upper right corner of the appeal; the day it was executed is apart. */
export function AppealStamp({ appeal }: { appeal: Appeal }) {
  const words = useWords('cabinet')
  const statuses = useWords('statuses')
  const language = useLanguage()
  const { registration, registrationDate, registersAt, due, executedAt } = appeal
  const over = finalStatuses.includes(appeal.status)
  const number =
    registration === null
      ? {
          label: words.stampNumberLater,
          value: registrationDate === null ? words.toBeTold : longDate(registrationDate, language),
          note: registersAt && fill(words.numberComesAt, { time: formatTime(Date.parse(registersAt)) }),
        }
      : { label: words.stampNumber, value: <span className="nowrap">{registration}</span> }
  const term = {
    label: appeal.dueMoved ? words.stampNewDue : words.stampDue,
    value: due === null ? words.toBeTold : longDate(due.date, language),
    note: due !== null && registration !== null && !over && daysWords(due, words),
  }
  // Over without an answer: the day on which it was is the last that is told of it.
  const ended = over ? appeal.history.findLast(({ status }) => status === appeal.status) : undefined
  if (executedAt === null && ended !== undefined) {
    const end = { label: statuses[appeal.status].name, value: longMoment(ended.at, language) }
    return <Stamp rows={[number, term, end]} />
  }
  if (executedAt === null) return <Stamp rows={[number, term]} />
  const executed = { label: words.stampExecuted, value: longMoment(executedAt, language) }
  return <Stamp rows={[number, term, executed]} />
}

function daysWords(due: NonNullable<Appeal['due']>, words: Words<'cabinet'>): string {
  const { workingDaysLeft: days, overdue } = due
  // Without the calendar of a year between the days can't be counted; what is past is past all the same.
  if (days === null) return overdue ? words.stampPast : ''
  if (days === 0) return words.stampToday
  return days > 0 ? fill(words.stampDaysLeft, { n: days }) : fill(words.stampOverdue, { n: -days })
}

/** §10: the date explains itself: every day that was passed over, with its reason. */
export function WhyDue({ appeal }: { appeal: Appeal }) {
  const words = useWords('cabinet')
  const { due, dueMoved, status } = appeal
  // Once it is executed or returned, nobody waits for that date any more.
  if (due === null || finalStatuses.includes(status)) return null
  if (dueMoved) {
    return (
      <More title={words.whyDue}>
        <p className="hint">{words.whyDueMoved}</p>
      </More>
    )
  }
  return (
    <More title={words.whyDue}>
      <p className="hint">{due.skipped.length === 0 ? words.whyDueNone : words.whyDueHint}</p>
      <ul className="skipped">
        {due.skipped.map(({ date, why }) => (
          <li key={date}>
            <span className="nowrap">{formatShortDate(date)}</span> –{' '}
            {why === 'weekend' ? words.weekend : why}
          </li>
        ))}
      </ul>
    </More>
  )
}
