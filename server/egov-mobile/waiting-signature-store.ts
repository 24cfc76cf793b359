import type { Db } from '../context.ts'

/** Forgets the signature that waits over a letter: another one comes, or the letter itself goes. */
export async function dropSigned(trx: Db, letterId: string): Promise<void> {
  await trx
    .updateTable('phone_signing')
    .set({ letter_id: null, cms: null, remind_at: null })
    .where('letter_id', '=', letterId)
    .where('state', '=', 'signed')
    .execute()
}

/** The same of what is sent after the letter. */
export async function dropSignedOf(trx: Db, submissionLetterId: string): Promise<void> {
  await trx
    .updateTable('phone_signing')
    .set({ submission_letter_id: null, cms: null, remind_at: null })
    .where('submission_letter_id', '=', submissionLetterId)
    .where('state', '=', 'signed')
    .execute()
}

/** Forgets the signature of the same person that waits over a letter of the company: another one comes. */
export async function cancelSigned(
  trx: Db,
  { replyLetterId, staffId }: { readonly replyLetterId: string; readonly staffId: string },
): Promise<void> {
  await trx
    .updateTable('phone_signing')
    .set({ state: 'cancelled', cms: null })
    .where('reply_letter_id', '=', replyLetterId)
    .where('staff_id', '=', staffId)
    .where('state', '=', 'signed')
    .execute()
}
