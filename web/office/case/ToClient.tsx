import { useState } from 'react'
import { finalStatuses } from '../../../domain/appeal/status.ts'
import type { WorkingCalendar } from '../../../domain/calendar/working-days.ts'
import type { OfficeAppeal } from '../../../wire/office.ts'
import { useSession } from '../../session.tsx'
import { Note } from '../../ui/Banner.tsx'
import { useWords } from '../../words.ts'
import { ReplyForm } from '../ReplyForm.tsx'
import { VerdictCard } from '../VerdictCard.tsx'
import { ToClientZone } from './Zone.tsx'

interface ToClientProps {
  readonly appeal: OfficeAppeal
  readonly calendar: WorkingCalendar | undefined
  readonly onChanged: (appeal: OfficeAppeal) => void
  readonly onSent: (appeal: OfficeAppeal, kind: 'answer' | 'interim') => void
}

/**
 * What goes to the client: the reply. A form that was open stays with what was typed into it, whatever others do
 * meanwhile: it says why it can't be sent. One's own sending leaves an empty one.
 */
export function ToClient({ appeal, calendar, onChanged, onSent }: ToClientProps) {
  const words = useWords('case')
  const roles = useSession().session.person?.roles ?? []
  const over = finalStatuses.includes(appeal.status)
  const [sent, setSent] = useState(0)
  const [open, setOpen] = useState(!over)
  const replies = roles.some((role) => role === 'executor' || role === 'head')
  return (
    <ToClientZone>
      <VerdictCard appeal={appeal} />
      {replies && open ? (
        <ReplyForm
          key={sent}
          appeal={appeal}
          calendar={calendar}
          onChanged={onChanged}
          onSent={(next, kind) => {
            setSent(sent + 1)
            setOpen(!finalStatuses.includes(next.status))
            onSent(next, kind)
          }}
        />
      ) : (
        <div className="in">
          <Note icon={over ? 'done' : 'lock'}>{over ? words.overNothing : words.nothingToSend}</Note>
        </div>
      )}
    </ToClientZone>
  )
}
