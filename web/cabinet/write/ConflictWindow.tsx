import { type ReactNode, useState } from 'react'
import type { Draft } from '../../../wire/appeal.ts'
import { fill } from '../../../words/fill.ts'
import { shortMoment } from '../../appeal/moment.ts'
import { Button } from '../../ui/Button.tsx'
import { RadioCards } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { useWords } from '../../words.ts'
import { differing } from './differing.ts'
import type { Choices, DraftView } from './draft-change.ts'
import { type DraftValues, isOfType, typeGroup, valuesOf } from './draft-values.ts'
import { useJourney } from './journey-page.ts'
import { filledNames, useValueWords, type ValueWords } from './value-words.ts'

type Choice = Choices[string]

/** The same fields were changed in two windows or devices: the client sees both, field by field, and chooses. */
export function ConflictWindow({ theirs, fields }: { theirs: Draft; fields: readonly string[] }) {
  const words = useWords('drafts')
  const { draft, saving } = useJourney()
  const mineWords = useValueWords(draft)
  const theirWords = useValueWords(theirs)
  const [choices, setChoices] = useState<Choices>({})
  const [asked, setAsked] = useState(false)
  const open = fields.filter((field) => choices[field] === undefined)
  const all = (choice: Choice) => setChoices(Object.fromEntries(fields.map((field) => [field, choice])))
  const sides = [
    { choice: 'mine', label: words.mine, values: here(draft), words: mineWords },
    {
      choice: 'theirs',
      label: fill(words.theirs, { moment: shortMoment(theirs.updatedAt) }),
      values: valuesOf(theirs),
      words: theirWords,
    },
  ] as const
  const lineOf = (field: string) => fill(words.chooseEach, { field: mineWords.name(field) })
  return (
    <Dialog
      title={words.conflictTitle}
      wide
      // There is no way round: whatever were left open would be decided by nobody.
      locked
      onClose={() => undefined}
      foot={
        <Button onPress={() => (open.length === 0 ? saving.settle(choices) : setAsked(true))}>
          {words.keepChosen}
        </Button>
      }
    >
      <p>{words.conflictText}</p>
      {asked && <ErrorSummary lines={open.map((field) => ({ field: idOf(field), text: lineOf(field) }))} />}
      {fields.length > 1 && (
        <div className="row">
          <Button kind="secondary" small onPress={() => all('mine')}>
            {words.mineAll}
          </Button>
          <Button kind="secondary" small onPress={() => all('theirs')}>
            {words.theirsAll}
          </Button>
        </div>
      )}
      {fields.map((field) => (
        <RadioCards
          key={field}
          id={idOf(field)}
          legend={mineWords.name(field)}
          value={choices[field] ?? null}
          onChange={(choice) => setChoices({ ...choices, [field]: choice === 'mine' ? 'mine' : 'theirs' })}
          error={asked && choices[field] === undefined ? lineOf(field) : undefined}
          options={sides.map(({ choice, label, values, words: side }, index) => ({
            value: choice,
            label,
            note: <Shown field={field} values={values} words={side} other={sides[1 - index]} />,
          }))}
        />
      ))}
    </Dialog>
  )
}

const idOf = (field: string): string => `conflict-${field}`
const here = (draft: DraftView): DraftValues => ({
  ...valuesOf(draft),
  contractId: draft.contractId,
  typeCode: draft.typeCode,
})

interface ShownProps {
  readonly field: string
  readonly values: DraftValues
  readonly words: ValueWords
  readonly other: { readonly values: DraftValues; readonly words: ValueWords } | undefined
}

/** One side's value, with what differs from the other marked; of a type with everything filled in under it. */
function Shown({ field, values, words, other }: ShownProps): ReactNode {
  const { empty } = useWords('drafts')
  if (field === typeGroup) {
    return (
      <span className="lines">
        {filledNames(values)
          .filter(isOfType)
          .map((name) => (
            <span key={name} className="typed-lines">
              {words.name(name)}: {words.say(name, values[name])}
            </span>
          ))}
      </span>
    )
  }
  const said = words.say(field, values[field])
  if (said.trim() === '') return empty
  const [before, middle, after] = differing(said, other?.words.say(field, other.values[field]) ?? '')
  return (
    <span className="typed-lines">
      {before}
      {middle !== '' && <mark>{middle}</mark>}
      {after}
    </span>
  )
}
