import type { Db } from '../context.ts'
import { signedKeptMs } from './egov-mobile-state.ts'

/** A phone whose thanks were lost may still say the same again for so long after the code is over. */
const repeatMs = 10 * 60_000

/** Deletes secrets that no phone may come with any more, signatures nobody sent within a day, and old codes. */
export async function forgetEgovMobileSignings(db: Db, now: number): Promise<void> {
  await db
    .updateTable('phone_signing')
    .set({ secret_hash: null })
    .where('secret_hash', 'is not', null)
    .where('expires_at', '<', new Date(now - repeatMs))
    .execute()
  await db
    .updateTable('phone_signing')
    .set({ cms: null, remind_at: null })
    .where('cms', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('signed_at', '<=', new Date(now - signedKeptMs)),
        eb.and([eb('challenge_id', 'is not', null), eb('expires_at', '<', new Date(now - repeatMs))]),
      ]),
    )
    .execute()
  await db
    .deleteFrom('phone_signing')
    .where('created_at', '<', new Date(now - 3 * signedKeptMs))
    .execute()
}
