import { finalStatuses, transitions, unnumberedStatuses } from '../../domain/appeal/status.ts'
import type { Appeal } from '../../wire/appeal.ts'
import { formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { Timeline, type TimelineItem } from '../ui/Timeline.tsx'
import { useLanguage, useWords } from '../words.ts'
import { statusIcon } from './Badge.tsx'
import { longDate, shortMoment } from './dates.ts'

/** §10: how the statuses followed each other, where it is now, what comes. */
export function History({ appeal }: { appeal: Appeal }) {
  const words = useWords('cabinet')
  const statusWords = useWords('statuses')
  const language = useLanguage()
  const over = finalStatuses.includes(appeal.status)
  const past = appeal.history.map((row, index): TimelineItem => {
    const last = index === appeal.history.length - 1
    return {
      key: `${index} ${row.at}`,
      title: row.besides === null ? statusWords[row.status].name : words.historyBesides[row.besides],
      state: last && !over ? 'now' : 'done',
      icon: statusIcon(row.status),
      lines: [
        shortMoment(row.at),
        row.coupon && fill(words.historyCoupon, { number: row.coupon }),
        row.number && fill(words.historyNumber, { number: row.number }),
        row.dueDate && fill(words.historyDue, { date: formatShortDate(row.dueDate) }),
        row.newDueDate && fill(words.historyNewDue, { date: formatShortDate(row.newDueDate) }),
      ].filter((line): line is string => typeof line === 'string' && line !== ''),
    }
  })
  const next: TimelineItem[] = []
  if (unnumberedStatuses.includes(appeal.status)) {
    next.push({
      key: 'next registered',
      title: statusWords[transitions.register.to].name,
      state: 'next',
      lines:
        appeal.registrationDate === null
          ? []
          : [fill(words.willRegister, { date: longDate(appeal.registrationDate, language) })],
    })
  }
  if (!over) {
    next.push({
      key: 'next executed',
      title: statusWords[transitions.execute.to].name,
      state: 'next',
      lines: [words.historyAnswerHere],
    })
  }
  return (
    <>
      <p className="meta">{words.historyZone}</p>
      <Timeline items={[...past, ...next]} />
    </>
  )
}
