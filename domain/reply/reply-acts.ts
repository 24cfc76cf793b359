import { type AppealFacts, type Asker, can, standingFor, whyNotConfirmed } from '../appeal/can.ts'
import { actOf, type ReplyKind, sentFrom } from '../appeal/reply-kind.ts'
import type { OfficeAct } from '../appeal/rights.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { canMove, type ReplyState } from './reply.ts'

const rights = {
  answer: 'writeReply',
  interim: 'writeReply',
  papers: 'writeReply',
  forwarding: 'writeForwarding',
  return: 'writeReply',
  correction: 'writeCorrection',
} as const satisfies Readonly<Record<ReplyKind, OfficeAct>>

/** The right that a kind of letter needs of who writes it. */
export const writingOf = (kind: ReplyKind): (typeof rights)[ReplyKind] => rights[kind]

/** Why somebody may not write a letter of this kind on an appeal; null: they may. */
export function whyNotWrite(asker: Asker, kind: ReplyKind, appeal: AppealFacts): Refusal | null {
  return can(asker, rights[kind], appeal)
}

/**
 * Why somebody may not undo what was written in a letter of this kind; null: they may. As writing it, but whatever
 * became of the appeal meanwhile: what can't go any more can still be thrown away.
 */
export function whyNotUndo(asker: Asker, kind: ReplyKind, appeal: AppealFacts): Refusal | null {
  if (appeal.aboutIds.includes(asker.id)) return refuse('about_self')
  if (standingFor(asker, rights[kind], appeal).length > 0) return null
  return whyNotWrite(asker, kind, appeal)
}

/**
 * Another letter has moved the appeal on, and this one can't go out any more: nobody is waited for. Its author takes it
 * back.
 */
export const isOvertaken = (
  { kind, state }: { readonly kind: ReplyKind; readonly state: ReplyState },
  { status }: Pick<AppealFacts, 'status'>,
): boolean => canMove('takeBack', state) === null && !sentFrom(kind).includes(status)

/** docs/office.md 6: so many days after its last keystroke a draft that can't go out any more is thrown away. */
export const keptDraftDays = 30

/** Why a letter of this kind can't go out as the appeal is now, by anybody; null: it can. */
export function whyNotSent(kind: ReplyKind, appeal: AppealFacts): Refusal | null {
  if (!sentFrom(kind).includes(appeal.status)) return refuse('action_not_in_status')
  return actOf[kind] === 'execute' ? whyNotConfirmed(appeal) : null
}
