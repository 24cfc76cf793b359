import { textOf } from '../catalogue/answer.ts'
import type { AppealType } from '../catalogue/appeal-type.ts'
import type { Answers } from '../catalogue/field.ts'

/** Two texts say the same where so large a part of the words of both together is in each. */
const alikeFrom = 0.8

/**
 * Whether a letter asks what another one of the same type under the same contract asks already. Two that were made of a
 * template do, unless they are about different appeals or contracts; two free ones only where their texts are alike.
 */
export function isTwin(
  { form, fields }: Pick<AppealType, 'form' | 'fields'>,
  one: Answers,
  other: Answers,
): boolean {
  if (form === 'free') return areAlike(textOf(one.text), textOf(other.text))
  return fields
    .filter(({ type }) => type === 'appealRef' || type === 'contractRef')
    .every(({ code }) => textOf(one[code]) === textOf(other[code]))
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))

function areAlike(one: string, other: string): boolean {
  const [here, there] = [wordsOf(one), wordsOf(other)]
  const both = [...here].filter((word) => there.has(word)).length
  return both >= alikeFrom * (here.size + there.size - both)
}
