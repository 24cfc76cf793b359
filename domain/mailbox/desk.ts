import type { QueueTerm, queueWhose } from './queue.ts'

/**
 * Why an appeal lies on somebody's desk (docs/office.md 4): the registrar's own desk, what is overdue, due today, come
 * back, due soon, overdue in the unit, to be assigned, asked of the unit, free, and what waits for others.
 */
export const deskGroups = [
  'unrouted',
  'overdue',
  'today',
  'back',
  'soon',
  'everyOverdue',
  'toAssign',
  'asked',
  'free',
  'waiting',
] as const
export type DeskGroup = (typeof deskGroups)[number]

/** The filter of the queue that a group is. */
export interface DeskFilter {
  readonly whose?: (typeof queueWhose)[number]
  readonly due?: QueueTerm
  readonly back?: 'yes'
  readonly unit?: 'none' | 'some'
  readonly waits?: 'any'
}

export const deskFilters: Readonly<Record<DeskGroup, DeskFilter>> = {
  unrouted: { unit: 'none' },
  overdue: { whose: 'mine', due: 'overdue' },
  today: { whose: 'mine', due: 'today' },
  back: { back: 'yes' },
  soon: { whose: 'mine', due: 'soon' },
  everyOverdue: { due: 'overdue' },
  // What lies on the registrar's desk is to be sent to a unit first: it is told once, in its own group.
  toAssign: { whose: 'free', unit: 'some' },
  asked: { whose: 'asked' },
  free: { whose: 'free' },
  waiting: { whose: 'mine', waits: 'any' },
}

const own = ['overdue', 'today', 'back', 'soon', 'asked', 'waiting'] as const
const byRole: Readonly<Record<string, readonly DeskGroup[]>> = {
  registrar: ['unrouted', 'everyOverdue', 'toAssign'],
  executor: [...own, 'free'],
  head: [...own, 'everyOverdue', 'toAssign'],
}

/**
 * The groups of somebody with these roles, in order. What a head or the registrar assigns is not shown a second time as
 * free.
 */
export function deskOf(roles: readonly string[]): DeskGroup[] {
  const mine = new Set(
    Object.entries(byRole).flatMap(([role, groups]) => (roles.includes(role) ? groups : [])),
  )
  if (mine.has('toAssign')) mine.delete('free')
  return deskGroups.filter((group) => mine.has(group))
}

/** Where «Next» looks, the most urgent first: what waits for others, and what is nobody's, is pressed on nobody. */
export const urgentGroups: readonly DeskGroup[] = ['overdue', 'today', 'back', 'soon', 'unrouted']
