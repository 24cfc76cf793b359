import type { EgovMobileSigning } from '../../wire/egov-mobile.ts'
import type { Context } from '../context.ts'
import { insertEgovMobileSigning } from './egov-mobile-store.ts'
import { newEgovMobileSigning } from './show-signing.ts'

/** §8.2, sign-in, or who is signed in once more: a code for a text that was just made. */
export async function beginEgovMobileSignIn(
  context: Context,
  challengeId: string,
  origin: string,
): Promise<EgovMobileSigning> {
  const now = context.now()
  const { row, secret } = await insertEgovMobileSigning(
    context.db,
    { challengeId },
    { origin, device: context.from?.device ?? null },
    now,
  )
  return newEgovMobileSigning(row, secret)
}
