import { localDate } from '../../../domain/calendar/instant.ts'
import { parsePlainDate } from '../../../domain/calendar/plain-date.ts'
import type { Assignees } from '../../../wire/work.ts'
import { useServerNow } from '../../session.tsx'
import { Checkboxes } from '../../ui/Choice.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { More } from '../../ui/More.tsx'
import { useWords } from '../../words.ts'
import { PeopleByLoad } from './PeopleByLoad.tsx'
import { StaffOnly } from './StaffOnly.tsx'

/** What is chosen and written in the window of assigning. */
export interface AssignDraft {
  readonly executorId: string | null
  readonly coExecutorIds: readonly string[]
  readonly internalDay: string
  readonly instruction: string
  readonly reason: string
}
export const emptyAssignment: AssignDraft = {
  executorId: null,
  coExecutorIds: [],
  internalDay: '',
  instruction: '',
  reason: '',
}
export type AssignErrors = Partial<Record<keyof AssignDraft, string>>

interface AssignFormProps {
  readonly draft: AssignDraft
  readonly change: (part: Partial<AssignDraft>) => void
  readonly errors: AssignErrors
  readonly assignees: Assignees
  /** Ids of those whom all of the appeals allow. */
  readonly allowed: readonly string[]
  /** The nearest day by which a client was told an answer. */
  readonly due: string | null
  /** Somebody else is the executor of one of them: why it changes is asked. */
  readonly isChange: boolean
}

/** To whom, with what words; what the client sees of it is the name alone. */
export function AssignForm({ draft, change, errors, assignees, allowed, due, isChange }: AssignFormProps) {
  const words = useWords('assign')
  const today = localDate(useServerNow()())
  const people = assignees.people.filter(({ id, away }) => away !== null || allowed.includes(id))
  const helpers = assignees.coExecutors.filter(({ id, away }) => !away && id !== draft.executorId)
  return (
    <div className="stack">
      <PeopleByLoad
        people={people}
        units={assignees.units}
        value={draft.executorId}
        onChange={(executorId) => change({ executorId })}
        error={errors.executorId}
      />
      {allowed.length === 0 && <p>{words.nobodyForAll}</p>}
      <StaffOnly note={words.staffOnlyNote}>
        {isChange && (
          <TextArea
            id="assign-reason"
            label={words.reasonForChange}
            rows={2}
            value={draft.reason}
            onChange={(reason) => change({ reason })}
            error={errors.reason}
          />
        )}
        <div className="assign-pair">
          <DateField
            id="assign-day"
            label={words.internalDay}
            name={words.internalDay}
            optional
            value={draft.internalDay}
            onChange={(internalDay) => change({ internalDay })}
            today={today}
            min={today}
            max={due === null ? undefined : (parsePlainDate(due) ?? undefined)}
            error={errors.internalDay}
          />
          <More
            title={
              draft.coExecutorIds.length > 0
                ? `${words.coExecutors}: ${draft.coExecutorIds.length}`
                : words.coExecutors
            }
          >
            <div className="helpers">
              <Checkboxes
                id="assign-helpers"
                legend={words.coExecutors}
                hideLegend
                value={draft.coExecutorIds}
                onChange={(coExecutorIds) => change({ coExecutorIds })}
                options={helpers.map(({ id, name }) => ({ value: id, label: name }))}
                error={errors.coExecutorIds}
              />
            </div>
          </More>
        </div>
        <TextArea
          id="assign-instruction"
          label={words.instruction}
          optional
          rows={2}
          maxLength={2000}
          value={draft.instruction}
          onChange={(instruction) => change({ instruction })}
          error={errors.instruction}
        />
      </StaffOnly>
    </div>
  )
}
