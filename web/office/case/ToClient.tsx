import type { WorkingCalendar } from '../../../domain/calendar/working-days.ts'
import type { OfficeAppeal } from '../../../wire/office.ts'
import type { Reply } from '../../../wire/reply.ts'
import { RepliesPart } from '../reply/RepliesPart.tsx'
import type { ReplySaid } from '../reply/ReplyEditor.tsx'
import { VerdictCard } from '../VerdictCard.tsx'
import { AskedPapersPart } from './AskedPapersPart.tsx'
import { MessagePart } from './MessagePart.tsx'
import { WithdrawalPart } from './WithdrawalPart.tsx'
import { ToClientZone } from './Zone.tsx'

interface ToClientProps {
  readonly appeal: OfficeAppeal
  readonly calendar: WorkingCalendar | undefined
  /** A message was written, or is said to need no answer. */
  readonly onMessage: (said: 'messageSent' | 'noAnswerNeeded' | 'paperDecided' | 'withdrawalDone') => void
  readonly onDone: (said: ReplySaid, kind: Reply['kind']) => void
}

/** What goes to the client: the letters of the company, each on its way (docs/office.md 6). */
export function ToClient({ appeal, calendar, onMessage, onDone }: ToClientProps) {
  return (
    <ToClientZone>
      <VerdictCard appeal={appeal} />
      <WithdrawalPart appeal={appeal} onDone={() => onMessage('withdrawalDone')} />
      <MessagePart appeal={appeal} onDone={onMessage} />
      {appeal.papers !== null && (
        <AskedPapersPart appeal={appeal} papers={appeal.papers} onDone={() => onMessage('paperDecided')} />
      )}
      <RepliesPart appeal={appeal} calendar={calendar} onDone={onDone} />
    </ToClientZone>
  )
}
