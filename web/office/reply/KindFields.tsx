import { forwardingDay, forwardingTerm } from '../../../domain/appeal/forwarding-day.ts'
import { parsePlainDate, plainDate } from '../../../domain/calendar/plain-date.ts'
import { isMissingYear, isWorkingDay } from '../../../domain/calendar/working-days.ts'
import { outcomes } from '../../../domain/reply/reply.ts'
import { reasonLength } from '../../../domain/reply/reply-faults.ts'
import type { Reply } from '../../../wire/reply.ts'
import { fill } from '../../../words/fill.ts'
import { longDate } from '../../appeal/dates.ts'
import { useSession } from '../../session.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { useLanguage, useWords, type Words } from '../../words.ts'
import { PaperFields } from './PaperFields.tsx'
import type { ReplyContent } from './reply-content.ts'
import type { ReplyLimits } from './reply-errors.ts'

export interface KindFieldsProps {
  readonly kind: Reply['kind']
  readonly content: ReplyContent
  readonly limits: ReplyLimits
  readonly onChange: (next: Partial<ReplyContent>) => void
  readonly errorAt: (field: string) => string | undefined
}

/** What a kind of reply asks beside its text. */
export function KindFields(props: KindFieldsProps) {
  const { kind } = props
  if (kind === 'answer') return <Outcome {...props} />
  if (kind === 'interim') return <MoreTime {...props} />
  if (kind === 'papers') {
    return (
      <>
        <Reason {...props} />
        <PaperFields {...props} />
      </>
    )
  }
  return kind === 'forwarding' ? <Receiver {...props} /> : <Reason {...props} />
}

function Outcome({ content, onChange, errorAt }: KindFieldsProps) {
  const words = useWords('reply')
  return (
    <SelectField
      id="outcome"
      label={words.outcome}
      hint={words.outcomeHint}
      empty={words.outcomeEmpty}
      value={content.outcome}
      onChange={(value) => onChange({ outcome: outcomes.find((one) => one === value) ?? '' })}
      options={outcomes.map((value) => ({ value, label: words.outcomes[value] }))}
      error={errorAt('outcome')}
    />
  )
}

/** Why the letter is written; the client reads it. */
function Reason({ kind, content, onChange, errorAt }: KindFieldsProps) {
  const words = useWords('reply')
  return (
    <TextArea
      id="reason"
      rows={2}
      label={reasonWords(kind, words)}
      value={content.reason}
      onChange={(reason) => onChange({ reason })}
      maxLength={reasonLength.most}
      countFrom={200}
      error={errorAt('reason')}
    />
  )
}

/** How the reason of a letter of this kind is called. */
export function reasonWords(kind: Reply['kind'], words: Words<'reply'>): string {
  if (kind === 'papers') return words.reasonPapers
  if (kind === 'return') return words.reasonReturn
  return kind === 'correction' ? words.reasonCorrection : words.reason
}

function MoreTime(props: KindFieldsProps) {
  const { content, limits, onChange, errorAt } = props
  const words = useWords('reply')
  const site = useWords('site')
  const language = useLanguage()
  const { calendar, cap, first } = limits
  return (
    <>
      <Reason {...props} />
      <DateField
        id="newDueDate"
        label={words.newDueDate}
        name={words.newDueDate}
        hint={cap === null ? words.newDueHintOpen : fill(words.newDueHint, { date: longDate(cap, language) })}
        value={content.newDueDate}
        onChange={(newDueDate) => onChange({ newDueDate })}
        today={plainDate(useSession().session.today)}
        min={first}
        max={parsePlainDate(cap ?? '') ?? undefined}
        dayOff={(date) =>
          calendar && isWorkingDay(date, calendar) === false
            ? (calendar.days[date]?.name[language] ?? site.dayOff)
            : null
        }
        workingDaysOnly
        error={errorAt('newDueDate')}
      />
      <PaperFields {...props} />
    </>
  )
}

function Receiver({ content, limits, onChange, errorAt }: KindFieldsProps) {
  const words = useWords('reply')
  const language = useLanguage()
  const { registered, calendar } = limits
  const until = registered == null || calendar === undefined ? null : forwardingDay(registered, calendar)
  return (
    <>
      <TextField
        id="receiverName"
        label={words.receiverName}
        hint={
          until === null || isMissingYear(until)
            ? undefined
            : fill(words.forwardingUntil, { n: forwardingTerm, date: longDate(until, language) })
        }
        value={content.receiverName}
        onChange={(receiverName) => onChange({ receiverName })}
        error={errorAt('receiverName')}
      />
      <TextField
        id="receiverAddress"
        label={words.receiverAddress}
        value={content.receiverAddress}
        onChange={(receiverAddress) => onChange({ receiverAddress })}
        error={errorAt('receiverAddress')}
      />
    </>
  )
}
