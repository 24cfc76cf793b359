import type { Answer } from '../../../domain/catalogue/field.ts'
import type { Draft, DraftChange } from '../../../wire/appeal.ts'

/** What a client can change in a draft, one by one: `address`, `typeCode`, `answers.amount` … */
export type DraftValues = Readonly<Record<string, Answer | null>>

/** What is in a draft, by name. */
export function valuesOf(draft: Draft): DraftValues {
  return {
    contractId: draft.contract.id,
    typeCode: draft.type?.code ?? null,
    letterLanguage: draft.letterLanguage,
    address: draft.address,
    email: draft.email,
    paymentMethod: draft.paymentMethod,
    ...namedAnswers(draft.answers),
  }
}

/** What a change writes, by name. */
export function draftValuesIn({ answers, ...plain }: DraftChange): DraftValues {
  const named = Object.entries(plain).filter(
    (entry): entry is [string, string | null] => entry[1] !== undefined,
  )
  return { ...Object.fromEntries(named), ...namedAnswers(answers ?? {}) }
}

const namedAnswers = (answers: Readonly<Record<string, Answer>>): DraftValues =>
  Object.fromEntries(Object.entries(answers).map(([code, answer]) => [`answers.${code}`, answer]))

/** Whether two values say the same; nothing, an empty text and an empty list do. */
export function isSame(one: Answer | null | undefined, other: Answer | null | undefined): boolean {
  return spelled(one) === spelled(other)
}

function spelled(value: Answer | null | undefined): string {
  if (value === null || value === undefined || value.length === 0) return ''
  if (typeof value === 'string') return value
  return JSON.stringify(value.map((part) => (typeof part === 'string' ? part : Object.entries(part).sort())))
}

/** The group of values that belong together: another type drops the answers of the one before. */
export const typeGroup = 'type'

const isAnswer = (name: string): boolean => name.startsWith('answers.')
export const isOfType = (name: string): boolean =>
  name === 'contractId' || name === 'typeCode' || isAnswer(name)

/** Names of what differs between two drafts. */
export function differences(before: DraftValues, after: DraftValues): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => !isSame(before[name], after[name]))
}

/**
 * What was changed here and, otherwise, elsewhere since `before`: names, or `type` for contract, type and answers
 * together. Nothing in it means that both changes can be joined and nobody loses a word.
 */
export function clashes(before: DraftValues, theirs: DraftValues, change: DraftChange): string[] {
  const mine = draftValuesIn(change)
  const there = new Set(differences(before, theirs))
  const here = Object.keys(mine).filter((name) => !isSame(mine[name], theirs[name]))
  if (typesClash(before, theirs, mine, there, here)) {
    return [typeGroup, ...here.filter((name) => !isOfType(name) && there.has(name))]
  }
  return here.filter((name) => there.has(name))
}

function typesClash(
  before: DraftValues,
  theirs: DraftValues,
  mine: DraftValues,
  there: ReadonlySet<string>,
  here: readonly string[],
): boolean {
  const myType = mine.typeCode === undefined ? before.typeCode : mine.typeCode
  if (isSame(myType, theirs.typeCode)) return false
  // Theirs has another type: what was typed into the fields of mine has no place there, and the reverse.
  if (there.has('typeCode')) return here.some(isOfType)
  return [...there].some(isOfType)
}
