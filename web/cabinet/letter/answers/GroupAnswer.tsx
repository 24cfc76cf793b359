import { type RefObject, useEffect, useRef, useState } from 'react'
import { rowsOf } from '../../../../domain/catalogue/answer.ts'
import { isVisible } from '../../../../domain/catalogue/condition.ts'
import type { Answer, GroupRow } from '../../../../domain/catalogue/field.ts'
import type { GroupField } from '../../../../domain/catalogue/kinds/group.ts'
import { fill } from '../../../../words/fill.ts'
import { Button } from '../../../ui/Button.tsx'
import { FieldError } from '../../../ui/Field.tsx'
import { useLanguage, useWords } from '../../../words.ts'
import type { FieldErrors } from '../LetterFields.tsx'
import { rowWordsOf } from './field-name.ts'
import { isBlank, placed, type Rows, shownRows, withAnswer, withoutRow, withRowBack } from './rows.ts'
import { ScalarAnswer } from './ScalarAnswer.tsx'

interface GroupAnswerProps {
  readonly field: GroupField
  readonly errors: FieldErrors
  readonly value: Answer | undefined
  readonly onChange: (rows: Rows) => void
}

interface Removed {
  readonly index: number
  readonly row: GroupRow
}

/** A repeating group, a row each: added and taken away, and what was taken away can be brought back. */
export function GroupAnswer({ field, errors, value, onChange }: GroupAnswerProps) {
  const language = useLanguage()
  const said = useWords('answers')
  const words = rowWordsOf(field, said)
  const [removed, setRemoved] = useState<Removed | null>(null)
  const { minItems = 0, maxItems = 50 } = field.validation ?? {}
  const rows = shownRows(rowsOf(value), minItems)
  const box = useRef<HTMLFieldSetElement>(null)
  const focus = useFocusIn(box)
  const error = errors.get(field.code)
  const change = (next: Rows) => {
    setRemoved(null)
    onChange(next)
  }
  const remove = (index: number, row: GroupRow) => {
    onChange(withoutRow(rows, index))
    setRemoved(isBlank(row) ? null : { index, row })
    focus(isBlank(row) ? '.row-add' : '.row-undo')
  }
  return (
    <fieldset
      ref={box}
      id={field.code}
      tabIndex={-1}
      className={error ? 'field rows wrong' : 'field rows'}
      aria-describedby={error && `${field.code}-error`}
    >
      <legend className="label">{field.label[language]}</legend>
      {error && <FieldError id={`${field.code}-error`}>{error}</FieldError>}
      {placed(rows).map(({ place: index, row }) => (
        <fieldset className="answer-row" key={index} data-row={index}>
          <legend>
            <b>{fill(words.row, { n: index + 1 })}</b>
          </legend>
          {field.items
            .filter((item) => isVisible(item, row))
            .map((item) => (
              <ScalarAnswer
                key={item.code}
                field={item}
                id={`${field.code}.${index}.${item.code}`}
                answers={row}
                error={errors.get(`${field.code}.${index}.${item.code}`)}
                value={row[item.code] ?? ''}
                onChange={(text) => onChange(withAnswer(rows, index, item.code, text))}
              />
            ))}
          {rows.length > minItems && (
            <Button
              kind="danger"
              small
              label={`${words.remove}: ${fill(words.row, { n: index + 1 })}`}
              onPress={() => remove(index, row)}
            >
              {words.remove}
            </Button>
          )}
        </fieldset>
      ))}
      <div role="status">
        {removed !== null && (
          <p className="row-removed">
            {fill(words.removed, { n: removed.index + 1 })}{' '}
            <Button
              kind="secondary"
              small
              className="row-undo"
              onPress={() => {
                change(withRowBack(rows, removed.index, removed.row))
                focus(`[data-row="${removed.index}"] input`)
              }}
            >
              {said.undo}
            </Button>
          </p>
        )}
      </div>
      {rows.length < maxItems ? (
        <Button
          kind="secondary"
          className="row-add"
          onPress={() => {
            change([...rows, {}])
            focus(`[data-row="${rows.length}"] :is(input, select, textarea)`)
          }}
        >
          {words.add}
        </Button>
      ) : (
        <p className="meta">{fill(words.most, { n: maxItems })}</p>
      )}
    </fieldset>
  )
}

/** Puts the focus into a part of the box once it has been drawn. */
function useFocusIn(box: RefObject<HTMLElement | null>): (selector: string) => void {
  const [wanted, setWanted] = useState<{ selector: string } | null>(null)
  useEffect(() => {
    if (wanted !== null) box.current?.querySelector<HTMLElement>(wanted.selector)?.focus()
  }, [wanted, box])
  return (selector) => setWanted({ selector })
}
