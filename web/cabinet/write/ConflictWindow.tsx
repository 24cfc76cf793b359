import type { Draft } from '../../../wire/appeal.ts'
import { fill } from '../../../words/fill.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useLanguage, useWords, type Words } from '../../words.ts'
import { useJourney } from './journey-page.ts'

/** The same fields were changed in two windows: the client sees both and chooses. */
export function ConflictWindow({ theirs, fields }: { theirs: Draft; fields: readonly string[] }) {
  const words = useWords('writing')
  const site = useWords('site')
  const { draft, saving } = useJourney()
  const name = useFieldName(draft)
  const shown = (value: string): string => (value.trim() === '' ? words.conflictEmpty : value)
  return (
    <Dialog
      title={words.conflictTitle}
      // What is on the screen stays on the screen.
      onClose={() => saving.settle('mine')}
      foot={
        <>
          <Button kind="plain" onPress={() => saving.settle('theirs')}>
            {words.takeTheirs}
          </Button>
          <Button onPress={() => saving.settle('mine')}>{words.keepMine}</Button>
        </>
      }
    >
      <p>{words.conflictText}</p>
      <dl className="facts-list">
        {fields.map((field) => (
          <div key={field}>
            <dt>{name(field)}</dt>
            <dd>{fill(words.conflictMine, { value: shown(shownValue(draft, field, words, site)) })}</dd>
            <dd>{fill(words.conflictTheirs, { value: shown(shownValue(theirs, field, words, site)) })}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

function useFieldName(draft: Draft): (field: string) => string {
  const words = useWords('writing')
  const language = useLanguage()
  const names: Record<string, string> = {
    contractId: words.contract,
    typeCode: words.type,
    letterLanguage: words.language,
    address: words.address,
    email: words.email,
    paymentMethod: words.payment,
  }
  return (field) =>
    names[field] ??
    draft.type?.fields.find(({ code }) => `answers.${code}` === field)?.label[language] ??
    field
}

function shownValue(draft: Draft, field: string, words: Words<'writing'>, site: Words<'site'>): string {
  switch (field) {
    case 'contractId':
      return draft.contract.number
    case 'typeCode':
      return draft.type?.name.kk ?? ''
    case 'letterLanguage':
      return draft.letterLanguage === 'kk' ? site.inKazakh : site.inRussian
    case 'paymentMethod':
      return draft.paymentMethod === null ? '' : words[draft.paymentMethod]
    case 'address':
      return draft.address
    case 'email':
      return draft.email
    default:
      return draft.answers[field.slice('answers.'.length)] ?? ''
  }
}
