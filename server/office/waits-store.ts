import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { EventType } from '../../domain/appeal/event.ts'
import { eventKinds } from '../../domain/appeal/history.ts'
import type { queueWaits } from '../../domain/mailbox/queue.ts'
import { replyWaiting } from '../appeal/reply-waiting.ts'

type Waits = (typeof queueWaits)[number]

// As arePapersAsked reads a history (domain/appeal/history.ts): taking an appeal into work answers nothing.
const actsThatAnswer = (Object.keys(eventKinds) as EventType[]).filter((type) => {
  const { act } = eventKinds[type]
  return act !== null && act !== 'takeIntoWork'
})

/** Over `appeal`: what it waits for, for the filter and for the row. */
export const waitsFor: Readonly<Record<Waits, RawBuilder<SqlBool>>> = {
  papers: sql`(appeal.papers_by is not null or coalesce((select event.type = 'interimReplied' and event.data -> 'papersAsked' = 'true'
    from event where event.appeal_id = appeal.id and event.type = any(${actsThatAnswer})
    order by event.seq desc limit 1), false))`,
  unit: sql`exists (select from question where question.appeal_id = appeal.id
    and question.answered_at is null and question.withdrawn_at is null)`,
  approval: replyWaiting,
  verdict: sql`exists (select from prepared_letter as asked join signature on signature.letter_id = asked.id
    where asked.appeal_id = appeal.id and signature.revocation = 'unknown')`,
  word: sql`(appeal.awaits_word_since is not null)`,
  withdrawal: sql`(appeal.withdrawal_due_date is not null)`,
}
