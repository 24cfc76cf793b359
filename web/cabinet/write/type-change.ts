import type { AppealType } from '../../../domain/catalogue/appeal-type.ts'
import { type Answers, type Field, isVisible } from '../../../domain/catalogue/field.ts'

/** The filled fields that the new type does not have in the same kind: they would be dropped, so the client is asked. */
export function droppedFields(from: AppealType | null, to: AppealType, answers: Answers): Field[] {
  const kinds = new Map(to.fields.map(({ code, type }) => [code, type]))
  return (from?.fields ?? []).filter(
    (field) =>
      kinds.get(field.code) !== field.type &&
      isVisible(field, answers) &&
      (answers[field.code] ?? '').trim() !== '',
  )
}
