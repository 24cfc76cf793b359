import { rolesFor } from '../../domain/appeal/rights.ts'
import { deskOf } from '../../domain/mailbox/desk.ts'
import { paths } from '../paths.ts'
import type { Words } from '../words.ts'

export interface Area {
  readonly to: string
  readonly name: keyof Pick<Words<'areas'>, 'desk' | 'queue' | 'appeals' | 'calls' | 'administration'>
}

/** The areas of the office that somebody in these roles has, in their order. */
export function areasFor(roles: readonly string[]): readonly Area[] {
  const lists = rolesFor('list').some((role) => roles.includes(role))
  const works = deskOf(roles).length > 0
  return [
    ...(works ? [{ to: paths.office, name: 'desk' } as const] : []),
    ...(lists ? [{ to: paths.officeQueue, name: works ? 'queue' : 'appeals' } as const] : []),
    ...(roles.includes('callCentre') ? [{ to: paths.officeCalls, name: 'calls' } as const] : []),
  ]
}
