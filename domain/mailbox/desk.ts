import type { QueueTerm, queueBack, queueWaits, queueWhose } from './queue.ts'

/**
 * Why something lies on somebody's desk (docs/office.md 4): the registrar's own desk, what is overdue, due today, to be
 * signed, to be approved, where the client wants the appeal back or waits for a word, come back, newly assigned, due
 * soon, overdue in the unit, to be assigned, asked of the unit, free, what waits for others, and letters of one's own
 * that were overtaken. In this order they are shown, and the earlier heading wins: an appeal lies under one of them
 * alone.
 */
export const deskGroups = [
  'unrouted',
  'overdue',
  'today',
  'toSign',
  'toApprove',
  'withdrawal',
  'word',
  'back',
  'assigned',
  'soon',
  'everyOverdue',
  'toAssign',
  'asked',
  'free',
  'waiting',
  'overtaken',
] as const
export type DeskGroup = (typeof deskGroups)[number]

/**
 * Groups of letters of the company that wait for this person, or that they wrote and that can't go any more: a list of
 * letters each. The others hold appeals.
 */
export const letterGroups = { toSign: 'toSign', toApprove: 'proposed', overtaken: 'overtaken' } as const
export type LetterGroup = keyof typeof letterGroups
export type AppealGroup = Exclude<DeskGroup, LetterGroup>
const isOfLetters = (group: DeskGroup): group is LetterGroup => group in letterGroups
const isOfAppeals = (group: DeskGroup): group is AppealGroup => !isOfLetters(group)
export const appealGroups = deskGroups.filter(isOfAppeals)

/** The filter of the queue that a group is, before those above it have taken what is theirs. */
export interface DeskFilter {
  readonly whose?: (typeof queueWhose)[number]
  readonly due?: QueueTerm
  readonly back?: (typeof queueBack)[number]
  readonly unit?: 'none' | 'some'
  readonly waits?: 'any' | 'word' | 'withdrawal'
}

export const deskFilters: Readonly<Record<AppealGroup, DeskFilter>> = {
  unrouted: { unit: 'none' },
  overdue: { whose: 'mine', due: 'overdue' },
  today: { whose: 'mine', due: 'today' },
  withdrawal: { whose: 'mine', waits: 'withdrawal' },
  word: { whose: 'mine', waits: 'word' },
  back: { back: 'yes' },
  assigned: { back: 'first' },
  soon: { whose: 'mine', due: 'soon' },
  everyOverdue: { due: 'overdue' },
  toAssign: { whose: 'free', unit: 'some' },
  asked: { whose: 'asked' },
  free: { whose: 'free' },
  waiting: { whose: 'mine', waits: 'any' },
}

const letters = Object.keys(letterGroups) as LetterGroup[]
const own = [
  'overdue',
  'today',
  'withdrawal',
  'word',
  'back',
  'assigned',
  'soon',
  'asked',
  'waiting',
] as const
const byRole: Readonly<Record<string, readonly DeskGroup[]>> = {
  registrar: ['unrouted', 'everyOverdue', 'toAssign'],
  // Who answers may have to say yes too: while they act for a head, or where the company lets writers decide.
  executor: [...own, ...letters, 'free'],
  head: [...own, ...letters, 'everyOverdue', 'toAssign'],
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

/** Their groups of appeals, and of letters. */
export const appealGroupsOf = (roles: readonly string[]): AppealGroup[] => deskOf(roles).filter(isOfAppeals)
export const letterGroupsOf = (roles: readonly string[]): LetterGroup[] => deskOf(roles).filter(isOfLetters)

/** The groups that win over this one: what they hold, it does not show again. */
export const groupsAbove = (group: AppealGroup, roles: readonly string[]): AppealGroup[] =>
  appealGroupsOf(roles).filter((one) => deskGroups.indexOf(one) < deskGroups.indexOf(group))

/** The headings of letters that win over this one: an appeal whose letter lies there is not shown again. */
export const lettersAbove = (group: AppealGroup, roles: readonly string[]): LetterGroup[] =>
  letterGroupsOf(roles).filter((one) => deskGroups.indexOf(one) < deskGroups.indexOf(group))

/** Where «Next» looks, the most urgent first: what waits for others, and what is nobody's, is pressed on nobody. */
export const urgentGroups: readonly DeskGroup[] = [
  'overdue',
  'today',
  'toSign',
  'toApprove',
  'withdrawal',
  'word',
  'back',
  'assigned',
  'soon',
  'unrouted',
]

/** A letter on it lies with who decides: until then its executor can do nothing, and «Next» passes it by. */
export const notInHand = 'approval' satisfies (typeof queueWaits)[number]
export const isInHand = (waits: readonly (typeof queueWaits)[number][]): boolean => !waits.includes(notInHand)
