import { type AppealFacts, type Asker, standingFor } from './can.ts'

/**
 * docs/office.md 5: a note is deleted, and brought back, by who wrote it and by the heads whose unit's work it is.
 */
export function mayDeleteNote(
  asker: Asker,
  note: { readonly writtenBy: string },
  appeal: AppealFacts,
): boolean {
  if (note.writtenBy === asker.id) return true
  return asker.roles.includes('head') && standingFor(asker, 'assign', appeal).includes('unit')
}
