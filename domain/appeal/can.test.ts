import { describe, expect, test } from 'vitest'
import { type AppealFacts, can, noDuty, openActions, standingFor } from './can.ts'
import { finalStatuses, transitions } from './status.ts'

const duty = { ...noDuty, units: ['u1'], unitsBelow: ['u1'] }
const facts = (change: Partial<AppealFacts> = {}): AppealFacts => ({
  status: 'registered',
  executorId: null,
  revocation: 'not_checked',
  coExecutorIds: [],
  unitId: 'u1',
  askedUnitIds: [],
  aboutIds: [],
  replyWaits: false,
  ...change,
})

describe('§10 who may do what', () => {
  test('an executor takes a registered appeal into work, once', () => {
    const executor = { id: 'e1', roles: ['executor'] as const, duty }
    expect(can(executor, 'takeIntoWork', facts())).toBeNull()
    expect(can(executor, 'takeIntoWork', facts({ executorId: 'e2' }))?.code).toBe('not_the_executor')
  })

  test('only its executor answers it, and only when the signature is not in doubt', () => {
    const executor = { id: 'e1', roles: ['executor'] as const, duty }
    const taken = facts({ status: 'awaitingExecution', executorId: 'e1' })
    expect(can(executor, 'execute', taken)).toBeNull()
    expect(can({ ...executor, id: 'e2' }, 'execute', taken)?.code).toBe('not_the_executor')
    for (const revocation of ['unknown', 'revoked'] as const) {
      expect(can(executor, 'execute', { ...taken, revocation })?.code).toBe('signature_not_confirmed')
    }
  })

  test('an interim reply is a head’s, and may come twice and straight from registered', () => {
    const head = { id: 'h1', roles: ['head'] as const, duty }
    for (const status of ['registered', 'awaitingExecution', 'interimReply'] as const) {
      expect(can(head, 'replyInterim', facts({ status }))).toBeNull()
    }
    expect(can({ id: 'e1', roles: ['executor'], duty }, 'replyInterim', facts())?.code).toBe(
      'role_not_allowed',
    )
  })

  test('nothing happens to an appeal that is over, but that a head reopens an executed one', () => {
    const everyone = { id: 'x', roles: ['client', 'executor', 'head', 'system'] as const, duty }
    for (const status of finalStatuses) {
      expect(openActions(everyone, facts({ status, executorId: 'x' }))).toEqual(
        transitions.reopen.from.includes(status) ? ['reopen'] : [],
      )
    }
  })
})

describe('who acts for somebody away', () => {
  const deputy = {
    id: 'd',
    roles: ['executor'] as const,
    duty: { ...noDuty, units: ['u2'], insteadOf: ['e1'] },
  }

  test('does what is still to be done, and sees nothing of what is over', () => {
    const taken = facts({ status: 'awaitingExecution', executorId: 'e1' })
    expect(can(deputy, 'execute', taken)).toBeNull()
    expect(standingFor(deputy, 'readLetter', taken)).toEqual(['own'])
    for (const status of finalStatuses) {
      expect(standingFor(deputy, 'readLetter', facts({ status, executorId: 'e1' })), status).toEqual([])
    }
  })
})
