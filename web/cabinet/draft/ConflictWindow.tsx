import { type ReactNode, useState } from 'react'
import type { AppealType } from '../../../domain/catalogue/appeal-type.ts'
import type { Draft } from '../../../wire/appeal.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { Button } from '../../ui/Button.tsx'
import { RadioCards } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { useLoad } from '../../ui/use-load.ts'
import { useWords } from '../../words.ts'
import type { Choices, DraftView } from './draft-change.ts'
import { type DraftValues, isOfType, typeGroup, valuesOf } from './draft-values.ts'
import { useJourney } from './journey-page.ts'
import { textDifference } from './text-difference.ts'
import { filledNames, useValueWords, type ValueWords } from './value-words.ts'

type Choice = Choices[string]

/** The same fields were changed in two windows or devices: the client sees both, field by field, and chooses. */
export function ConflictWindow({ theirs, fields }: { theirs: Draft; fields: readonly string[] }) {
  const words = useWords('drafts')
  const { draft, saving } = useJourney()
  const myType = useChosenType(draft, fields.includes(typeGroup))
  const mineWords = useValueWords(draft, myType)
  const theirWords = useValueWords(theirs)
  const [choices, setChoices] = useState<Choices>({})
  const [asked, setAsked] = useState(false)
  const open = fields.filter((field) => choices[field] === undefined)
  const all = (choice: Choice) => setChoices(Object.fromEntries(fields.map((field) => [field, choice])))
  const sides = [
    { choice: 'mine', label: words.mine, values: here(draft, myType), words: mineWords },
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
      // There is no way round: what is left open would be decided by nobody.
      mustAnswer
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

/** What is on this page; of answers those that the type chosen here has a place for. */
function here(draft: DraftView, type: AppealType | null): DraftValues {
  const values = { ...valuesOf(draft), contractId: draft.contractId, typeCode: draft.typeCode }
  if (type === null) return values
  const asked = new Set(type.fields.map(({ code }) => `answers.${code}`))
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !name.startsWith('answers.') || asked.has(name)),
  )
}

/** The type chosen here, whose definition the server has not sent with the draft: it is among those offered. */
function useChosenType(draft: DraftView, wanted: boolean): AppealType | null {
  const known = draft.type
  const asks = wanted && known === null && draft.typeCode !== null
  const { data } = useLoad(asks ? draft.contractId : '', async (signal) =>
    asks ? await call('GET /api/contracts/:id/offer', { params: { id: draft.contractId }, signal }) : null,
  )
  const types = data?.categories.flatMap((category) => category.types.map(({ type }) => type)) ?? []
  return known ?? types.find(({ code }) => code === draft.typeCode) ?? null
}

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
  const [before, middle, after] = textDifference(said, other?.words.say(field, other.values[field]) ?? '')
  return (
    <span className="typed-lines">
      {before}
      {middle !== '' && <mark>{middle}</mark>}
      {after}
    </span>
  )
}
