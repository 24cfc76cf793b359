import type { AppealType } from '../../../domain/catalogue/appeal-type.ts'
import { type Answers, type Field, isVisible } from '../../../domain/catalogue/field.ts'

/** The filled fields that the new type does not have: they would be dropped, so the client is asked first. */
export function droppedFields(from: AppealType | null, to: AppealType, answers: Answers): Field[] {
  const kept = new Set(to.fields.map(({ code }) => code))
  return (from?.fields ?? []).filter(
    (field) =>
      !kept.has(field.code) && isVisible(field, answers) && (answers[field.code] ?? '').trim() !== '',
  )
}
