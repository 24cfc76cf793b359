import { can, noDuty } from '../../domain/appeal/can.ts'
import type { Action } from '../../domain/appeal/status.ts'
import { isRole, type Role } from '../../domain/person/role.ts'
import type { OfficeAppeal } from '../../wire/office.ts'
import { fill } from '../../words/fill.ts'
import type { Words } from '../words.ts'

/**
 * Why the asker may not do this now, in words; null when the server offers it. The domain's own rule tells the
 * reason; what it allows and the server does not is the signature, whose revocation only the server knows.
 */
export function refusalText(
  action: Action,
  appeal: OfficeAppeal,
  roles: readonly string[],
  words: Words<'office'>,
): string | null {
  if (appeal.actions.includes(action)) return null
  const held: Role[] = roles.filter(isRole)
  const executorId = appeal.executor === null ? null : appeal.mine ? 'asker' : 'another'
  // Whose unit's it is, the server has asked: what is another's is not shown here at all.
  const here = ['here']
  const duty = { ...noDuty, units: here, unitsBelow: here }
  const refusal = can({ id: 'asker', roles: held, duty }, action, {
    status: appeal.status,
    executorId,
    coExecutorIds: [],
    unitId: 'here',
    askedUnitIds: [],
    aboutIds: [],
    replyWaits: false,
    revocation: 'not_checked',
  })
  if (refusal === null) return words.signatureOpen
  if (refusal.code === 'role_not_allowed') {
    return action === 'replyInterim' ? words.onlyHead : words.onlyExecutor
  }
  if (refusal.code === 'not_the_executor') {
    return appeal.executor === null
      ? words.onlyExecutor
      : fill(words.otherExecutor, { name: appeal.executor.fullName })
  }
  return appeal.actions.includes('takeIntoWork') ? words.onlyExecutor : words.notNow
}
