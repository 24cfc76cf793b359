import { type Refusal, refuse } from '../refusal.ts'
import { type Action, type Actor, type Status, transitions } from './status.ts'

/** Who asks: an id within the actor's own kind, and the roles held. */
export interface Asker {
  readonly id: string
  readonly roles: readonly Actor[]
}

/** What a decision needs to know of an appeal. */
export interface AppealFacts {
  readonly status: Status
  readonly executorId: string | null
  /** A signature finally known to be revoked, or not yet decided, blocks execution, not registration. */
  readonly revocation: 'not_checked' | 'good' | 'unknown' | 'revoked'
}

/**
 * May this person do this now? One rule for the greyed-out button and for the refused request.
 * Whose appeal it is, is asked before: another's does not exist for the asker (404).
 */
export function can(asker: Asker, action: Action, appeal: AppealFacts): Refusal | null {
  const transition = transitions[action]
  if (!transition.by.some((role) => asker.roles.includes(role))) return refuse('role_not_allowed')
  if (!transition.from.includes(appeal.status)) return refuse('action_not_in_status')
  if (action === 'takeIntoWork' && appeal.executorId !== null) return refuse('not_the_executor')
  if (action === 'execute') {
    if (appeal.executorId !== asker.id) return refuse('not_the_executor')
    if (appeal.revocation === 'unknown' || appeal.revocation === 'revoked') {
      return refuse('signature_not_confirmed')
    }
  }
  return null
}

/** The actions open to this person now, in the table's order. */
export function openActions(asker: Asker, appeal: AppealFacts): Action[] {
  return (Object.keys(transitions) as Action[]).filter((action) => can(asker, action, appeal) === null)
}
