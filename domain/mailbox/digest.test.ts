import { expect, test } from 'vitest'
import { deskFilters } from './desk.ts'
import { digestFilters } from './digest.ts'

test('docs/office.md 8: the digest counts what the desk counts', () => {
  expect(digestFilters(['executor'])).toEqual({
    overdue: deskFilters.overdue,
    today: deskFilters.today,
    soon: deskFilters.soon,
    free: deskFilters.free,
  })
  expect(digestFilters(['head'])).toMatchObject({
    overdue: deskFilters.everyOverdue,
    free: deskFilters.toAssign,
  })
  expect(digestFilters(['registrar'])).toEqual({
    overdue: deskFilters.everyOverdue,
    free: deskFilters.toAssign,
  })
  expect(digestFilters(['auditor', 'administrator', 'callCentre', 'catalogueKeeper'])).toEqual({})
})
