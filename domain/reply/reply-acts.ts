import { type AppealFacts, type Asker, can, whyNotConfirmed } from '../appeal/can.ts'
import type { ReplyKind } from '../appeal/reply-kind.ts'
import type { OfficeAct } from '../appeal/rights.ts'
import { type Action, transitions } from '../appeal/status.ts'
import { type Refusal, refuse } from '../refusal.ts'

/** What a kind of letter needs and does. `act`: what its sending does to the appeal, null for nothing. */
interface KindOfReply {
  readonly write: Extract<OfficeAct, 'writeReply' | 'writeForwarding'>
  readonly act: Action | null
}

// A kind that is left out is not offered.
const kinds: Readonly<Partial<Record<ReplyKind, KindOfReply>>> = {
  answer: { write: 'writeReply', act: 'execute' },
  interim: { write: 'writeReply', act: 'replyInterim' },
}

export const isOffered = (kind: ReplyKind): boolean => kinds[kind] !== undefined

/** Why somebody may not write a letter of this kind on an appeal; null: they may. */
export function whyNotWrite(asker: Asker, kind: ReplyKind, appeal: AppealFacts): Refusal | null {
  const spec = kinds[kind]
  return spec === undefined ? refuse('role_not_allowed') : can(asker, spec.write, appeal)
}

/** Why a letter of this kind can't go out as the appeal is now, by anybody; null: it can. */
export function whyNotSent(kind: ReplyKind, appeal: AppealFacts): Refusal | null {
  const act = kinds[kind]?.act ?? null
  if (act !== null && !transitions[act].from.includes(appeal.status)) return refuse('action_not_in_status')
  return act === 'execute' ? whyNotConfirmed(appeal) : null
}
