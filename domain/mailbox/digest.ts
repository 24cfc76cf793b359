import { type DeskFilter, deskFilters, deskOf } from './desk.ts'

/** docs/office.md 8: what the mail at opening tells, each with its count, in this order. */
export const digestSections = ['overdue', 'today', 'soon', 'toApprove', 'toSign', 'free'] as const
export type DigestSection = (typeof digestSections)[number]

/**
 * Of which list of the queue a section is, for somebody with these roles; one that is left out is not theirs. A head
 * and the registrar are told of everything overdue that they see, others of their own.
 */
export function digestFilters(roles: readonly string[]): Partial<Record<DigestSection, DeskFilter>> {
  const groups = deskOf(roles)
  const first = (...those: (keyof typeof deskFilters)[]) => {
    const group = those.find((one) => groups.includes(one))
    return group === undefined ? undefined : deskFilters[group]
  }
  const found = {
    overdue: first('everyOverdue', 'overdue'),
    today: first('today'),
    soon: first('soon'),
    free: first('toAssign', 'free'),
  }
  return Object.fromEntries(Object.entries(found).filter(([, filter]) => filter !== undefined))
}
