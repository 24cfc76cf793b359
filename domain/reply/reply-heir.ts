import type { ReplyKind } from '../appeal/reply-kind.ts'
import { relationsFor } from '../appeal/rights.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Worker } from '../unit/assignable.ts'
import { isWrittenByOther, type Lease } from './lease.ts'
import { canMove, type ReplyState } from './reply.ts'
import { writingOf } from './reply-acts.ts'

/** A letter in work whose author leaves, on its appeal as it will be then. */
export interface LeftLetter {
  readonly kind: ReplyKind
  readonly state: ReplyState
  readonly unitId: string | null
  readonly executorId: string | null
  readonly coExecutorIds: readonly string[]
  /** Staff whom the appeal is about. */
  readonly aboutIds: readonly string[]
}

/** What is wished for it: somebody (their id), nobody (null), to throw it away; left out: what the rule says. */
export type LetterWish = string | null | undefined
export const discardWish = 'discard'

/** Whether somebody could go on with it: they may write such a letter on this appeal, and it is not about them. */
function mayInherit(
  { kind, unitId, executorId, coExecutorIds, aboutIds }: LeftLetter,
  worker: Worker,
): boolean {
  if (!worker.active || aboutIds.includes(worker.id)) return false
  const relations = relationsFor(worker.roles, writingOf(kind), false)
  const holds = executorId === worker.id || coExecutorIds.includes(worker.id)
  return (
    relations.has('all') ||
    (relations.has('own') && holds) ||
    (relations.has('unit') && unitId !== null && worker.unitsBelow.includes(unitId))
  )
}

/**
 * docs/office.md 6: whose a letter in work is once its author has left: unless somebody is named, of who takes the
 * appeal over, else of the heir of everything. Null: it stays with its appeal, and who writes on may make it theirs.
 * Only what nobody has proposed yet can be thrown away.
 */
export function letterBecomes(
  letter: LeftLetter,
  wish: LetterWish,
  workers: readonly Worker[],
  heirOfAll: string | null,
): { readonly heirId: string | null } | 'discarded' | Refusal {
  if (wish === discardWish) {
    return canMove('discard', letter.state) === null ? 'discarded' : refuse('heir_not_able')
  }
  const find = (id: string | null) => workers.find((one) => one.id === id)
  if (wish !== undefined) {
    const named = find(wish)
    if (named === undefined) return { heirId: null }
    return mayInherit(letter, named) ? { heirId: named.id } : refuse('heir_not_able')
  }
  const able = [letter.executorId, heirOfAll]
    .map(find)
    .find((one) => one !== undefined && mayInherit(letter, one))
  return { heirId: able?.id ?? null }
}

/** Another writes it, or has since it was decided to throw it away: then it isn't. Times are epoch milliseconds. */
export const isWrittenOn = (
  { lease, savedAt }: { readonly lease: Lease; readonly savedAt: number },
  authorId: string,
  decidedAt: number,
  now: number,
): boolean => savedAt > decidedAt || isWrittenByOther(lease, authorId, now)
