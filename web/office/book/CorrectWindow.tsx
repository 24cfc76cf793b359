import { useState } from 'react'
import { type Book, type CorrectedField, correctedFields } from '../../../domain/book/book.ts'
import type { BookRow } from '../../../wire/book.ts'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField, TextArea, TextField } from '../../ui/Field.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { useLanguage, useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'

interface CorrectWindowProps {
  readonly row: BookRow
  readonly book: Book
  readonly onClose: () => void
  readonly onDone: () => void
}
type Said = { field: CorrectedField; value: string; reason: string; basis: string }
type Errors = Partial<Record<keyof Said, string>>

/** What is wrong in a row, what is right, why and by which paper. A head decides. */
export function CorrectWindow({ row, book, onClose, onDone }: CorrectWindowProps) {
  const words = useWords('book')
  const site = useWords('site')
  const [first = 'subject'] = correctedFields[book]
  const [said, setSaid] = useState<Said>({ field: first, value: '', reason: '', basis: '' })
  const [errors, setErrors] = useState<Errors>({})
  const [fault, setFault] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  const change = (part: Partial<Said>) => {
    setSaid({ ...said, ...part })
    setErrors({})
  }
  async function press() {
    const missing = (['value', 'reason', 'basis'] as const).filter((name) => said[name].trim() === '')
    setErrors(Object.fromEntries(missing.map((name) => [name, words.needed])))
    if (missing.length > 0) return
    setBusy(true)
    setFault(null)
    const body = { ...said, ...(row.outgoingId === null ? {} : { outgoingId: row.outgoingId }) }
    try {
      await call('POST /api/office/appeals/:id/register-corrections', {
        params: { id: row.appealId },
        body,
        idempotencyKey: attempt.keyOf(body),
      })
      attempt.done()
      onDone()
    } catch (refused) {
      setBusy(false)
      const fields = refused instanceof ProblemError ? refused.fields : []
      setErrors(Object.fromEntries(fields.map(({ field, detail }) => [field, detail])))
      if (fields.length === 0) setFault(faultWords(refused, site))
    }
  }
  return (
    <Dialog
      title={fill(words.proposeOf, { number: row.shown })}
      onClose={onClose}
      locked={busy}
      foot={
        <>
          <Button kind="secondary" onPress={onClose} unavailable={busy}>
            {words.cancel}
          </Button>
          <Button onPress={press} busy={busy && words.sending}>
            {words.send}
          </Button>
        </>
      }
    >
      {fault !== null && (
        <Banner kind="wait" role="alert">
          <p>{fault}</p>
        </Banner>
      )}
      <div className="stack">
        <p className="hint">{words.proposeHint}</p>
        <SelectField
          id="correct-field"
          label={words.field}
          value={said.field}
          options={correctedFields[book].map((field) => ({ value: field, label: words.fields[field] }))}
          onChange={(value) =>
            change({ field: correctedFields[book].find((one) => one === value) ?? first, value: '' })
          }
          error={errors.field}
        />
        <RightValue said={said} error={errors.value} onChange={(value) => change({ value })} />
        <TextArea
          id="correct-reason"
          label={words.reason}
          rows={2}
          maxLength={2000}
          value={said.reason}
          onChange={(reason) => change({ reason })}
          error={errors.reason}
        />
        <TextField
          id="correct-basis"
          label={words.basis}
          hint={words.basisHint}
          value={said.basis}
          onChange={(basis) => change({ basis })}
          error={errors.basis}
        />
      </div>
    </Dialog>
  )
}

interface RightValueProps {
  readonly said: Said
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

/** A type is chosen among those that there are; the rest is typed. */
function RightValue({ said, error, onChange }: RightValueProps) {
  const words = useWords('book')
  const language = useLanguage()
  const choices = useLoad('choices', (signal) => call('GET /api/office/queue/choices', { signal }))
  const hint = words.valueHints[said.field]
  const common = { id: 'correct-value', label: words.value, hint, value: said.value, onChange, error }
  if (said.field !== 'type') return <TextField {...common} />
  const types = choices.data?.types ?? []
  return (
    <SelectField
      {...common}
      empty="–"
      options={types.map(({ code, name }) => ({ value: code, label: name[language] }))}
    />
  )
}
