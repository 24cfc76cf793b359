import { randomUUID } from 'node:crypto'
import { clientActor } from '../../domain/appeal/actor.ts'
import { executorWhenSent } from '../../domain/appeal/follow-up.ts'
import type { Db } from '../context.ts'
import { lockAppealFacts } from './appeal-store.ts'
import { appendEvent, historyOf } from './event-store.ts'
import { type FollowUp, followUpOf, hadPartIn } from './follow-up-store.ts'

/**
 * What a draft that is being sent follows, with the first appeal held; null: nothing. Asked before anything is taken
 * that other senders wait for.
 */
export async function holdFirst(trx: Db, draftId: string): Promise<FollowUp | null> {
  const follow = await followUpOf(trx, draftId)
  if (follow !== null) await lockAppealFacts(trx, follow.firstId)
  return follow
}

/**
 * docs/office.md 11: an appeal that follows another was sent. Both histories say so, each to the office alone. Of an
 * objection those are named whose letter it is about: who answered, wrote, approved and signed. They stay out of it by
 * the rule for everybody whom an appeal is about (docs/office.md 6).
 */
export async function recordFollowUp(
  trx: Db,
  { firstId, kind, letterId }: FollowUp,
  sent: { readonly appealId: string; readonly personId: string; readonly at: number },
): Promise<void> {
  const { appealId, personId, at } = sent
  const linkId = randomUUID()
  await trx
    .insertInto('appeal_link')
    .values({ id: linkId, appeal_id: appealId, other_id: firstId, kind, linked_at: new Date(at) })
    .execute()
  const common = { occurredAt: at, recordedAt: at, source: 'cabinet' } as const
  for (const [one, two] of [
    [appealId, firstId],
    [firstId, appealId],
  ] as const) {
    await appendEvent(trx, {
      ...common,
      appealId: one,
      type: 'linked',
      actor: clientActor(personId),
      key: `linked:${linkId}`,
      data: { linkId, appealId: two },
    })
  }
  if (letterId === null) return
  const executor = executorWhenSent(await historyOf(trx, firstId), letterId)
  const staffIds = new Set(await hadPartIn(trx, firstId, letterId))
  if (executor !== null) staffIds.add(executor)
  await appendEvent(trx, {
    ...common,
    appealId,
    type: 'concernsNamed',
    actor: 'system',
    source: 'registry',
    key: `concernsNamed:${linkId}`,
    data: { staffIds: [...staffIds].sort(), reasonId: null },
  })
}
