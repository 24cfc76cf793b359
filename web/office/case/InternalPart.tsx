import { parsePlainDate } from '../../../domain/calendar/plain-date.ts'
import type { WorkingCalendar } from '../../../domain/calendar/working-days.ts'
import type { Internal } from '../../../wire/case.ts'
import type { OfficeAppeal } from '../../../wire/office.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { Facts } from '../../ui/Facts.tsx'
import { useWords } from '../../words.ts'
import { CaseHistory } from './CaseHistory.tsx'
import { LinkedAppeals } from './LinkedAppeals.tsx'
import { Notes } from './Notes.tsx'
import { Questions } from './Questions.tsx'
import { StaffZone } from './Zone.tsx'

interface InternalPartProps {
  readonly appeal: OfficeAppeal
  readonly internal: Internal
  readonly calendar: WorkingCalendar | undefined
  readonly onInternal: (internal: Internal) => void
  readonly onRenew: () => void
  readonly onAnswered: () => void
}

/** What no client ever sees: the work, notes, questions to other units, linked appeals, the whole history. */
export function InternalPart(props: InternalPartProps) {
  const { appeal, internal, calendar, onInternal, onRenew, onAnswered } = props
  const words = useWords('case')
  const { instruction, executor, acting, unit, coExecutors, internalDay } = internal
  return (
    <StaffZone>
      <section className="stack tight" aria-labelledby="h-work">
        <h3 id="h-work">{words.work}</h3>
        <div className="jot">
          <Facts
            columns
            rows={[
              [words.executor, executor?.name ?? words.nobody],
              [words.actingToday, acting?.name],
              [words.unit, unit?.name ?? words.atDesk],
              [words.coExecutors, coExecutors.map(({ name }) => name).join(', ')],
              [words.internalDay, internalDay && formatShortDate(internalDay)],
            ]}
          />
        </div>
        {instruction !== null && (
          <div className="jot">
            <p className="meta">
              {words.instruction} ·{'\u00a0'}
              {fill(words.instructionBy, { name: instruction.by, at: shortMoment(instruction.at) })}
            </p>
            <p>{instruction.text}</p>
          </div>
        )}
      </section>
      <Notes
        appealId={appeal.id}
        notes={internal.notes}
        draft={internal.noteDraft}
        mayWrite={appeal.acts.includes('note')}
        onNotes={(notes) => {
          onInternal({ ...internal, notes })
          onRenew()
        }}
      />
      <Questions
        appealId={appeal.id}
        internal={internal}
        mayAsk={appeal.acts.includes('ask')}
        dueDate={parsePlainDate(appeal.due?.date ?? '')}
        calendar={calendar}
        onInternal={onInternal}
        onAnswered={onAnswered}
      />
      <LinkedAppeals
        appealId={appeal.id}
        internal={internal}
        mayLink={appeal.acts.includes('link')}
        onInternal={onInternal}
      />
      <CaseHistory history={internal.history} />
    </StaffZone>
  )
}
