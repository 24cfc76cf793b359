import { useState } from 'react'
import { withUnitsBelow } from '../../domain/unit/unit.ts'
import type { UnitRow } from '../../wire/people.ts'
import { fill } from '../../words/fill.ts'
import { call, type ResponseOf } from '../api.ts'
import { useAttempt } from '../office/use-attempt.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { useLanguage, useWords } from '../words.ts'
import { refusedLines } from './said.ts'

interface UnitFormProps {
  /** Null: a new one. */
  readonly unit: UnitRow | null
  readonly units: readonly UnitRow[]
  readonly heads: readonly { readonly id: string; readonly name: string }[]
  readonly onDone: (answer: ResponseOf<'GET /api/office/units'>) => void
  readonly onClose: () => void
}

/** Name in three languages, the unit above, the head. */
export function UnitForm({ unit, units, heads, onDone, onClose }: UnitFormProps) {
  const words = useWords('people')
  const site = useWords('site')
  const language = useLanguage()
  const [code, setCode] = useState('')
  const [name, setName] = useState(unit?.name ?? { kk: '', ru: '', en: '' })
  const [parentId, setParent] = useState(unit?.parentId ?? null)
  const [headId, setHead] = useState(unit?.head?.id ?? null)
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  const below = unit === null ? [] : withUnitsBelow(units, [unit.id])
  const orNull = (value: string): string | null => (value === '' ? null : value)
  const save = () => {
    setBusy(true)
    const made = { code, name, parentId }
    const asked =
      unit === null
        ? call('POST /api/office/units', { body: made, idempotencyKey: attempt.keyOf(made) })
        : call('PATCH /api/office/units/:id', { params: { id: unit.id }, body: { name, parentId, headId } })
    asked
      .then(onDone, (error) => setFaults(refusedLines(error, site, ['code', 'name'])))
      .finally(() => setBusy(false))
  }
  return (
    <Dialog
      title={unit === null ? words.addUnit : fill(words.changeOf, { name: unit.name[language] })}
      onClose={onClose}
      foot={
        <>
          <Button kind="plain" onPress={onClose}>
            {words.cancel}
          </Button>
          <Button onPress={save} busy={busy && words.saving}>
            {words.save}
          </Button>
        </>
      }
    >
      <ErrorSummary lines={faults} />
      {unit === null && (
        <TextField
          id="code"
          label={words.unitCode}
          hint={words.unitCodeHint}
          value={code}
          onChange={setCode}
        />
      )}
      <TextField
        id="name"
        label={words.nameKk}
        lang="kk"
        value={name.kk}
        onChange={(kk) => setName({ ...name, kk })}
      />
      <TextField
        id="name-ru"
        label={words.nameRu}
        lang="ru"
        value={name.ru}
        onChange={(ru) => setName({ ...name, ru })}
      />
      <TextField
        id="name-en"
        label={words.nameEn}
        lang="en"
        value={name.en}
        onChange={(en) => setName({ ...name, en })}
      />
      <SelectField
        id="parent"
        label={words.above}
        value={parentId ?? ''}
        onChange={(value) => setParent(orNull(value))}
        empty={words.noneAbove}
        options={units
          .filter(({ id }) => !below.includes(id))
          .map((one) => ({ value: one.id, label: one.name[language] }))}
      />
      {unit !== null && (
        <SelectField
          id="head"
          label={words.head}
          value={headId ?? ''}
          onChange={(value) => setHead(orNull(value))}
          empty={words.noHead}
          options={heads.map(({ id: value, name: label }) => ({ value, label }))}
        />
      )}
    </Dialog>
  )
}
