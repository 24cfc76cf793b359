import { expect, test } from 'vitest'
import { rolesFor } from '../appeal/rights.ts'
import {
  appealGroups,
  deskFilters,
  deskGroups,
  deskOf,
  groupsAbove,
  isInHand,
  letterGroupsOf,
  lettersAbove,
  urgentGroups,
} from './desk.ts'

test('the registrar begins with their own desk; roles together show each group once', () => {
  expect(deskOf(['registrar'])).toEqual(['unrouted', 'everyOverdue', 'toAssign'])
  expect(deskOf(['registrar', 'executor'])[0]).toBe('unrouted')
  const free = appealGroups.filter((group) => deskFilters[group].whose === 'free')
  expect(deskOf(['executor', 'head']).filter((group) => free.some((one) => one === group))).toEqual([
    'toAssign',
  ])
})

test('who works on no appeals has no desk', () => {
  expect(deskOf(['auditor', 'administrator', 'callCentre', 'catalogueKeeper'])).toEqual([])
})

test('letters to approve, to sign and overtaken ones are for those who write letters, as the areas of the header are', () => {
  const writes = rolesFor('writeReply')
  for (const role of ['registrar', 'executor', 'head', 'auditor', 'callCentre'] as const) {
    expect(letterGroupsOf([role]), role).toEqual(
      writes.includes(role) ? ['toSign', 'toApprove', 'overtaken'] : [],
    )
  }
})

test('the earlier heading wins: one’s own overdue before overdue in the unit, overdue before come back', () => {
  expect(groupsAbove('everyOverdue', ['head'])).toEqual([
    'overdue',
    'today',
    'withdrawal',
    'word',
    'back',
    'assigned',
    'soon',
  ])
  expect(groupsAbove('back', ['executor'])).toEqual(['overdue', 'today', 'withdrawal', 'word'])
  expect(groupsAbove('overdue', ['executor', 'head'])).toEqual([])
  // Who only routes has no work of their own that would win.
  expect(groupsAbove('toAssign', ['registrar'])).toEqual(['unrouted', 'everyOverdue'])
  for (const group of appealGroups) {
    for (const one of groupsAbove(group, ['registrar', 'executor', 'head'])) {
      expect(deskGroups.indexOf(one)).toBeLessThan(deskGroups.indexOf(group))
    }
  }
})

test('an appeal whose letter waits for this person is that letter, under every heading below the letters', () => {
  expect(lettersAbove('everyOverdue', ['head'])).toEqual(['toSign', 'toApprove'])
  expect(lettersAbove('today', ['head'])).toEqual([])
  expect(lettersAbove('everyOverdue', ['registrar'])).toEqual([])
})

test('«Next» is overdue, today, letters that wait, clients who wait for a word, returned, new, soon, and never what waits for others', () => {
  const first = ['overdue', 'today', 'toSign', 'toApprove', 'withdrawal', 'word', 'back', 'assigned', 'soon']
  expect(urgentGroups.slice(0, 9)).toEqual(first)
  expect(urgentGroups).not.toContain('waiting')
  expect(isInHand(['papers', 'verdict'])).toBe(true)
  expect(isInHand(['unit', 'approval'])).toBe(false)
})
