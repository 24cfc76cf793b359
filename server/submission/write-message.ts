import { randomBytes, randomUUID } from 'node:crypto'
import type { AppealEvent } from '../../domain/appeal/event.ts'
import { tidy } from '../../domain/catalogue/letter-characters.ts'
import { checkMessage } from '../../domain/submission/submission.ts'
import { commitmentTo } from '../appeal/commitment.ts'
import { historyOf } from '../appeal/event-store.ts'
import { lockForAct } from '../appeal/office-appeal-store.ts'
import { insteadOf, recordOfficeEvent } from '../case/case-events.ts'
import type { Asker, Context } from '../context.ts'
import { insertMessage } from '../correspondence/correspondence-store.ts'
import { inTransaction } from '../in-transaction.ts'
import { holdOfficeFor } from '../person/staff-asker-store.ts'
import { Refused } from '../refused.ts'

/**
 * Writes to the client beside the letters: no number, no status, no term, and no answer. They are told as of every
 * act. What they sent after the submission `seen` waits on for a word. Throws NotFound or Refused.
 */
export async function writeMessage(
  context: Context,
  caller: Asker,
  appealId: string,
  given: { readonly text: string; readonly seen: string | null },
): Promise<void> {
  const text = tidy(given.text)
  const wrong = checkMessage(text)
  await inTransaction(context.db, async (trx) => {
    const asker = await holdOfficeFor(trx, caller, context.now())
    const { facts } = await lockForAct(trx, asker, 'writeMessage', appealId)
    if (wrong !== null) throw new Refused(wrong, [{ field: 'text', refusal: wrong }])
    // After the locks: what the client sent while this one waited came before it.
    const at = context.now()
    const upTo = seenIn(await historyOf(trx, appealId), given.seen)
    const id = randomUUID()
    const salt = randomBytes(32)
    await insertMessage(trx, { id, appealId, authorId: asker.id, text, salt, sentAt: at })
    await recordOfficeEvent(trx, asker, {
      appealId,
      type: 'messaged',
      key: `messaged:${id}`,
      data: {
        correspondenceId: id,
        commitment: commitmentTo(salt, text),
        upTo,
        ...insteadOf(asker, 'writeMessage', facts),
      },
      at,
    })
  })
}

/** The submission up to which it answers, where there is such in the appeal. */
function seenIn(history: readonly AppealEvent[], seen: string | null): string | null {
  const known = history.some((event) => event.type === 'submitted' && event.data.submissionId === seen)
  return known ? seen : null
}
