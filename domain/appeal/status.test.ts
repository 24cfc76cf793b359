import { expect, test } from 'vitest'
import {
  finalStatuses,
  firstStatus,
  openStatuses,
  sentStatuses,
  statuses,
  termStatuses,
  unnumberedStatuses,
  unsentStatuses,
} from './status.ts'

test('§10 every status is unsent, open or final, and only one of them', () => {
  expect([...unsentStatuses, ...openStatuses, ...finalStatuses].sort()).toEqual([...statuses].sort())
  expect([...openStatuses, ...finalStatuses].sort()).toEqual([...sentStatuses].sort())
})

// The sets in one picture, as test/house/can-matrix.test.ts is of who may do what.
test('what the table makes of them', () => {
  expect({ firstStatus, unsentStatuses, unnumberedStatuses, termStatuses, finalStatuses }).toEqual({
    firstStatus: 'draft',
    unsentStatuses: ['draft'],
    unnumberedStatuses: ['sent'],
    termStatuses: ['registered', 'awaitingExecution', 'interimReply'],
    finalStatuses: ['executed', 'forwarded', 'returned', 'withdrawn'],
  })
})
