import type { AppealType } from './appeal-type.ts'
import type { Answers, Field } from './field.ts'

/** docs/domain.md 5.1: the type of appeal that is a complaint, «Шағым». */
export const complaintCode = 'gen.complaint'

/**
 * What a complaint about a letter begins with: the appeal that it is about where the form asks for one, and the first
 * words of its substance. The rest is the client's.
 */
export function complaintAnswers(
  { fields }: Pick<AppealType, 'fields'>,
  about: { readonly appealId: string; readonly words: string },
): Answers {
  const first = (kind: Field['type']) => fields.find(({ type }) => type === kind)?.code
  const begun = [
    [first('appealRef'), about.appealId],
    [first('textarea'), about.words],
  ] as const
  return Object.fromEntries(begun.flatMap(([code, answer]) => (code === undefined ? [] : [[code, answer]])))
}
