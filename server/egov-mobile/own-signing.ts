import { createHash } from 'node:crypto'
import type { Asker, Context } from '../context.ts'
import { NotFound } from '../refused.ts'
import { type EgovMobileRow, findEgovMobileSigning } from './egov-mobile-store.ts'

/** Who asks about a code: somebody signed in, or a browser by its pre-sign-in cookie. */
export interface CodeAsker {
  readonly asker: Asker | null
  readonly challengeToken: string | undefined
}

/**
 * A code of the client or member of staff whose signature it is for, of the session that it proves again, or of the
 * browser that began the sign-in. Throws NotFound for anybody else.
 */
export async function ownEgovMobileSigning(
  context: Context,
  who: CodeAsker,
  id: string,
): Promise<EgovMobileRow> {
  const row = await findEgovMobileSigning(context.db, id, context.now())
  if (row === null || !isOwn(row, who)) throw new NotFound()
  return row
}

function isOwn({ purpose, cookieHash }: EgovMobileRow, { asker, challengeToken }: CodeAsker): boolean {
  if (purpose.kind === 'reply') return asker?.kind === 'staff' && asker.id === purpose.staffId
  if (purpose.kind !== 'signIn') return asker?.kind === 'client' && asker.id === purpose.personId
  if (purpose.sessionId !== null) return asker?.sessionId === purpose.sessionId
  if (challengeToken === undefined || cookieHash === null) return false
  return cookieHash.equals(createHash('sha256').update(challengeToken).digest())
}
