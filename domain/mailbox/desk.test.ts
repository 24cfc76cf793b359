import { expect, test } from 'vitest'
import { deskFilters, deskOf, urgentGroups } from './desk.ts'

test('the registrar begins with their own desk; roles together show each group once', () => {
  expect(deskOf(['registrar'])).toEqual(['unrouted', 'everyOverdue', 'toAssign'])
  expect(deskOf(['registrar', 'executor'])[0]).toBe('unrouted')
  expect(deskOf(['executor', 'head']).filter((group) => deskFilters[group].whose === 'free')).toEqual([
    'toAssign',
  ])
})

test('who works on no appeals has no desk', () => {
  expect(deskOf(['auditor', 'administrator', 'callCentre', 'catalogueKeeper'])).toEqual([])
})

test('«Next» is overdue, today, returned, soon, and never what waits for others', () => {
  expect(urgentGroups.slice(0, 4)).toEqual(['overdue', 'today', 'back', 'soon'])
  expect(urgentGroups).not.toContain('waiting')
})
