import { useState } from 'react'
import { plainDate } from '../../domain/calendar/plain-date.ts'
import { type AbsenceReason, absenceReasons } from '../../domain/person/absence.ts'
import type { AbsenceRow } from '../../wire/people.ts'
import { formatShortDate } from '../../words/dates.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { useAttempt } from '../office/use-attempt.ts'
import { useSession } from '../session.tsx'
import { Button } from '../ui/Button.tsx'
import { RadioCards } from '../ui/Choice.tsx'
import { DateField } from '../ui/DateField.tsx'
import { SelectField } from '../ui/Field.tsx'
import { useWords } from '../words.ts'

interface AbsenceFormProps {
  readonly staffId: string
  readonly open: number
  readonly mayHandOver: boolean
  readonly absences: readonly AbsenceRow[]
  readonly deputies: readonly { readonly id: string; readonly name: string; readonly open: number | null }[]
  /** Something was written; the page asks again. */
  readonly onDone: () => void
  readonly onFault: (error: unknown) => void
}

/** From when to when, why, who acts for them, and what becomes of the open work. */
export function AbsenceForm(props: AbsenceFormProps) {
  const { staffId, deputies, absences, onDone, onFault } = props
  const words = useWords('people')
  const today = plainDate(useSession().session.today)
  const [reason, setReason] = useState<AbsenceReason>('leave')
  const [from, setFrom] = useState<string>(today)
  const [to, setTo] = useState('')
  const [deputyId, setDeputy] = useState('')
  const [work, setWork] = useState<'deputy' | 'handOver'>('deputy')
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  // For good it is handed over when they go, not months before.
  const mayHandOver = props.mayHandOver && props.open > 0 && from <= today
  const act = (ask: Promise<unknown>) => {
    setBusy(true)
    ask.then(onDone, onFault).finally(() => setBusy(false))
  }
  const save = () => {
    const body = { staffId, deputyId, from, to, reason, work: mayHandOver ? work : 'deputy' } as const
    const asked = call('POST /api/office/absences', { body, idempotencyKey: attempt.keyOf(body) })
    act(
      asked.then(() => {
        attempt.done()
        setTo('')
      }),
    )
  }
  return (
    <>
      {absences.length === 0 && <p className="meta">{words.noAbsences}</p>}
      {absences.map((one) => {
        const days = { from: formatShortDate(one.from), to: formatShortDate(one.to) }
        return (
          <p key={one.id} className="row">
            <span>
              {words.absenceReasons[one.reason]}, {fill(words.awayUntil, { ...days, name: one.deputy.name })}
            </span>
            <Button
              kind="plain"
              label={fill(words.cancelAbsenceOf, days)}
              onPress={() => act(call('DELETE /api/office/absences/:id', { params: { id: one.id } }))}
            >
              {words.cancelAbsence}
            </Button>
          </p>
        )
      })}
      <div className="several four">
        <SelectField
          id="reason"
          label={words.reason}
          value={reason}
          onChange={(value) => setReason(absenceReasons.find((one) => one === value) ?? 'other')}
          options={absenceReasons.map((one) => ({ value: one, label: words.absenceReasons[one] }))}
        />
        <DateField
          id="from"
          label={words.from}
          name={words.from}
          value={from}
          onChange={setFrom}
          today={today}
        />
        <DateField
          id="to"
          label={words.to}
          name={words.to}
          value={to}
          onChange={setTo}
          today={today}
          min={today}
        />
        <SelectField
          id="deputyId"
          label={words.deputy}
          value={deputyId}
          onChange={setDeputy}
          empty={words.chooseDeputy}
          options={deputies.map(({ id, name, open }) => ({
            value: id,
            label: open === null ? name : fill(words.withOpen, { name, n: open }),
          }))}
        />
      </div>
      {mayHandOver && (
        <div className="open-work">
          <RadioCards
            id="work"
            legend={fill(words.openWork, { n: props.open })}
            value={work}
            onChange={(value) => setWork(value === 'handOver' ? 'handOver' : 'deputy')}
            options={[
              { value: 'deputy', label: words.workDeputy, note: words.workDeputyNote },
              { value: 'handOver', label: words.workHandOver, note: words.workHandOverNote },
            ]}
          />
        </div>
      )}
      <div className="row">
        <Button
          kind="secondary"
          onPress={save}
          busy={busy && words.saving}
          unavailable={deputyId === '' || to === ''}
        >
          {words.save}
        </Button>
      </div>
    </>
  )
}
