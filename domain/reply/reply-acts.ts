import { type AppealFacts, type Asker, can, standingFor, whyNotConfirmed } from '../appeal/can.ts'
import type { ReplyKind } from '../appeal/reply-kind.ts'
import type { OfficeAct } from '../appeal/rights.ts'
import { type Action, numberedStatuses, type Status, transitions } from '../appeal/status.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** What a kind of letter needs and does. `act`: what its sending does to the appeal, null for nothing. */
interface KindOfReply {
  readonly write: Extract<OfficeAct, 'writeReply' | 'writeForwarding' | 'writeCorrection'>
  readonly act: Action | null
}

const kinds: Readonly<Record<ReplyKind, KindOfReply>> = {
  answer: { write: 'writeReply', act: 'execute' },
  interim: { write: 'writeReply', act: 'replyInterim' },
  forwarding: { write: 'writeForwarding', act: 'forward' },
  // A further letter: status and term stay as they are.
  correction: { write: 'writeCorrection', act: null },
}

/** The right that a kind of letter needs of who writes it. */
export const writingOf = (kind: ReplyKind): KindOfReply['write'] => kinds[kind].write

/** Why somebody may not write a letter of this kind on an appeal; null: they may. */
export function whyNotWrite(asker: Asker, kind: ReplyKind, appeal: AppealFacts): Refusal | null {
  return can(asker, kinds[kind].write, appeal)
}

/**
 * Why somebody may not undo what was written in a letter of this kind; null: they may. As writing it, but whatever
 * became of the appeal meanwhile: what can't go any more can still be thrown away.
 */
export function whyNotUndo(asker: Asker, kind: ReplyKind, appeal: AppealFacts): Refusal | null {
  if (appeal.aboutIds.includes(asker.id)) return refuse('about_self')
  if (standingFor(asker, kinds[kind].write, appeal).length > 0) return null
  return whyNotWrite(asker, kind, appeal)
}

/** The statuses of an appeal in which a letter of this kind can go out. */
export function sentFrom(kind: ReplyKind): readonly Status[] {
  const { act } = kinds[kind]
  return act === null ? numberedStatuses : transitions[act].from
}

/** docs/office.md 6: so many days after its last keystroke a draft that can't go out any more is thrown away. */
export const keptDraftDays = 30

/** Why a letter of this kind can't go out as the appeal is now, by anybody; null: it can. */
export function whyNotSent(kind: ReplyKind, appeal: AppealFacts): Refusal | null {
  const { act } = kinds[kind]
  if (!sentFrom(kind).includes(appeal.status)) return refuse('action_not_in_status')
  return act === 'execute' ? whyNotConfirmed(appeal) : null
}
