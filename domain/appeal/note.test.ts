import { expect, test } from 'vitest'
import { noDuty } from './can.ts'
import { mayDeleteNote } from './note.ts'

const appeal = {
  status: 'awaitingExecution',
  executorId: 'saule',
  coExecutorIds: [],
  unitId: 'unit',
  askedUnitIds: [],
  aboutIds: [],
  replyWaits: false,
  revocation: 'good',
} as const
const note = { writtenBy: 'saule' }
const who = (id: string, roles: ('executor' | 'head' | 'registrar')[], unitsBelow: string[]) => ({
  id,
  roles,
  duty: { ...noDuty, units: unitsBelow, unitsBelow },
})

test('its author and a head of the unit, nobody else', () => {
  expect(mayDeleteNote(who('saule', ['executor'], []), note, appeal)).toBe(true)
  expect(mayDeleteNote(who('gulnar', ['head'], ['unit']), note, appeal)).toBe(true)
  expect(mayDeleteNote(who('gulnar', ['head'], ['other']), note, appeal)).toBe(false)
  expect(mayDeleteNote(who('askar', ['executor'], ['unit']), note, appeal)).toBe(false)
  expect(mayDeleteNote(who('registrar', ['registrar'], ['unit']), note, appeal)).toBe(false)
})
