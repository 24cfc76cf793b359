import type { Draft, DraftChange } from '../../../wire/appeal.ts'

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
    missing: draft.missing.filter(({ field }) => answers[field] === undefined),
  }
}

const valuesOf = (draft: Draft): Map<string, unknown> =>
  new Map<string, unknown>([
    ['contractId', draft.contract.id],
    ['typeCode', draft.type?.code ?? null],
    ['letterLanguage', draft.letterLanguage],
    ['address', draft.address],
    ['email', draft.email],
    ['paymentMethod', draft.paymentMethod],
    ...Object.entries(draft.answers).map(([code, answer]): [string, unknown] => [`answers.${code}`, answer]),
  ])

const namedValues = ({ answers = {}, ...plain }: DraftChange): [string, unknown][] => [
  ...Object.entries(plain),
  ...Object.entries(answers).map(([code, answer]): [string, unknown] => [`answers.${code}`, answer]),
]

const valueIn = (values: Map<string, unknown>, name: string): unknown =>
  values.get(name) ?? (name.startsWith('answers.') ? '' : undefined)

/**
 * Names of what was changed here and, otherwise, elsewhere since `base`; an answer is `answers.<code>`.
 * Nothing in it means that both changes can stand side by side. `unsure` are changes that were sent from here
 * and got no answer: a value of theirs found there is our own.
 */
export function clashes(
  base: Draft,
  theirs: Draft,
  change: DraftChange,
  unsure: readonly DraftChange[] = [],
): string[] {
  const before = valuesOf(base)
  const after = valuesOf(theirs)
  const ours = unsure.flatMap(namedValues)
  const isOurs = (name: string, value: unknown): boolean =>
    ours.some(([sentName, sent]) => sentName === name && sent === value)
  const typeChanged = (name: string): boolean =>
    name.startsWith('answers.') &&
    before.get('typeCode') !== after.get('typeCode') &&
    !isOurs('typeCode', after.get('typeCode'))
  return namedValues(change).flatMap(([name, value]) => {
    const there = valueIn(after, name)
    const changedThere = valueIn(before, name) !== there && !isOurs(name, there)
    return (changedThere || typeChanged(name)) && there !== value ? [name] : []
  })
}
