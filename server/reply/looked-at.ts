import { letterLanguages } from '../../domain/language.ts'
import { refuse } from '../../domain/refusal.ts'
import { isApprover, likelyApprover } from '../../domain/reply/may-approve.ts'
import { languagesOf, sizeFault } from '../../domain/reply/reply-faults.ts'
import { approveAs, writtenOf } from '../../domain/reply/why-not.ts'
import type { Db } from '../context.ts'
import { Refused } from '../refused.ts'
import type { ReplyInPlace } from './held-reply.ts'
import { type ReplyToPrint, replyToPrint } from './lay-out-reply.ts'

/** The letters as this person looks at them before sending. */
export async function lookedAt(db: Db, place: ReplyInPlace): Promise<ReplyToPrint[]> {
  const { reply, sent, approvers } = place
  if (sent.number === null) throw new Refused(refuse('action_not_in_status'))
  if (languagesOf(reply.texts).length === 0) {
    const refusal = refuse('reply_language')
    throw new Refused(refusal, [{ field: `texts.${sent.letterLanguage}`, refusal }])
  }
  if (reply.kind === 'interim' && reply.newDueDate === null) {
    const refusal = refuse('required')
    throw new Refused(refusal, [{ field: 'newDueDate', refusal }])
  }
  for (const language of letterLanguages) {
    const refusal = sizeFault(reply.texts[language])
    if (refusal !== null) throw new Refused(refusal, [{ field: `texts.${language}`, refusal }])
  }
  const as = approveAs(place)
  return await replyToPrint(
    db,
    place,
    isApprover(as) ? as : likelyApprover(writtenOf(place), approvers),
    null,
  )
}
