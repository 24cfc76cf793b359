import { expect, test } from 'vitest'
import { can, noDuty } from '../../domain/appeal/can.ts'
import { actions, statuses } from '../../domain/appeal/status.ts'
import { staffRoles } from '../../domain/person/role.ts'

// The whole of §10 in one picture: role × status × action. A change here is a change of what people may do.
const duty = { ...noDuty, units: ['u'], unitsBelow: ['u'] }

test('who may do what, in every status', () => {
  const allowed: string[] = []
  for (const role of ['client', ...staffRoles, 'system'] as const) {
    for (const status of statuses) {
      for (const action of actions) {
        const untaken = status === 'registered' || action === 'takeIntoWork'
        const facts = {
          status,
          executorId: untaken ? null : 'me',
          revocation: 'not_checked',
          coExecutorIds: [],
          unitId: 'u',
          askedUnitIds: [],
          aboutIds: [],
          replyWaits: false,
        } as const
        if (can({ id: 'me', roles: [role], duty }, action, facts) === null)
          allowed.push(`${role} ${status} ${action}`)
      }
    }
  }
  expect(allowed).toEqual([
    'client draft send',
    'registrar registered forward',
    'registrar awaitingExecution forward',
    'registrar interimReply forward',
    'executor registered takeIntoWork',
    'executor awaitingExecution takeIntoWork',
    'executor awaitingExecution execute',
    'executor awaitingExecution forward',
    'executor awaitingExecution returnByCompany',
    'executor awaitingExecution withdraw',
    'executor interimReply takeIntoWork',
    'executor interimReply execute',
    'executor interimReply forward',
    'executor interimReply returnByCompany',
    'executor interimReply withdraw',
    'head registered takeIntoWork',
    'head registered replyInterim',
    'head registered forward',
    'head registered returnByCompany',
    'head registered withdraw',
    'head awaitingExecution takeIntoWork',
    'head awaitingExecution replyInterim',
    'head awaitingExecution execute',
    'head awaitingExecution forward',
    'head awaitingExecution returnByCompany',
    'head awaitingExecution withdraw',
    'head interimReply takeIntoWork',
    'head interimReply replyInterim',
    'head interimReply execute',
    'head interimReply forward',
    'head interimReply returnByCompany',
    'head interimReply withdraw',
    'head executed reopen',
    'system sent register',
    'system sent return',
    'system registered return',
    'system awaitingExecution return',
    'system interimReply return',
  ])
})
