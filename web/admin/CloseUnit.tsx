import { useState } from 'react'
import type { UnitRow } from '../../wire/people.ts'
import { fill } from '../../words/fill.ts'
import { call, type ResponseOf } from '../api.ts'
import { useAttempt } from '../office/use-attempt.ts'
import { Button } from '../ui/Button.tsx'
import { Checkboxes } from '../ui/Choice.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { SelectField } from '../ui/Field.tsx'
import { useLanguage, useWords } from '../words.ts'
import { refusedLines } from './said.ts'

interface CloseUnitProps {
  readonly unit: UnitRow
  readonly units: readonly UnitRow[]
  readonly onDone: (answer: ResponseOf<'GET /api/office/units'>) => void
  readonly onClose: () => void
}

/** A unit is closed for good: which one takes its work, and whether its people go along. */
export function CloseUnit({ unit, units, onDone, onClose }: CloseUnitProps) {
  const words = useWords('people')
  const site = useWords('site')
  const language = useLanguage()
  const [takerId, setTaker] = useState('')
  const [withPeople, setWithPeople] = useState(true)
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  const close = () => {
    setBusy(true)
    const body = { takerId: takerId === '' ? null : takerId, withPeople }
    const idempotencyKey = attempt.keyOf(body)
    call('POST /api/office/units/:id/closing', { params: { id: unit.id }, body, idempotencyKey })
      .then(onDone, (error) => setFaults(refusedLines(error, site)))
      .finally(() => setBusy(false))
  }
  return (
    <Dialog
      title={fill(words.closeOf, { name: unit.name[language] })}
      onClose={onClose}
      foot={
        <>
          <Button kind="plain" onPress={onClose}>
            {words.cancel}
          </Button>
          <Button onPress={close} busy={busy && words.saving}>
            {words.close}
          </Button>
        </>
      }
    >
      <ErrorSummary lines={faults} />
      <p>{fill(words.closeEffect, { n: unit.open })}</p>
      <SelectField
        id="taker"
        label={words.taker}
        value={takerId}
        onChange={setTaker}
        empty={words.nobody}
        options={units
          .filter(({ id, closing }) => id !== unit.id && closing === null)
          .map((one) => ({ value: one.id, label: one.name[language] }))}
      />
      <Checkboxes
        id="with-people"
        legend={fill(words.members, { n: unit.members.length })}
        value={withPeople ? ['yes'] : []}
        onChange={(value) => setWithPeople(value.length > 0)}
        options={[{ value: 'yes', label: words.withPeople }]}
      />
    </Dialog>
  )
}
