import type { DraftChange } from '../../../wire/appeal.ts'
import { Banner } from '../../ui/Banner.tsx'
import { draftValuesIn } from './draft-values.ts'
import { filledNames } from './value-words.ts'

/** What was typed here and has no draft to go to any more: told and shown, so that it can be copied. */
export function UnsavedText({ lost, text }: { lost: DraftChange; text: string }) {
  const values = draftValuesIn(lost)
  const texts = filledNames(values).flatMap((name) => {
    const value = values[name]
    const isTyped = name.startsWith('answers.') || name === 'address' || name === 'email'
    return isTyped && value ? [{ name, text: spelled(value) }] : []
  })
  if (texts.length === 0) return null
  return (
    <Banner kind="wait" icon="warning" role="alert">
      <p>{text}</p>
      {texts.map((one) => (
        <p key={one.name} className="typed-lines">
          {one.text}
        </p>
      ))}
    </Banner>
  )
}

function spelled(value: NonNullable<ReturnType<typeof draftValuesIn>[string]>): string {
  if (typeof value === 'string') return value
  return value.map((part) => (typeof part === 'string' ? part : Object.values(part).join(', '))).join('\n')
}
