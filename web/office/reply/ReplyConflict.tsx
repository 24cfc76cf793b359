import { useState } from 'react'
import { parsePlainDate } from '../../../domain/calendar/plain-date.ts'
import type { Reply } from '../../../wire/reply.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { Button } from '../../ui/Button.tsx'
import { RadioCards } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { useWords, type Words } from '../../words.ts'
import { Differences } from './Differences.tsx'
import { contentOf, type ReplyContent, type ReplyField } from './reply-content.ts'
import type { ReplySaving } from './reply-saving.ts'
import { useDraft } from './use-replies.ts'

type Choices = Partial<Record<ReplyField, 'mine' | 'theirs'>>

interface ReplyConflictProps {
  readonly saving: ReplySaving
  readonly theirs: Reply
  readonly fields: readonly ReplyField[]
}

/** The same fields were changed here and by somebody else: both are shown, and the writer chooses. */
export function ReplyConflict({ saving, theirs, fields }: ReplyConflictProps) {
  const words = useWords('reply')
  const { content } = useDraft(saving)
  const [choices, setChoices] = useState<Choices>({})
  const [asked, setAsked] = useState(false)
  const open = fields.filter((field) => choices[field] === undefined)
  const there = contentOf(theirs)
  const name = theirs.writer?.name
  const lineOf = (field: ReplyField) => fill(words.chooseEach, { field: nameOf(field, words) })
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
      {fields.map((field) => (
        <RadioCards
          key={field}
          id={idOf(field)}
          legend={nameOf(field, words)}
          value={choices[field] ?? null}
          onChange={(choice) => setChoices({ ...choices, [field]: choice === 'mine' ? 'mine' : 'theirs' })}
          error={asked && choices[field] === undefined ? lineOf(field) : undefined}
          options={[
            { value: 'mine', label: words.mine, note: <Shown field={field} of={content} before={there} /> },
            {
              value: 'theirs',
              label: name === undefined ? words.theirsPlain : fill(words.theirs, { name }),
              note: <Shown field={field} of={there} before={there} />,
            },
          ]}
        />
      ))}
    </Dialog>
  )
}

const idOf = (field: ReplyField): string => `conflict-${field}`

function nameOf(field: ReplyField, words: Words<'reply'>): string {
  if (field === 'kk' || field === 'ru') {
    return fill(words.text, { language: field === 'kk' ? words.languageKk : words.languageRu })
  }
  return words[field]
}

/** One side's value; of a text what differs from the other side is marked. */
function Shown({ field, of, before }: { field: ReplyField; of: ReplyContent; before: ReplyContent }) {
  const words = useWords('reply')
  const value = of[field]
  if ((field === 'kk' || field === 'ru') && value !== '') {
    return <Differences before={before[field]} after={of[field]} lang={field} />
  }
  if (field === 'outcome') return of.outcome === '' ? words.empty : words.outcomes[of.outcome]
  if (typeof value !== 'string') {
    return value.length === 0 ? words.empty : value.map(({ name }) => name).join('; ')
  }
  const day = field === 'newDueDate' || field === 'papersBy' ? parsePlainDate(value) : null
  return value === '' ? words.empty : day === null ? value : formatShortDate(day)
}
