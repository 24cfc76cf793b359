import { finalStatuses } from '../../../domain/appeal/status.ts'
import type { QueueRow } from '../../../wire/queue.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useWords } from '../../words.ts'

/** The due date and the working days left: late and soon have a sign and a colour besides the words. */
export function Due({ row }: { row: QueueRow }) {
  const words = useWords('office')
  const { dueDate, workingDaysLeft: left, overdue: late } = row
  if (dueDate === null) return <span className="meta">–</span>
  const date = formatShortDate(dueDate)
  if ((left === null && !late) || finalStatuses.includes(row.status)) return <span>{date}</span>
  const soon = left !== null && left >= 0 && left <= 3
  const text =
    left === null
      ? words.past
      : late
        ? fill(words.daysPast, { n: -left })
        : left === 0
          ? words.endsToday
          : fill(words.daysLeft, { n: left })
  return (
    <span className={late ? 'due late' : soon ? 'due soon' : 'due'}>
      {late ? <Icon name="warning" size={18} /> : soon && <Icon name="wait" size={18} />}
      <span>
        {date}
        <br />
        <span className={late || soon ? undefined : 'meta'}>{text}</span>
      </span>
    </span>
  )
}
