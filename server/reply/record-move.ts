import type { EventType } from '../../domain/appeal/event.ts'
import type { Db } from '../context.ts'
import type { ReplyInPlace } from './held-reply.ts'
import { keepMove, type Move } from './move-store.ts'

/** Writes a move of a letter in its place; `by` left out: who asks. */
export async function recordMove<Type extends EventType>(
  trx: Db,
  { reply, asker, now }: ReplyInPlace,
  move: Omit<Move<Type>, 'by'> & { readonly by?: string | null },
): Promise<void> {
  const { by = asker.id } = move
  await keepMove(trx, reply, { ...move, by }, now)
}

/** Whom somebody replaces, as events say it. */
export const insteadOf = (id: string | null | undefined): { insteadOf?: string } =>
  id == null ? {} : { insteadOf: id }
