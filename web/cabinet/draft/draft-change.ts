import type { Answer } from '../../../domain/catalogue/field.ts'
import type { Draft, DraftChange } from '../../../wire/appeal.ts'
import { isOfType, typeGroup } from './draft-values.ts'

/** The draft as the page shows it: the server's, with everything typed since laid over it. */
export interface DraftView extends Draft {
  readonly contractId: string
  /** The type chosen; `type` is null until the server has told its definition. */
  readonly typeCode: string | null
}

export const isNothing = (change: DraftChange): boolean => Object.keys(change).length === 0

/** Two changes, the later winning field by field. */
export function mergeChanges(earlier: DraftChange, later: DraftChange): DraftChange {
  const merged = { ...earlier, ...later }
  if (earlier.answers !== undefined && later.answers !== undefined) {
    merged.answers = { ...earlier.answers, ...later.answers }
  }
  return merged
}

/** The draft as it will be once the change is saved, as far as the page can know. */
export function overlay(draft: Draft, change: DraftChange): DraftView {
  const typeCode = change.typeCode === undefined ? (draft.type?.code ?? null) : change.typeCode
  const { answers = {} } = change
  return {
    ...draft,
    contractId: change.contractId ?? draft.contract.id,
    typeCode,
    type: typeCode === draft.type?.code ? draft.type : null,
    letterLanguage: change.letterLanguage ?? draft.letterLanguage,
    address: change.address ?? draft.address,
    email: change.email ?? draft.email,
    paymentMethod: change.paymentMethod === undefined ? draft.paymentMethod : change.paymentMethod,
    answers: { ...draft.answers, ...answers },
    // What the server found in an answer says nothing of the one typed since.
    missing: draft.missing.filter(({ field }) => answers[field.split('.')[0] ?? field] === undefined),
  }
}

/** Which side is kept, by the names that clashed. */
export type Choices = Readonly<Record<string, 'mine' | 'theirs'>>

/**
 * What is left to be saved after the client has chosen: without what was dropped; of a type chosen as mine all of its
 * answers, since theirs may have none of them any more.
 * @param view the draft as it was on this page
 */
export function chosen(change: DraftChange, view: DraftView, choices: Choices): DraftChange {
  const kept = without(
    change,
    (name) => choices[isOfType(name) ? typeGroup : name] === 'theirs' || choices[name] === 'theirs',
  )
  if (choices[typeGroup] !== 'mine') return kept
  return { ...kept, contractId: view.contractId, typeCode: view.typeCode, answers: { ...view.answers } }
}

function without({ answers, ...plain }: DraftChange, dropped: (name: string) => boolean): DraftChange {
  const kept: DraftChange = Object.fromEntries(Object.entries(plain).filter(([name]) => !dropped(name)))
  const left = Object.entries(answers ?? {}).filter(([code]) => !dropped(`answers.${code}`))
  return left.length === 0
    ? kept
    : { ...kept, answers: Object.fromEntries<Answer>(left) as DraftChange['answers'] }
}
