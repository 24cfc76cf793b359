import type { AppealType } from '../../../domain/catalogue/appeal-type.ts'
import type { Answer } from '../../../domain/catalogue/field.ts'
import type { Draft } from '../../../wire/appeal.ts'
import { useLanguage, useWords } from '../../words.ts'
import { sayAnswer } from '../letter/answers/say-answer.ts'
import { useContractLine } from './contract-words.ts'
import { referencesOf } from './draft-journey.ts'
import { type DraftValues, typeGroup } from './draft-values.ts'

/** How a value of a draft is called and said, by its name (draft-values.ts). */
export interface ValueWords {
  readonly name: (name: string) => string
  /** Empty when there is nothing. */
  readonly say: (name: string, value: Answer | null | undefined) => string
}

/**
 * The words of a draft's values, in the screen's language; `type` is that of the values where it is not the
 * draft's.
 */
export function useValueWords(draft: Draft, type: AppealType | null = draft.type): ValueWords {
  const words = useWords('writing')
  const drafts = useWords('drafts')
  const language = useLanguage()
  const contractLine = useContractLine()
  const names: Record<string, string> = {
    [typeGroup]: drafts.typeGroup,
    contractId: words.contract,
    typeCode: words.type,
    letterLanguage: words.language,
    address: words.address,
    email: words.email,
    paymentMethod: words.payment,
  }
  const fieldOf = (name: string) => type?.fields.find(({ code }) => `answers.${code}` === name)
  return {
    name: (name) => names[name] ?? fieldOf(name)?.label[language] ?? name.replace('answers.', ''),
    say: (name, value) => {
      if (value === null || value === undefined || value === '') return ''
      if (name === 'contractId') return contractLine(draft.contract)
      if (name === 'typeCode') return type?.name[language] ?? ''
      if (name === 'letterLanguage') return value === 'ru' ? 'Русский' : 'Қазақша'
      if (name === 'paymentMethod') return value === 'debit' ? words.debit : words.byDetails
      const field = fieldOf(name)
      // Text is kept as it was typed, to the last space: that may be all that differs.
      if (field === undefined || field.type === 'text' || field.type === 'textarea') return asText(value)
      return sayAnswer(field, value, language, referencesOf(draft))
    },
  }
}

function asText(value: Answer): string {
  if (typeof value === 'string') return value
  return value.map((part) => (typeof part === 'string' ? part : Object.values(part).join(', '))).join('; ')
}

/** The names under which these values hold something, answers last. */
export function filledNames(values: DraftValues): string[] {
  return Object.keys(values).filter((name) => {
    const value = values[name]
    return value !== null && value !== undefined && value.length > 0
  })
}
